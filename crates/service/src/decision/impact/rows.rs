//! What an impact shows: each gain and loss, each resource and action, by their ids on the wire.

use menjin_api::access::{Entity, impact};
use menjin_engine::Shift;
use menjin_model::Party;
use menjin_store::ROW_BITS;

use super::super::{
    book::{Book, NEW},
    show::{self, Item, People},
};

/// One subject that gains or loses something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    shift: &'a Shift,
    subject: Party,
    effect: &'static str,
}

impl<'a> Row<'a> {
    /// All of a resource and action, the gains first.
    pub(super) fn of(shift: &'a Shift) -> impl Iterator<Item = Self> {
        let row = move |effect| move |subject: &Party| Self { shift, subject: *subject, effect };
        shift.gain.iter().map(row("gain")).chain(shift.lose.iter().map(row("lose")))
    }

    /// As it is written; see [`entity`].
    pub(super) fn effect(&self, people: People, book: &Book, revision: i64) -> impact::Effect {
        impact::Effect {
            effect: self.effect.to_owned(),
            subject: entity(people.party(self.subject), book, revision),
            action: self.shift.action.as_str().to_owned(),
            resource: entity(show::resource(self.shift.resource), book, revision),
        }
    }
}

/// A resource and action as they are written; see [`entity`].
pub(super) fn shift(shift: &Shift, book: &Book, revision: i64) -> impact::Shift {
    impact::Shift {
        resource: entity(show::resource(shift.resource), book, revision),
        action: shift.action.as_str().to_owned(),
        gain: shift.gain.len() as u64,
        lose: shift.lose.len() as u64,
    }
}

/// The things of which ids are wanted.
pub(super) fn items<'a>(shifts: &'a [Shift], rows: &'a [Row<'a>], people: People) -> impl Iterator<Item = Item> + 'a {
    let of_rows = rows.iter().flat_map(move |row| [people.party(row.subject), show::resource(row.shift.resource)]);
    shifts.iter().map(|shift| show::resource(shift.resource)).chain(of_rows)
}

/// A thing as it is written. What the dry run itself would have made has no id: its number is of a later revision than the one
/// it was tried on, and whoever has that number now is somebody else.
fn entity(item: Item, book: &Book, revision: i64) -> Entity {
    if item.number >> ROW_BITS > revision {
        return Entity { r#type: item.word.to_owned(), id: NEW.to_owned() };
    }
    let shown = book.shown(item);
    Entity { r#type: shown.r#type.to_owned(), id: shown.id.to_string() }
}
