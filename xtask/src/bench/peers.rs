//! `cargo xtask bench --peers`: the same company and the same questions, at others who answer such questions.
//!
//! Each peer is built at a pinned version from the Go module proxy, keeps its data on disk, and is asked over HTTP by the same
//! load generator. A single answer on which one of them disagrees, with the others or with the plain meaning of the data, ends the run.

use anyhow::ensure;

use super::{
    Bench, decisions,
    report::Beside,
    rounds::take_turns,
    world::{Question, World},
};

mod build;
mod openfga;
mod ours;
mod side;
mod spicedb;
mod tuples;

use build::Pinned;
use side::Side;

pub(super) const ABOUT: &str = "
**Peers.** A company of 20,000 people in 400 departments, 400 groups of people and departments, 1,000 folders and 10,000
documents with four grants each; all three systems hold the same, on disk, brought in by their own calls, and 64
connections ask each over HTTP the same 10,000 questions, a fifth of them or more a yes, and a fifth or more a no: may this person view, edit or
manage this document. All answers were compared first and were the same. The server answers from its facts in memory, which
hold every acknowledged change. What the peers were not tuned for: each is one process on the same machine with its own
defaults, asked through its JSON gateway (their gRPC is cheaper), with the model that their guides teach for nested groups
and folders. *OpenFGA*: as it comes, it reads
its database for every question; with its two check caches on, an answer may be 10 s old. Its experimental options were left
off. *SpiceDB* keeps its data in PostgreSQL, as one node that sends no questions to others; `minimize_latency`, its default, may
answer from a state 5 s old, out of its cache, and `fully_consistent` holds every acknowledged change, as the server does.";

const QUESTIONS: usize = 10_000;
/// How many of a hundred answers shall be of the rarer kind at least.
const RARER: usize = 20;

/// A peer that can be measured.
struct Peer {
    pinned: Pinned,
    /// The ways of asking it, measured one after the other.
    run: fn(&Contest<'_>) -> anyhow::Result<Vec<Beside>>,
}

const PEERS: [Peer; 2] =
    [Peer { pinned: openfga::PINNED, run: openfga::run }, Peer { pinned: spicedb::PINNED, run: spicedb::run }];

/// What each peer is held against.
struct Contest<'a> {
    bench: &'a Bench,
    world: World,
    questions: Vec<Question>,
    /// The right answers, by the plain meaning of the data.
    answers: Vec<bool>,
    /// The server.
    ours: Side,
}

/// Measures all peers that there are; one that cannot be had is named with the reason.
pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Beside>> {
    // Before anything is measured, for a compiler beside it would spoil the numbers.
    let built = PEERS.map(|peer| (build::ready(peer.pinned), peer));

    let world = decisions::world(bench);
    let questions = world.questions(bench.amount(QUESTIONS));
    let answers: Vec<bool> = questions.iter().map(|question| world.answer(*question)).collect();
    let yes = answers.iter().filter(|answer| **answer).count();
    eprintln!("  {yes} of {} answers are yes", answers.len());
    ensure!(
        yes.min(answers.len() - yes) * 100 >= answers.len() * RARER,
        "nearly all questions have the same answer, so agreeing on them would show nothing"
    );
    let ours = ours::start(bench, &world, &questions)?;
    let contest = Contest { bench, world, questions, answers, ours };
    contest.agree(&contest.ours)?;

    let mut rows = Vec::new();
    for (built, peer) in built {
        match built {
            Ok(_) => rows.extend((peer.run)(&contest)?),
            Err(error) => {
                eprintln!("  {} is LEFT OUT: {error:#}", peer.pinned.told());
                rows.push(Beside::absent(peer.pinned.told(), &one_line(&error)));
            }
        }
    }
    Ok(rows)
}

impl Contest<'_> {
    /// Asks all questions and holds the answers against the right ones.
    fn agree(&self, side: &Side) -> anyhow::Result<()> {
        let said = side.answers(self.bench)?;
        for (number, (right, said)) in self.answers.iter().zip(&said).enumerate() {
            let asked = side.asks.get(number).map(|ask| String::from_utf8_lossy(ask));
            ensure!(
                right == said,
                "question {number} ({:?}) is {right}, and {} says {said} to {}",
                self.questions.get(number),
                side.name,
                asked.unwrap_or_default()
            );
        }
        eprintln!("  {}: all {} answers are right", side.name, said.len());
        Ok(())
    }

    /// Compares every answer, then measures both in turn.
    fn measure(&self, peer: &Side) -> anyhow::Result<Beside> {
        eprintln!("  {} ..", peer.name);
        self.agree(peer)?;
        let rounds = take_turns(self.bench, || peer.speed(self.bench), || self.ours.speed(self.bench))?;
        Ok(Beside::measured(peer.name.clone(), &rounds))
    }
}

/// An error without the lines of a compiler's report, for a cell of a table.
fn one_line(error: &anyhow::Error) -> String {
    format!("{error:#}").lines().next().unwrap_or_default().replace('|', "/")
}
