//! `menjin check`: may this subject do this to that?

use std::fmt::Write as _;

use clap::Args;
use serde_json::Value;

use crate::{
    ask::{self, Answer, Context, Question, Where},
    exit::{Ending, Failure, block_on},
    listing::{Listing, plain},
    output::print,
    style::{Format, Lang, Style},
};

/// Shown below the flags.
pub(crate) const EXAMPLES: &str = "\
Subjects:   user:ID (an id alone too: user_id, open_id or union_id), department:ID, group:ID, app:ID, visitor:ID
Resources:  document:TOKEN, app:ID, door:DEVICE_ID, group:ID, review_group:ID
Exit codes: 0 yes, 1 no, 2 bad arguments or input, 3 not authorised, 4 network, 5 internal

Examples:
  menjin check zhangsan edit document:doxcnOncallHandbook00000001 --why
  menjin check user:lisi open door:7296700518380863769 --at 2026-11-28T10:00:00+08:00
  menjin check department:rd view document:doxcnOncallHandbook00000001 --as-of 2026-03-31T18:00:00+08:00
  menjin check lisi member group:g-oncall --database sqlite:menjin-data/menjin.db && echo on call";

/// What is asked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    /// Who: `user:zhangsan`, `department:rd`, `group:g-oncall`, `app:cli_…`, `visitor:…`; an id alone is a person's.
    subject: String,
    /// Does what: `view`, `edit`, `use`, `open`, `member`, ..
    action: String,
    /// To what: `document:doxcn…`, `app:cli_…`, `door:7296…`, `group:…`, `review_group:…`.
    resource: String,
    #[command(flatten)]
    when: When,
    /// Say what a yes rests on, and what would turn a no.
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    style: Style,
    #[command(flatten)]
    place: Where,
}

/// The moment, and the state of the data.
#[derive(Debug, Default, Args)]
pub(crate) struct When {
    /// The moment asked about, RFC 3339 with an offset [default: now].
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// By the data as they were: a revision from an earlier answer, or a moment [default: the present ones].
    #[arg(long, value_name = "REVISION|TIME")]
    as_of: Option<String>,
}

impl When {
    pub(crate) fn context(&self) -> Result<Context, Failure> {
        Ok(Context {
            time: self.at.as_deref().map(ask::moment).transpose()?,
            as_of: self.as_of.as_deref().map(ask::as_of).transpose()?,
        })
    }
}

impl Check {
    pub(crate) fn run(self) -> Result<Ending, Failure> {
        let resource = ask::resource(&self.resource)?;
        let question = Question {
            subject: ask::subject(&self.subject)?,
            action: Some(ask::action(&self.action, resource.kind)?),
            resource,
            context: self.when.context()?,
        };
        let (style, why) = (self.style, self.why);
        block_on(async {
            let mut source = self.place.open().await?;
            let answer = source.evaluate(&question).await;
            source.close().await;
            show(&question, &answer?, style, why)
        })
    }
}

fn show(question: &Question, answer: &Answer, style: Style, why: bool) -> Result<Ending, Failure> {
    let lang = style.tongue.lang();
    let reason = plain(answer.reason(lang));
    match style.format {
        Format::Pretty => print(&pretty(answer, lang, why)),
        Format::Json => print(&format!("{:#}\n", answer.whole)),
        Format::Ndjson => print(&format!("{}\n", answer.whole)),
        Format::Table | Format::Csv => {
            let columns = &[
                ("decision", 8),
                ("reason_code", 17),
                ("revision", 12),
                ("subject", 24),
                ("action", 13),
                ("resource", 36),
                ("reason", 0),
            ];
            let mut listing = Listing::new(style.format, columns);
            let decision = if answer.decision { "yes" } else { "no" };
            let (subject, resource) = (question.subject.to_string(), question.resource.to_string());
            let action = question.action.as_ref().map_or("", |action| action.name);
            let cells = [decision, &answer.reason_code, &answer.revision, &subject, action, &resource, &reason];
            listing.row(&Value::Null, &cells, "");
            listing.end()?;
        }
    }
    Ok(if answer.decision { Ending::Done } else { Ending::No })
}

fn pretty(answer: &Answer, lang: Lang, why: bool) -> String {
    let mut text = format!("{}\n", verdict(answer, lang));
    if !why {
        return text;
    }
    for line in grounds(answer, lang) {
        let _ = writeln!(text, "  {line}");
    }
    let _ = writeln!(text, "  {} {}", lang.choose("数据版本", "revision"), plain(&answer.revision));
    text
}

/// `yes: because .. (group_grant)`.
pub(crate) fn verdict(answer: &Answer, lang: Lang) -> String {
    let word = if answer.decision { lang.choose("是", "yes") } else { lang.choose("否", "no") };
    let (colon, open, close) = (lang.choose("：", ": "), lang.choose("（", " ("), lang.choose("）", ")"));
    format!("{word}{colon}{}{open}{}{close}", plain(answer.reason(lang)), plain(&answer.reason_code))
}

/// A line each: what a yes rests on, or what would turn a no.
pub(crate) fn grounds(answer: &Answer, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, step) in answer.path.iter().enumerate() {
        let name = named(&step.r#type, &step.id);
        lines.push(if number == 0 { name } else { format!("→ {}  {name}", plain(&step.why)) });
    }
    for need in &answer.missing {
        lines.push(needed(need, lang));
    }
    lines
}

fn needed(need: &Value, lang: Lang) -> String {
    let text = |key: &str| need.get(key).and_then(Value::as_str).map(plain).unwrap_or_default();
    let entity = |key: &str| {
        let entity = need.get(key)?;
        Some(named(entity.get("type")?.as_str()?, entity.get("id").and_then(Value::as_str).unwrap_or_default()))
    };
    let link =
        format!("{} → {}  {}", entity("from").unwrap_or_default(), text("why"), entity("to").unwrap_or_default());
    match text("need").as_str() {
        "fact" => format!("{} {link}", lang.choose("若有：", "yes with:")),
        "absence" => format!("{} {link}", lang.choose("若无：", "yes without:")),
        "moment" => format!("{} {}", lang.choose("若在：", "yes at:"), text("time")),
        _ => plain(&need.to_string()),
    }
}

fn named(kind: &str, id: &str) -> String {
    plain(&if id.is_empty() { kind.to_owned() } else { format!("{kind}:{id}") })
}
