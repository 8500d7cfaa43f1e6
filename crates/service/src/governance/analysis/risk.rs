//! How much there is to look at: by the number of groups, raised by what they really open.

use menjin_api::menjin::membership::analysis::{Level, RiskKind};
use menjin_engine::{Action, Resource};

use super::world::Opens;

/// More groups than these are worth a look.
const MEDIUM: usize = 5;
/// More than these are to be looked at.
const HIGH: usize = 10;

/// A level, and what made it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Risk {
    /// The level.
    pub level: Level,
    /// What the number of groups alone makes it.
    pub by_count: Level,
    /// What counted, and the things that did.
    pub inputs: Vec<(RiskKind, Vec<Resource>)>,
}

/// What the number of groups alone makes it.
#[must_use]
pub fn by_count(groups: usize) -> Level {
    match groups {
        0..=MEDIUM => Level::Low,
        groups if groups <= HIGH => Level::Medium,
        _ => Level::High,
    }
}

/// The risk of somebody in so many groups. `opened` is what the groups open, `own` what the person has by themselves.
pub fn of<'a>(groups: usize, opened: impl Iterator<Item = &'a Opens>, own: impl Iterator<Item = &'a Opens>) -> Risk {
    let (mut doors, mut managed) = (Vec::new(), Vec::new());
    for opens in opened {
        if opens.is_any_hour() {
            doors.push(opens.resource);
        }
        if opens.action == Action::FullAccess {
            managed.push(opens.resource);
        }
    }
    let works_on = |opens: &&Opens| matches!(opens.action, Action::Develop | Action::Administer);
    let apps: Vec<Resource> = own.filter(works_on).map(|opens| opens.resource).collect();
    let by_count = by_count(groups);
    let mut level = by_count;
    let mut inputs = Vec::new();
    for (kind, mut things) in
        [(RiskKind::DoorsAnyHour, doors), (RiskKind::FullAccess, managed), (RiskKind::AppRoles, apps)]
    {
        things.sort_unstable();
        things.dedup();
        if !things.is_empty() {
            level = raised(level);
            inputs.push((kind, things));
        }
    }
    Risk { level, by_count, inputs }
}

/// The next level.
fn raised(level: Level) -> Level {
    match level {
        Level::Low => Level::Medium,
        Level::Medium | Level::High => Level::High,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use menjin_api::menjin::membership::analysis::{Level, RiskKind};
    use menjin_engine::{Action, Resource};
    use menjin_model::{AppNo, DeviceNo, DocumentNo, Opening};

    use super::{super::world::Opens, by_count, of};

    fn opens(resource: Resource, action: Action) -> Opens {
        Opens { resource, action, hours: None }
    }

    #[test]
    fn more_than_five_groups_are_medium_and_more_than_ten_high() {
        let levels: Vec<Level> = [0, 1, 5, 6, 10, 11, 500].into_iter().map(by_count).collect();
        let (low, medium, high) = (Level::Low, Level::Medium, Level::High);
        assert_eq!(levels, [low, low, low, medium, medium, high, high]);
    }

    #[test]
    fn what_the_groups_open_raises_by_one_level_for_each_kind() {
        let hours = Some(Arc::new(Opening::default()));
        let door = Opens { resource: Resource::Door(DeviceNo(1)), action: Action::Open, hours };
        let managed = opens(Resource::Document(DocumentNo(1)), Action::FullAccess);
        let edited = opens(Resource::Document(DocumentNo(2)), Action::Edit);
        let role = opens(Resource::App(AppNo(1)), Action::Develop);
        let level = |opened: &[&Opens], own: &[&Opens]| of(1, opened.iter().copied(), own.iter().copied()).level;
        assert_eq!(level(&[&edited], &[]), Level::Low);
        assert_eq!(level(&[&door], &[]), Level::Medium);
        assert_eq!(level(&[&door, &managed], &[]), Level::High);
        assert_eq!(level(&[], &[&role]), Level::Medium);
        let risk = of(1, [&door, &door].into_iter(), std::iter::empty());
        assert_eq!(risk.inputs, [(RiskKind::DoorsAnyHour, vec![door.resource])], "each thing counts once");
    }

    #[test]
    fn a_door_with_hours_raises_nothing() {
        for (weekdays, windows, level) in [
            (0x7f, vec![(0, 24 * 60)], Level::Medium),
            (0x1f, vec![(0, 24 * 60)], Level::Low),
            (0x7f, vec![(480, 1320)], Level::Low),
            (0, vec![], Level::Medium),
        ] {
            let hours = Opening { valid: Some((0, 9_999_999_999)), weekdays, windows };
            let door =
                Opens { resource: Resource::Door(DeviceNo(1)), action: Action::Open, hours: Some(Arc::new(hours)) };
            assert_eq!(of(1, [&door].into_iter(), std::iter::empty()).level, level, "{door:?}");
        }
    }
}
