//! Floor and operation in turn, so that whatever else the machine does meets both.

use super::Bench;

/// The numbers of all rounds.
#[derive(Debug)]
pub(super) struct Rounds {
    pub(super) floor: Vec<f64>,
    pub(super) measured: Vec<f64>,
}

/// Runs both once to warm up, then as often as there are rounds; who begins changes from round to round.
pub(super) fn take_turns(
    bench: &Bench,
    mut floor: impl FnMut() -> anyhow::Result<f64>,
    mut measured: impl FnMut() -> anyhow::Result<f64>,
) -> anyhow::Result<Rounds> {
    floor()?;
    measured()?;
    let mut rounds = Rounds { floor: Vec::new(), measured: Vec::new() };
    for round in 0..bench.rounds {
        let (low, high) = if round % 2 == 0 {
            let low = floor()?;
            (low, measured()?)
        } else {
            let high = measured()?;
            (floor()?, high)
        };
        eprintln!("  round {}: floor {low:.1}, measured {high:.1}, ratio {:.3}", round + 1, high / low);
        rounds.floor.push(low);
        rounds.measured.push(high);
    }
    Ok(rounds)
}

impl Rounds {
    /// The median of the ratios of the rounds.
    pub(super) fn ratio(&self) -> f64 {
        median(self.measured.iter().zip(&self.floor).map(|(measured, floor)| measured / floor))
    }
}

/// The middle of some numbers; of none, nothing that meets a goal.
pub(super) fn median(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = numbers.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}
