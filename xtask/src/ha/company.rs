//! The companies whose groups are written: made up, and brought in as a fixture by the server itself.

use std::{
    fmt::{self, Write},
    net::SocketAddr,
};

use anyhow::Context;
use http::Method;
use serde_json::json;

use crate::bench::load::{Client, ask};

/// Several, as a company's writes go one after the other; a few, as writes of one company share a commit.
pub(super) const COMPANIES: usize = 8;
/// How many groups a company may have.
pub(super) const GROUPS_MAX: usize = 500;
const SECRET: &str = "not-a-secret-but-long-enough-0001";

/// The fixture: companies of so many people, without groups.
pub(super) fn fixture(people: usize) -> Result<String, fmt::Error> {
    let mut text = "schema: menjin/1\ntenants:\n".to_owned();
    for company in 0..COMPANIES {
        writeln!(text, "- key: t{company:015}\n  name: Company {company}\n  admins: [{}]", person(0))?;
        writeln!(text, "  apps:\n  - {{id: {}, secret: {SECRET}, name: Load, scopes: [\"*\"]}}", app(company))?;
        text.push_str("  users:\n");
        for number in 0..people {
            writeln!(text, "  - {{id: {}, name: Person {number}}}", person(number))?;
        }
    }
    Ok(text)
}

fn app(company: usize) -> String {
    format!("cli_{company:016x}")
}

/// The `user_id` of a person.
pub(super) fn person(number: usize) -> String {
    format!("person-{number:06}")
}

/// The number of a person, by `user_id`.
pub(super) fn number(user_id: &str) -> Option<usize> {
    user_id.strip_prefix("person-")?.parse().ok()
}

/// Switches rate limits off, and gets a token for the app of each company.
pub(super) async fn tokens(address: SocketAddr) -> anyhow::Result<Vec<String>> {
    let mut client = Client::connect(address).await?;
    let off = json!({"rate": false}).to_string();
    client.send(ask(Method::PUT, "/_menjin/v1/limits", None, off)?).await?.success()?;
    let mut tokens = Vec::new();
    for company in 0..COMPANIES {
        let body = json!({"app_id": app(company), "app_secret": SECRET}).to_string();
        let path = "/open-apis/auth/v3/tenant_access_token/internal";
        let answer = client.send(ask(Method::POST, path, None, body)?).await?.success()?;
        let token = answer.get("tenant_access_token").and_then(|token| token.as_str()).context("no token")?;
        tokens.push(token.to_owned());
    }
    Ok(tokens)
}
