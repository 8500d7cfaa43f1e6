//! The departments of the base as a tree that is walked upwards quickly, and that knows at once who is below whom.

use menjin_model::DepartmentNo;

use super::known::{Id, Known};
use super::packed::{Packed, low};
use super::rows::Rows;
use super::table::Table;

/// Departments by their codes.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    above: Packed,
    /// When a walk through the tree that begins at 1 comes to a department; 0 for those in a ring, where it never comes.
    enter: Packed,
    /// When it has been everywhere below.
    leave: Packed,
}

impl Tree {
    /// Whatever has no department above, or one that nobody knows, is below the root.
    pub(super) fn of(known: &Known, departments: &Table<DepartmentNo>) -> Self {
        let Some(root) = DepartmentNo::ROOT.code(known) else { return Self::default() };
        let count = DepartmentNo::count(known);
        let parent = |code| departments.get(code).and_then(|parent| parent.code(known)).unwrap_or(root);
        let greatest = u64::from(count) + 1;
        let above = Packed::of(greatest, count as usize, (0..count).map(|code| u64::from(parent(code))));
        let others = || (0..count).filter(|code| *code != root);
        let below = Rows::gathered(count, count, 0, || others().map(|code| (parent(code), code, 0)));

        let mut enter = Packed::zeroed(greatest, count as usize);
        let mut leave = Packed::zeroed(greatest, count as usize);
        let mut next = 1;
        enter.set(root as usize, next);
        let mut path = vec![(root, below.row(root))];
        while let Some((code, children)) = path.last_mut() {
            next += 1;
            if let Some(child) = children.next() {
                let (child, _) = below.entry(child);
                enter.set(child as usize, next);
                path.push((child, below.row(child)));
            } else {
                next -= 1;
                leave.set(*code as usize, next + 1);
                path.pop();
            }
        }
        Self { above, enter, leave }
    }

    /// The department above.
    #[inline]
    pub(super) fn above(&self, code: u32) -> u32 {
        low(self.above.get(code as usize))
    }

    /// Whether one is the other or below it; `None` when one of them is in a ring.
    #[inline]
    pub(super) fn is_below(&self, code: u32, above: u32) -> Option<bool> {
        let (enter, from) = (self.enter.get(code as usize), self.enter.get(above as usize));
        if enter == 0 || from == 0 {
            return None;
        }
        Some(from <= enter && enter < self.leave.get(above as usize))
    }
}
