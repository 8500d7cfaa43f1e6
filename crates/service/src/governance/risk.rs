//! How much there is to lose by a group, from facts alone. Pure; every point has its reason beside it.
//!
//! | points | reason |
//! |---|---|
//! | 3 | it opens a door at any hour of any day |
//! | 2 | it manages documents (`full_access`) |
//! | 2 | it administers apps |
//! | 1 | at least [`MANY`] people have one of these by it |
//! | 1 | four fifths of its people have some of the same access by another group too |
//! | 1 | frozen people are still in it |
//! | 1 | memberships without an end among others that end |
//!
//! High from 4 points on, medium from 2, low from 1. What nobody has cannot be lost: without people there is no risk.

use menjin_api::menjin::group::{Kind, Level};

/// So many people with sensitive access are many.
pub const MANY: i64 = 50;

/// What a risk is computed from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Holding {
    /// Everybody in it.
    pub people: i64,
    /// Frozen people in it.
    pub frozen: i64,
    /// Doors it opens at any hour of any day.
    pub always_open: i64,
    /// Documents it manages.
    pub manages: i64,
    /// Apps it administers. A user group cannot be a collaborator of an app; people can, who are weighed alike.
    pub administers: i64,
    /// Groups by which four fifths of its people have some of the same access.
    pub overlaps: i64,
    /// Memberships without an end, where others of the group end.
    pub endless: i64,
}

/// A risk, with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// By the sum.
    pub level: Level,
    /// The sum.
    pub points: i64,
    /// Kind, points, and how many there are; the most points first.
    pub inputs: Vec<(Kind, i64, i64)>,
}

/// The risk of a holding.
#[must_use]
pub fn of(holding: &Holding) -> Risk {
    let Holding { people, frozen, always_open, manages, administers, overlaps, endless } = *holding;
    let is_sensitive = always_open + manages + administers > 0;
    let many = if is_sensitive && people >= MANY { people } else { 0 };
    let weighed = [
        (Kind::AlwaysOpen, 3, always_open),
        (Kind::Manages, 2, manages),
        (Kind::Administers, 2, administers),
        (Kind::Many, 1, many),
        (Kind::Overlap, 1, overlaps),
        (Kind::Frozen, 1, frozen),
        (Kind::Endless, 1, endless),
    ];
    let inputs: Vec<_> = weighed.into_iter().filter(|(_, _, count)| people > 0 && *count > 0).collect();
    let points = inputs.iter().map(|(_, points, _)| points).sum();
    Risk { level: level(points), points, inputs }
}

/// The level of so many points.
#[must_use]
pub const fn level(points: i64) -> Level {
    match points {
        4.. => Level::High,
        2..=3 => Level::Medium,
        1 => Level::Low,
        _ => Level::None,
    }
}

#[cfg(test)]
mod tests {
    use menjin_api::menjin::group::{Kind, Level};

    use super::{Holding, MANY, level, of};

    const SOME: Holding =
        Holding { people: 3, frozen: 0, always_open: 0, manages: 0, administers: 0, overlaps: 0, endless: 0 };

    #[test]
    fn each_reason_counts_its_points_and_says_how_many_there_are() {
        let cases = [
            (Holding { always_open: 2, ..SOME }, Kind::AlwaysOpen, 3, 2),
            (Holding { manages: 4, ..SOME }, Kind::Manages, 2, 4),
            (Holding { administers: 1, ..SOME }, Kind::Administers, 2, 1),
            (Holding { overlaps: 1, ..SOME }, Kind::Overlap, 1, 1),
            (Holding { frozen: 2, ..SOME }, Kind::Frozen, 1, 2),
            (Holding { endless: 1, ..SOME }, Kind::Endless, 1, 1),
        ];
        for (holding, kind, points, count) in cases {
            let risk = of(&holding);
            assert_eq!((risk.points, risk.inputs), (points, vec![(kind, points, count)]));
        }
    }

    #[test]
    fn many_people_count_only_with_sensitive_access() {
        let many = Holding { people: MANY, ..SOME };
        assert_eq!(of(&many).points, 0);
        assert_eq!(of(&Holding { manages: 1, ..many }).points, 3);
        assert_eq!(of(&Holding { manages: 1, people: MANY - 1, ..SOME }).points, 2);
    }

    #[test]
    fn what_nobody_has_is_no_risk() {
        assert_eq!(of(&Holding { people: 0, always_open: 1, ..SOME }).level, Level::None);
    }

    #[test]
    fn levels_begin_at_one_two_and_four() {
        use Level::{High, Low, Medium, None};
        let levels: Vec<Level> = (0..6).map(level).collect();
        assert_eq!(levels, [None, Low, Medium, Medium, High, High]);
    }
}
