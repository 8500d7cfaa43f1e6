//! The failures, one after the other, under load.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::{
    faults::{self, Kind},
    history::{self, Counts},
    patroni::Mode,
    process::Place,
    record::Notes,
    stage::{Load, Plan, Stage},
};

/// Before the first failure, and between two.
const CALM: Duration = Duration::from_secs(5);

/// A failure that was.
#[derive(Debug, Clone)]
pub(super) struct Struck {
    pub(super) kind: Kind,
    pub(super) at: Duration,
    /// When everything ran again.
    pub(super) whole: Duration,
    /// Who led before and after.
    pub(super) seen: String,
}

/// What came of it.
#[derive(Debug)]
pub(super) struct Campaign {
    pub(super) struck: Vec<Struck>,
    pub(super) notes: Notes,
    pub(super) counts: Counts,
    pub(super) end: Duration,
    /// Why it ended before its time.
    pub(super) trouble: Option<anyhow::Error>,
}

/// Does each kind so many times, then counts. When the cluster or the writes do not come back, it counts what there is.
pub(super) async fn run(plan: &Plan, place: Place, times: impl Fn(Kind) -> usize) -> anyhow::Result<Campaign> {
    let mut stage = Stage::start(plan, place, Mode::Synchronous).await?;
    let load = stage.load().await?;
    let mut struck = Vec::new();
    let trouble = strike_all(&mut stage, &load, &faults::order(times), &mut struck).await.err();
    if let Some(trouble) = &trouble {
        eprintln!("the run ends before its time: {trouble:#}");
    }
    let (notes, end) = load.end().await;
    let started = Instant::now();
    let found = stage.read_back().await?;
    eprintln!("read {} groups back in {:.0} s", found.len(), started.elapsed().as_secs_f64());
    let counts = history::judge(&notes.changes, &found);
    Ok(Campaign { struck, notes, counts, end, trouble })
}

async fn strike_all(stage: &mut Stage, load: &Load, order: &[Kind], struck: &mut Vec<Struck>) -> anyhow::Result<()> {
    load.writes().await?;
    sleep(CALM).await;
    for (number, kind) in order.iter().copied().enumerate() {
        let at = load.run.now();
        eprint!("{}/{} {} .. ", number + 1, order.len(), kind.name());
        let seen = faults::strike(&mut stage.cluster, kind).await?;
        let whole = load.run.now();
        struck.push(Struck { kind, at, whole, seen: seen.clone() });
        stage.must_run()?;
        load.writes().await?;
        sleep(CALM).await;
        let gap = load.run.note(|notes| history::longest_gap(&notes.changes, at, Duration::MAX, load.run.now()));
        let (after, gap) = (whole.saturating_sub(at).as_secs_f64(), gap.as_secs_f64());
        eprintln!("{seen}; whole after {after:.1} s, longest gap {gap:.1} s");
    }
    Ok(())
}

impl Campaign {
    /// From this failure to the next.
    pub(super) fn window(&self, number: usize) -> (Duration, Duration) {
        let at = |number: usize| self.struck.get(number).map(|struck| struck.at);
        (at(number).unwrap_or_default(), at(number + 1).unwrap_or(self.end))
    }

    /// The longest gap around this failure.
    pub(super) fn gap(&self, number: usize) -> Duration {
        let (from, until) = self.window(number);
        history::longest_gap(&self.notes.changes, from, until, self.end)
    }
}
