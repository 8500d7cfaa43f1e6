//! `menjin test`: access held against a file of expected answers.

mod file;
mod report;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::{
    ask::{Outcome, Source, Where},
    exit::{Ending, Failure, block_on},
    fixture::{self, Company},
    style::Tongue,
};

use file::{Expected, Plan};
use report::Report;

const EXAMPLES: &str = "\
The file is YAML or JSON; docs/access-tests.md describes it. Exit code 0 when all is as expected, 1 when something is not, 2 when the
file is wrong.

Examples:
  menjin test access.yaml                                          # the company that the file's `fixture` names, in memory
  menjin test access.yaml --base-url http://127.0.0.1:8686         # a running server
  menjin test access.yaml --database sqlite:menjin-data/menjin.db  # a database";

/// What is to be tested.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Test {
    /// The expected answers.
    file: PathBuf,
    /// The form of the report on stdout.
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    format: report::Format,
    #[command(flatten)]
    tongue: Tongue,
    #[command(flatten)]
    place: Where,
}

impl Test {
    pub(crate) fn run(self) -> Result<Ending, Failure> {
        let plan = file::read(&self.file)?;
        let company = if self.place.is_given() { None } else { company(&plan, &self.file)? };
        let lang = self.tongue.lang();
        block_on(async {
            let source = source(self.place, &plan, company.as_ref()).await?;
            let outcomes = ask(source, &plan.expected).await?;
            Report::new(&plan.expected, &outcomes).print(self.format, lang)
        })
    }
}

/// The company that the file brings, or names beside itself.
fn company(plan: &Plan, file: &Path) -> Result<Option<Company>, Failure> {
    let Some(name) = &plan.fixture else { return Ok(None) };
    if name == "demo" {
        return fixture::demo().map(Some);
    }
    fixture::read(&file.parent().unwrap_or(Path::new("")).join(name)).map(Some)
}

async fn source(place: Where, plan: &Plan, company: Option<&Company>) -> Result<Source, Failure> {
    let Some(company) = company else {
        return place.open().await;
    };
    let (tenant, app) = place.viewpoint();
    let (tenant, app) = (tenant.or_else(|| plan.tenant.clone()), app.or_else(|| plan.app.clone()));
    Source::of_company(company, tenant.as_deref(), app.as_deref()).await
}

async fn ask(mut source: Source, expected: &[Expected]) -> Result<Vec<Outcome>, Failure> {
    let questions: Vec<_> = expected.iter().map(|expected| expected.question.clone()).collect();
    let bar = indicatif::ProgressBar::new(questions.len() as u64);
    let outcomes = source.evaluate_all(&questions, |more| bar.inc(more as u64)).await;
    bar.finish_and_clear();
    source.close().await;
    outcomes
}
