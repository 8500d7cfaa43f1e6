//! Small charts as SVG, made here: lines that scale from zero, and bars. Each has a text for those who do not see it.

use std::fmt::Write;

/// The points of a line over `values` in a box of this size; a flat line at the foot when there is nothing.
#[must_use]
pub(crate) fn line(values: &[i64], width: u32, height: u32) -> String {
    let most = values.iter().copied().max().unwrap_or(0).max(1);
    let steps = i64::try_from(values.len().saturating_sub(1)).unwrap_or(1).max(1);
    let (width, height) = (i64::from(width), i64::from(height));
    let mut points = String::new();
    for (index, value) in values.iter().enumerate() {
        let x = i64::try_from(index).unwrap_or(0) * width * 10 / steps;
        let y = (height - 2) * 10 - value * (height - 4) * 10 / most;
        let _ = write!(points, "{}{}.{},{}.{}", if index == 0 { "" } else { " " }, x / 10, x % 10, y / 10, y % 10);
    }
    points
}

/// A bar of a chart: its place and height in a box of 100 by 100, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bar {
    /// Of a hundred.
    pub height: i64,
    /// What stands below it.
    pub name: String,
    /// How many.
    pub count: i64,
}

/// Bars over named counts.
#[must_use]
pub(crate) fn bars(counts: &[(String, i64)]) -> Vec<Bar> {
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let bar = |(name, count): &(String, i64)| Bar { height: count * 100 / most, name: name.clone(), count: *count };
    counts.iter().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_line_scales_from_zero_and_fills_its_box() {
        assert_eq!(line(&[0, 5, 10], 66, 22), "0.0,20.0 33.0,11.0 66.0,2.0");
        assert_eq!(line(&[0, 0], 66, 22), "0.0,20.0 66.0,20.0");
        assert_eq!(line(&[], 66, 22), "");
    }
}
