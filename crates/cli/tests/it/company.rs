//! A company made for these tests: one app, some people, nothing else.

use std::{fmt::Write, fs, path::Path};

/// Its app.
pub(crate) const APP: &str = "cli_00000000000000a1";
/// The app's secret.
pub(crate) const SECRET: &str = "secret-of-the-test-company-00001";
/// How many people work there: ten times as many memberships are allowed, more than any test here makes.
pub(crate) const PEOPLE: usize = 400;

/// Writes its fixture into `folder`; the file's path.
pub(crate) fn write(folder: &Path) -> String {
    let mut text = format!(
        "schema: menjin/1\ntenants:\n  - key: 0000000000000001\n    name: Test\n    apps:\n      - {{id: {APP}, secret: {SECRET}, name: Test, kind: custom, scopes: [\"*\"], contact_range: all, owner: u0}}\n    departments:\n      - {{id: all, name: All, parent: \"0\"}}\n    users:\n"
    );
    for n in 0..PEOPLE {
        let _ = writeln!(text, "      - {{id: u{n}, name: Person {n}, mobile: \"+86138{n:08}\", departments: [all]}}");
    }
    let path = folder.join("company.yaml");
    fs::write(&path, text).unwrap();
    path.display().to_string()
}
