//! `menjin what-can`: everything that somebody may do something to, or everything they may do to one thing.

use clap::Args;

use crate::{
    ask::{self, Entity, Question, Where},
    check::When,
    exit::{Ending, Failure, block_on},
    search,
    style::Style,
};

const EXAMPLES: &str = "\
The list is complete, or the command fails; a search that finds nothing ends with 0 too.

Examples:
  menjin what-can zhangsan edit                                    # the documents that zhangsan may edit
  menjin what-can user:lisi open --at 2026-11-28T10:00:00+08:00    # the doors that open to lisi then
  menjin what-can lisi member --type group                         # all groups of lisi, through departments and by rule too
  menjin what-can lisi --on document:doxcnOncallHandbook00000001   # the actions";

/// What is asked.
#[expect(clippy::doc_markdown, reason = "shown on a terminal as it stands")]
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct WhatCan {
    /// Who: `user:zhangsan`, `department:rd`, `group:g-oncall`, `app:cli_…`, `visitor:…`; an id alone is a person's.
    subject: String,
    /// Does what: `view`, `edit`, `use`, `open`, `member`, ..
    #[arg(required_unless_present = "on", conflicts_with = "on")]
    action: Option<String>,
    /// To what type: document, app, door, group or review_group; may be left out where the action tells.
    #[arg(long = "type", value_name = "TYPE", conflicts_with = "on")]
    kind: Option<String>,
    /// List the actions on this resource instead.
    #[arg(long, value_name = "RESOURCE")]
    on: Option<String>,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    style: Style,
    #[command(flatten)]
    place: Where,
}

impl WhatCan {
    pub(crate) fn run(self) -> Result<Ending, Failure> {
        let subject = ask::subject(&self.subject)?;
        let context = self.when.context()?;
        let question = match (&self.on, &self.action) {
            (Some(on), _) => Question { subject, action: None, resource: ask::resource(on)?, context },
            (None, Some(word)) => {
                let kind = match &self.kind {
                    Some(kind) => ask::resource_kind(kind)?,
                    None => ask::kind_of(word)?,
                };
                let action = Some(ask::action(word, kind)?);
                Question { subject, action, resource: Entity { kind, id: None }, context }
            }
            (None, None) => return Err(Failure::input("what-can needs an action, or --on RESOURCE")),
        };
        block_on(search::run(self.place, question, self.style))
    }
}
