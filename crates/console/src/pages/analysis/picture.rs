//! The charts of the analysis as SVG: how many people are in how many groups, and shares of a whole.

use menjin_api::menjin::membership::analysis::Bin;

/// So many columns are drawn; beyond that several numbers share one.
const COLUMNS: usize = 16;

const LEFT: u64 = 8;
const WIDTH: u64 = 464;
const FOOT: u64 = 146;
const HEIGHT: u64 = 120;

/// A column of the histogram, in a box of 480 by 170.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) x: u64,
    pub(super) y: u64,
    pub(super) width: u64,
    pub(super) height: u64,
    /// The middle, where texts stand.
    pub(super) middle: u64,
    /// The numbers of groups.
    pub(super) name: String,
    pub(super) people: u64,
}

/// The histogram.
pub(super) fn columns(bins: &[Bin]) -> Vec<Column> {
    let together = bins.len().div_ceil(COLUMNS).max(1);
    let groups: Vec<&[Bin]> = bins.chunks(together).collect();
    let sum = |bins: &[Bin]| bins.iter().map(|bin| bin.people).sum::<u64>();
    let most = groups.iter().map(|bins| sum(bins)).max().unwrap_or(0).max(1);
    let count = u64::try_from(groups.len()).unwrap_or(1).max(1);
    let step = WIDTH / count;
    let width = (step * 7 / 10).clamp(4, 44);
    let columns = groups.iter().zip(0_u64..).map(|(bins, index)| {
        let people = sum(bins);
        let height = (people * HEIGHT / most).max(u64::from(people > 0) * 2);
        let middle = LEFT + step * index + step / 2;
        let name = match (bins.first(), bins.last()) {
            (Some(first), Some(last)) if first.groups != last.groups => format!("{}–{}", first.groups, last.groups),
            (Some(first), _) => first.groups.to_string(),
            _ => String::new(),
        };
        Column { x: middle - width / 2, y: FOOT - height, width, height, middle, name, people }
    });
    columns.collect()
}

/// A part of a whole, in a bar of a thousand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) name: String,
    /// Its colour, by class.
    pub(super) class: &'static str,
    pub(super) count: u64,
    pub(super) percent: f64,
    pub(super) x: u64,
    pub(super) width: u64,
}

/// The parts of a whole, side by side.
pub(super) fn parts<'a>(shares: impl Iterator<Item = (&'a str, &'static str, u64, f64)> + Clone) -> Vec<Part> {
    let all = shares.clone().map(|(_, _, count, _)| count).sum::<u64>().max(1);
    let mut before = 0;
    let part = |(name, class, count, percent): (&str, _, _, _)| {
        let (x, end) = (before * 1000 / all, (before + count) * 1000 / all);
        before += count;
        Part { name: name.to_owned(), class, count, percent, x, width: end - x }
    };
    shares.map(part).collect()
}

#[cfg(test)]
mod tests {
    use menjin_api::menjin::membership::analysis::Bin;

    use super::{columns, parts};

    fn bins(people: &[u64]) -> Vec<Bin> {
        people.iter().zip(0..).map(|(people, groups)| Bin { groups, people: *people }).collect()
    }

    #[test]
    fn columns_scale_from_zero_and_stay_in_their_box() {
        let drawn = columns(&bins(&[0, 5, 10]));
        let heights: Vec<u64> = drawn.iter().map(|column| column.height).collect();
        assert_eq!(heights, [0, 60, 120]);
        let many = columns(&bins(&vec![1; 501]));
        assert!(many.len() <= 16 && many.iter().all(|column| column.x + column.width <= 480), "{many:?}");
        assert_eq!(many[0].name, "0–31");
    }

    #[test]
    fn parts_fill_their_bar() {
        let drawn = parts([("a", "ink", 1, 33.33), ("b", "accent", 2, 66.67)].into_iter());
        let places: Vec<_> = drawn.iter().map(|part| (part.x, part.width)).collect();
        assert_eq!(places, [(0, 333), (333, 667)]);
        assert_eq!(parts([("a", "ink", 0, 0.0)].into_iter())[0].width, 0);
    }
}
