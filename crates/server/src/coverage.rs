//! `docs/coverage.md`, made from the catalogue and the list of the platform's operations.

use std::fmt::Write;

use menjin_api::{AppKinds, CATALOGUE, Entry, Meta, OPERATIONS, Rate, TokenKind};

/// The page.
#[must_use]
pub fn page() -> String {
    let metas: Vec<Meta> = CATALOGUE.iter().map(Entry::meta).collect();
    let mut page = String::from(
        "# Coverage\n\nMade from the catalogue in `crates/api` by `cargo xtask made`; a test keeps it true.\n\n\
         Priorities: 1-heart and 2-core are what the five families need to be used at all; 3-family is the rest of each \
         family; 4-later is what surrounds them.\n\n",
    );
    summary(&mut page, &metas);
    served(&mut page, &metas);
    codes(&mut page, &metas);
    missing(&mut page, &metas);
    page
}

fn summary(page: &mut String, metas: &[Meta]) {
    page.push_str("| priority | operations | served |\n|---|---|---|\n");
    for priority in ["1-heart", "2-core", "3-family", "4-later"] {
        let of_it = OPERATIONS.iter().filter(|operation| operation.priority == priority);
        let (all, have) = of_it.fold((0, 0), |(all, have), operation| {
            (all + 1, have + i32::from(metas.iter().any(|meta| operation.is(meta))))
        });
        let _ = writeln!(page, "| {priority} | {all} | {have} |");
    }
}

fn served(page: &mut String, metas: &[Meta]) {
    page.push_str(
        "\n## Served\n\n| operation | call | tokens | apps | scopes (any one) | rate |\n|---|---|---|---|---|---|\n",
    );
    for meta in metas {
        let tokens: Vec<&str> = meta
            .tokens
            .iter()
            .map(|kind| match kind {
                TokenKind::Tenant => "tenant",
                TokenKind::User => "user",
                TokenKind::Administrator => "administrator",
            })
            .collect();
        let apps = if meta.apps == AppKinds::All { "custom, store" } else { "custom" };
        let scopes: Vec<String> = meta.scopes.iter().map(|scope| format!("`{scope}`")).collect();
        let _ = writeln!(
            page,
            "| [`{}`]({}) | `{} {}` | {} | {apps} | {} | {} |",
            meta.name,
            meta.doc,
            meta.method,
            meta.path,
            or_dash(&tokens.join(", ")),
            or_dash(&scopes.join(" ")),
            rate(meta.rate),
        );
    }
}

fn codes(page: &mut String, metas: &[Meta]) {
    page.push_str("\n## Codes\n\nWhat each call may answer beside the codes that all calls share.\n");
    for meta in metas.iter().filter(|meta| !meta.codes.is_empty()) {
        let _ = writeln!(
            page,
            "\n### `{} {}`\n\n| status | code | msg | when |\n|---|---|---|---|",
            meta.method, meta.path
        );
        for code in meta.codes {
            let when = match code.unreachable {
                Some(why) => format!("never: {why}"),
                None => code.when.trim().to_owned(),
            };
            let _ = writeln!(page, "| {} | {} | `{}` | {when} |", code.status.as_u16(), code.number, code.msg);
        }
    }
}

fn missing(page: &mut String, metas: &[Meta]) {
    page.push_str("\n## Not served yet\n\n| priority | operation |\n|---|---|\n");
    for operation in OPERATIONS.iter().filter(|operation| !metas.iter().any(|meta| operation.is(meta))) {
        let _ = writeln!(page, "| {} | `{} {}` |", operation.priority, operation.method, operation.path);
    }
}

fn rate(rate: Rate) -> String {
    match rate {
        Rate::Unlimited => "–".to_owned(),
        Rate::PerMinute(most) => format!("{most}/min"),
        Rate::PerSecond(most) => format!("{most}/s"),
        Rate::Tier4 => "1000/min, 50/s".to_owned(),
    }
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}
