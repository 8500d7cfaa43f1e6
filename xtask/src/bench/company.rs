//! The companies that are measured: made up, and brought in as a fixture by the server itself.

use std::{
    fmt::Write,
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::Context;
use http::Method;
use serde_json::json;

use super::{
    Bench,
    load::{Client, ask},
};

/// The group of all people.
pub(super) const EVERYONE: &str = "everyone";
/// How many groups a company may have.
pub(super) const GROUPS_MAX: usize = 500;

/// Companies to make up, all alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    pub(super) companies: usize,
    pub(super) people: usize,
    /// Groups without members.
    pub(super) groups: usize,
    /// One more group, [`EVERYONE`], which has all people.
    pub(super) everyone: bool,
    /// People groups of performance reviews, without people.
    pub(super) review_groups: usize,
}

impl Plan {
    /// Companies with one person, and nothing else.
    pub(super) fn empty(companies: usize) -> Self {
        Self { companies, people: 1, groups: 0, everyone: false, review_groups: 0 }
    }

    /// Writes the fixture into `folder`.
    pub(super) fn write(self, folder: &Path) -> anyhow::Result<PathBuf> {
        let path = folder.join("company.yaml");
        fs::write(&path, self.text()?)?;
        Ok(path)
    }

    fn text(self) -> Result<String, std::fmt::Error> {
        let mut text = "schema: menjin/1\ntenants:\n".to_owned();
        for company in 0..self.companies {
            head(&mut text, company)?;
            text.push_str("  users:\n");
            for number in 0..self.people {
                writeln!(text, "  - {{id: {}, name: Person {number}}}", person(number))?;
            }
            if self.groups > 0 || self.everyone {
                text.push_str("  groups:\n");
            }
            for number in 0..self.groups {
                writeln!(text, "  - {{id: {}, name: Group {number}, description: Made for measuring}}", group(number))?;
            }
            if self.everyone {
                writeln!(text, "  - id: {EVERYONE}\n    name: Everyone\n    members:")?;
                for number in 0..self.people {
                    writeln!(text, "    - {{user: {}}}", person(number))?;
                }
            }
            if self.review_groups > 0 {
                text.push_str("  review_groups:\n");
            }
            for number in 0..self.review_groups {
                writeln!(text, "  - {{id: {}, name: Review {number}}}", review_group(number))?;
            }
        }
        Ok(text)
    }
}

/// A company's name and its only app.
pub(super) fn head(text: &mut String, company: usize) -> std::fmt::Result {
    writeln!(text, "- key: t{company:015}\n  name: Company {company}\n  admins: [{}]", person(0))?;
    writeln!(text, "  apps:\n  - {{id: {}, secret: {SECRET}, name: Load, scopes: [\"*\"]}}", app(company))
}

const SECRET: &str = "not-a-secret-but-long-enough-0001";

/// The id of a company's only app.
fn app(company: usize) -> String {
    format!("cli_{company:016x}")
}

/// The `user_id` of a person.
pub(super) fn person(number: usize) -> String {
    format!("person-{number:06}")
}

/// The id of a group.
pub(super) fn group(number: usize) -> String {
    format!("group-{number:05}")
}

/// The id of a people group.
pub(super) fn review_group(number: usize) -> String {
    format!("review-{number:05}")
}

/// The id of a department.
pub(super) fn department(number: usize) -> String {
    format!("department-{number:04}")
}

/// The token of a document or folder.
pub(super) fn document(number: usize) -> String {
    format!("document-{number:06}")
}

/// A token as floors are sent it: of the right length, so that requests are alike.
pub(super) const FLOOR_TOKEN: &str = "t-0123456789012345678901234567890123456789";

/// The token of the app of the only company.
pub(super) fn token(bench: &Bench, address: SocketAddr) -> anyhow::Result<String> {
    tokens(bench, address, 1)?.pop().context("no token")
}

/// Switches rate limits off, and gets a token for the app of each company.
pub(super) fn tokens(bench: &Bench, address: SocketAddr, companies: usize) -> anyhow::Result<Vec<String>> {
    bench.runtime.block_on(async {
        let mut client = Client::connect(address).await?;
        let off = json!({"rate": false}).to_string();
        client.send(ask(Method::PUT, "/_menjin/v1/limits", None, off)?).await?.success()?;
        let mut tokens = Vec::new();
        for company in 0..companies {
            let body = json!({"app_id": app(company), "app_secret": SECRET}).to_string();
            let path = "/open-apis/auth/v3/tenant_access_token/internal";
            let answer = client.send(ask(Method::POST, path, None, body)?).await?.success()?;
            let token = answer.get("tenant_access_token").and_then(|token| token.as_str()).context("no token")?;
            tokens.push(token.to_owned());
        }
        Ok(tokens)
    })
}
