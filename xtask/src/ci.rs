//! What CI runs, on your machine: stops at the first thing that is wrong.

use std::process::Command;

use anyhow::{Context, bail};
use serde_json::Value;

use crate::top;

/// Who may import whom; arrows point down only. What is not listed may import none of ours.
const ARROWS: &[(&str, &[&str])] = &[
    ("menjin-model", &[]),
    ("menjin-api", &["menjin-model"]),
    ("menjin-engine", &["menjin-model"]),
    ("menjin-store", &["menjin-model"]),
    ("menjin-service", &["menjin-api", "menjin-engine", "menjin-model", "menjin-store"]),
    ("menjin-console", &["menjin-api", "menjin-model", "menjin-service"]),
    ("menjin-server", &["menjin-api", "menjin-console", "menjin-model", "menjin-service"]),
    ("menjin-cli", &["menjin-server", "menjin-service", "menjin-store"]),
    ("menjin-testkit", &["menjin-api", "menjin-model", "menjin-server", "menjin-service", "menjin-store"]),
    ("xtask", &["menjin-api", "menjin-engine", "menjin-model", "menjin-server", "menjin-service", "menjin-store"]),
];

/// Who may know what from outside: a driver, a web framework.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("rusqlite", &["menjin-store", "xtask"]),
    ("tokio-postgres", &["menjin-store", "menjin-testkit", "xtask"]),
    ("axum", &["menjin-console", "menjin-server", "xtask"]),
    ("hyper", &["menjin-server", "menjin-testkit", "xtask"]),
];

/// Runs everything.
pub(crate) fn run() -> anyhow::Result<()> {
    cargo(&["fmt", "--all", "--check"], &[])?;
    arrows()?;
    cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"], &[])?;
    cargo(&["test", "--workspace"], &[("INSTA_UPDATE", "no")])?;
    cargo(&["doc", "--workspace", "--no-deps", "--document-private-items"], &[("RUSTDOCFLAGS", "-D warnings")])
}

/// Checks who imports whom.
pub(crate) fn arrows() -> anyhow::Result<()> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .current_dir(top())
        .output()
        .context("cargo metadata")?;
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
    let mut wrong = Vec::new();
    for package in list(&metadata, "packages") {
        let name = text(package, "name");
        let allowed = ARROWS.iter().find(|(one, _)| *one == name).map(|(_, allowed)| *allowed);
        let Some(allowed) = allowed else {
            wrong.push(format!("{name} has no line in the table of who may import whom"));
            continue;
        };
        for dependency in list(package, "dependencies").iter().filter(|one| text(one, "kind") != "dev") {
            let target = text(dependency, "name");
            let is_ours = ARROWS.iter().any(|(one, _)| *one == target);
            if is_ours && !allowed.contains(&target) {
                wrong.push(format!("{name} must not import {target}"));
            }
            let only = OUTSIDE.iter().find(|(one, _)| *one == target);
            if only.is_some_and(|(_, who)| !who.contains(&name)) {
                wrong.push(format!("{name} must not know {target}"));
            }
        }
    }
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\n"));
    }
    eprintln!("every arrow points down");
    Ok(())
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn cargo(arguments: &[&str], environment: &[(&str, &str)]) -> anyhow::Result<()> {
    eprintln!("cargo {}", arguments.join(" "));
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(top())
        .status()
        .context("cargo could not be started")?;
    if !status.success() {
        bail!("cargo {} failed", arguments.join(" "));
    }
    Ok(())
}
