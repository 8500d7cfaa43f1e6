//! What came of a file of expected answers.

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::{
    ask::Outcome,
    check::{grounds, verdict},
    exit::{Ending, Failure},
    listing::plain,
    output::Out,
    style::Lang,
};

use super::file::Expected;

/// Forms of the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Lines for people: what was missed, and why; then the counts.
    #[default]
    Pretty,
    /// One document with every question.
    Json,
    /// For programs that collect test results.
    Junit,
}

/// Reasons that count as expected only where a test names them.
const UNKNOWN: [&str; 2] = ["unknown_subject", "unknown_resource"];

/// Every question with its answer.
pub(super) struct Report<'r> {
    rows: Vec<Row<'r>>,
}

struct Row<'r> {
    expected: &'r Expected,
    outcome: &'r Outcome,
    passed: bool,
}

impl<'r> Report<'r> {
    pub(super) fn new(expected: &'r [Expected], outcomes: &'r [Outcome]) -> Self {
        let passed = |expected: &Expected, outcome: &Outcome| match outcome {
            Outcome::Answered(answer) => {
                let as_wanted = match &expected.reason {
                    Some(reason) => *reason == answer.reason_code,
                    // Else a slip of the pen would be denied for ever, and nothing be tested.
                    None => !UNKNOWN.contains(&answer.reason_code.as_str()),
                };
                answer.decision == expected.allow && as_wanted
            }
            Outcome::Refused(_) => false,
        };
        let rows = expected.iter().zip(outcomes);
        Self {
            rows: rows
                .map(|(expected, outcome)| Row { expected, outcome, passed: passed(expected, outcome) })
                .collect(),
        }
    }

    fn failed(&self) -> usize {
        self.rows.iter().filter(|row| !row.passed).count()
    }

    /// Prints it, and ends with no when something was missed.
    pub(super) fn print(&self, format: Format, lang: Lang) -> Result<Ending, Failure> {
        let mut out = Out::default();
        match format {
            Format::Pretty => self.pretty(&mut out, lang),
            Format::Json => out.write(&format!("{:#}\n", self.json(lang))),
            Format::Junit => self.junit(&mut out, lang),
        }
        out.end()?;
        Ok(if self.failed() == 0 { Ending::Done } else { Ending::No })
    }

    fn pretty(&self, out: &mut Out, lang: Lang) {
        for row in self.rows.iter().filter(|row| !row.passed) {
            out.write(&format!("✗ {}\n", row.title()));
            for line in row.told(lang) {
                out.write(&format!("    {line}\n"));
            }
        }
        let failed = self.failed();
        let passed = self.rows.len() - failed;
        out.write(&match lang {
            Lang::Zh => format!("通过 {passed}，失败 {failed}\n"),
            Lang::En => format!("{passed} passed, {failed} failed\n"),
        });
    }

    fn json(&self, lang: Lang) -> Value {
        let failed = self.failed();
        let tests: Vec<Value> = self.rows.iter().map(|row| row.json(lang)).collect();
        json!({"passed": self.rows.len() - failed, "failed": failed, "tests": tests})
    }

    fn junit(&self, out: &mut Out, lang: Lang) {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        let (all, failed) = (self.rows.len(), self.failed());
        out.write(&format!("<testsuite name=\"access\" tests=\"{all}\" failures=\"{failed}\">\n"));
        for row in &self.rows {
            let title = escaped(&row.title());
            if row.passed {
                out.write(&format!("  <testcase name=\"{title}\"/>\n"));
                continue;
            }
            let told = row.told(lang);
            let message = told.first().map(|line| escaped(line)).unwrap_or_default();
            let text = escaped(&told.join("\n"));
            out.write(&format!(
                "  <testcase name=\"{title}\"><failure message=\"{message}\">{text}</failure></testcase>\n"
            ));
        }
        out.write("</testsuite>\n");
    }
}

impl Row<'_> {
    fn title(&self) -> String {
        let question = &self.expected.question;
        let action = question.action.as_ref().map_or("", |action| action.name);
        let asked = format!("{} {action} {}", question.subject, question.resource);
        let name = &self.expected.name;
        plain(&if name.is_empty() { asked } else { format!("{name}: {asked}") })
    }

    /// What was expected, what was answered, and what that rests on.
    fn told(&self, lang: Lang) -> Vec<String> {
        let Expected { allow, reason, line, .. } = self.expected;
        let word = if *allow { "allow" } else { "deny" };
        let wanted = reason.as_ref().map_or_else(|| word.to_owned(), |reason| format!("{word} ({reason})"));
        let mut told = vec![match lang {
            Lang::Zh => format!("第 {line} 行期望 {}", plain(&wanted)),
            Lang::En => format!("line {line} expects {}", plain(&wanted)),
        }];
        match self.outcome {
            Outcome::Answered(answer) => {
                told.push(verdict(answer, lang));
                told.extend(grounds(answer, lang));
            }
            Outcome::Refused(text) => told.push(plain(text)),
        }
        told
    }

    fn json(&self, lang: Lang) -> Value {
        let Expected { name, line, question, allow, reason } = self.expected;
        let mut row = json!({
            "name": name,
            "line": line,
            "subject": question.subject.to_string(),
            "action": question.action.as_ref().map(|action| action.name),
            "resource": question.resource.to_string(),
            "expected": {"decision": allow, "reason_code": reason},
            "passed": self.passed,
        });
        let answer = match self.outcome {
            Outcome::Answered(answer) => ("answer", answer.whole.clone()),
            Outcome::Refused(text) => ("error", Value::String(text.clone())),
        };
        if let Value::Object(row) = &mut row {
            row.insert(answer.0.to_owned(), answer.1);
            if !self.passed {
                row.insert("told".to_owned(), json!(self.told(lang)));
            }
        }
        row
    }
}

/// A text inside XML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            letter if letter.is_control() && letter != '\n' => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}
