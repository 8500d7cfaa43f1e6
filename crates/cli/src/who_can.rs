//! `menjin who-can`: everybody who may do this to that.

use clap::Args;

use crate::{
    ask::{self, Entity, Question, Where},
    check::When,
    exit::{Ending, Failure, block_on},
    search,
    style::Style,
};

const EXAMPLES: &str = "\
The list is complete, or the command fails; a search that finds nobody ends with 0 too.

Examples:
  menjin who-can open door:7296700518380863769 --at 2026-11-28T10:00:00+08:00
  menjin who-can edit document:doxcnOncallHandbook00000001 --format csv > editors.csv
  menjin who-can view document:doxcnOncallHandbook00000001 --type department
  menjin who-can member group:g-oncall --as-of 2026-03-31T18:00:00+08:00";

/// What is asked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct WhoCan {
    /// Does what: `view`, `edit`, `use`, `open`, `member`, ..
    action: String,
    /// To what: `document:doxcn…`, `app:cli_…`, `door:7296…`, `group:…`, `review_group:…`.
    resource: String,
    /// Of which type: user, department, group, app or visitor. Departments and groups are named when all of them may as such.
    #[arg(long = "type", value_name = "TYPE", default_value = "user")]
    kind: String,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    style: Style,
    #[command(flatten)]
    place: Where,
}

impl WhoCan {
    pub(crate) fn run(self) -> Result<Ending, Failure> {
        let resource = ask::resource(&self.resource)?;
        let question = Question {
            subject: Entity { kind: ask::subject_kind(&self.kind)?, id: None },
            action: Some(ask::action(&self.action, resource.kind)?),
            resource,
            context: self.when.context()?,
        };
        block_on(search::run(self.place, question, self.style))
    }
}
