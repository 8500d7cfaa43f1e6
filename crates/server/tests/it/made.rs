//! The files made from code are up to date.

use std::{fs, path::PathBuf};

use menjin_api::{CATALOGUE, Entry, OPERATIONS};

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn holds(path: &str, text: &str) {
    let kept = fs::read_to_string(top().join(path)).unwrap_or_default();
    assert!(kept == text, "{path} is not what the code makes; run `cargo xtask made`");
}

#[test]
fn the_published_openapi_document_is_what_the_catalogue_makes() {
    let text = serde_json::to_string_pretty(&menjin_server::openapi()).unwrap();
    holds("openapi/openapi.json", &format!("{text}\n"));
}

#[test]
fn the_coverage_page_is_what_the_catalogue_makes() {
    holds("docs/coverage.md", &menjin_server::coverage());
}

#[test]
fn every_operation_that_the_families_need_is_served() {
    let metas: Vec<_> = CATALOGUE.iter().map(Entry::meta).collect();
    let missing: Vec<_> = OPERATIONS
        .iter()
        .filter(|operation| ["1-heart", "2-core"].contains(&operation.priority))
        .filter(|operation| !metas.iter().any(|meta| operation.is(meta)))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
