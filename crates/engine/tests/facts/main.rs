//! The facts as they are held against the same facts in plain tables.

#[cfg(test)]
mod pairs;
#[cfg(test)]
mod plain;
#[cfg(test)]
mod same;
#[cfg(test)]
mod world;

#[cfg(test)]
mod tests {
    use menjin_engine::Facts;
    use menjin_model::{DepartmentNo, Fact, GroupNo, Millis, Party, Span, UserNo};
    use proptest::collection::vec;
    use proptest::prelude::*;

    use crate::plain::Plain;
    use crate::same::same;
    use crate::world::{change, fact, possible, rows, take};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn answers_as_plain_tables_do(
            facts in vec(fact(), 0..120),
            writes in vec(vec(change(), 0..30), 0..3),
        ) {
            let mut rows = rows(&facts);
            let mut plain: Plain = facts.iter().cloned().collect();
            let mut now: Facts = facts.into_iter().collect();
            same(&now, &plain, &rows);
            let mut before = Vec::new();
            for write in &writes {
                before.push((now.clone(), plain.clone(), rows.clone()));
                now.apply(write);
                plain.apply(write);
                for change in write {
                    take(&mut rows, change);
                }
                same(&now, &plain, &rows);
            }
            let compacted = now.compacted();
            prop_assert_eq!(compacted.delta_len(), 0);
            same(&compacted, &plain, &rows);
            same(&rows.values().cloned().collect(), &plain, &rows);
            for (now, plain, rows) in before {
                same(&now, &plain, &rows);
            }
        }

        #[test]
        fn what_is_undone_was_never_done(
            facts in vec(fact(), 0..120),
            wishes in vec((any::<bool>(), fact()), 0..60),
            later in vec((any::<bool>(), fact()), 0..60),
        ) {
            let mut rows = rows(&facts);
            let mut now: Facts = rows.values().cloned().collect();
            let first = possible(&mut rows, &wishes);
            now.apply(&first);
            let (len, kept) = (now.delta_len(), rows.clone());

            let second = possible(&mut rows, &later);
            now.apply(&second);
            same(&now, &rows.values().cloned().collect(), &rows);
            now.undo(&second);
            same(&now, &kept.values().cloned().collect(), &kept);
            prop_assert_eq!(now.delta_len(), len);

            now.undo(&first);
            prop_assert_eq!(now.delta_len(), 0);
        }

        #[test]
        fn any_order_gives_the_same(facts in vec(fact(), 0..300).prop_flat_map(|facts| {
            Just(rows(&facts).into_values().collect::<Vec<_>>()).prop_shuffle()
        })) {
            let now: Facts = facts.iter().cloned().collect();
            same(&now, &facts.iter().cloned().collect(), &rows(&facts));
        }
    }

    #[test]
    fn begins_with_nothing() {
        let mut now = Facts::default();
        same(&now, &Plain::default(), &rows(&[]));
        let facts = [Fact::Place { user: UserNo(1), department: DepartmentNo(2) }];
        now.apply(&facts.clone().map(menjin_model::Change::Came));
        same(&now, &facts.iter().cloned().collect(), &rows(&facts));
    }

    fn member(group: i64, user: i64, starts: i64) -> Fact {
        let span = Span { starts: Millis(starts), ends: Millis(0) };
        Fact::GroupMember { group: GroupNo(group), member: Party::User(UserNo(user)), span }
    }

    #[test]
    fn of_memberships_in_no_order_the_last_counts() {
        let descending =
            (0..100).rev().flat_map(|group| [member(group, 7, 5), member(group, 3, 0), member(group, 7, group)]);
        let now: Facts = descending.collect();
        for group in 0..100 {
            let members: Vec<_> = now.members(GroupNo(group)).collect();
            let starts = |starts| Span { starts: Millis(starts), ends: Millis(0) };
            let expected = [(Party::User(UserNo(3)), Span::ALWAYS), (Party::User(UserNo(7)), starts(group))];
            assert_eq!(members, expected, "group {group}");
        }
        let groups = now.groups_with(Party::User(UserNo(7)));
        assert_eq!(groups.collect::<Vec<_>>(), (0..100).map(GroupNo).collect::<Vec<_>>());
    }

    #[test]
    fn a_ring_of_departments_ends_at_the_root() {
        let ring = [(1, 2), (2, 3), (3, 1), (4, 1)];
        let ring = ring.map(|(id, parent)| Fact::Department { id: DepartmentNo(id), parent: DepartmentNo(parent) });
        let now: Facts = ring.into_iter().collect();
        assert_eq!(now.upwards(DepartmentNo(4)).last(), Some(DepartmentNo::ROOT));
        assert!(now.is_below(DepartmentNo(4), DepartmentNo(3)));
        assert!(!now.is_below(DepartmentNo(1), DepartmentNo(4)));
    }
}
