//! Files made from code. Tests of the server and of the engine hold that they are up to date.

use std::fs;

use anyhow::Context;

use crate::top;

/// Writes them all.
pub(crate) fn write() -> anyhow::Result<()> {
    let openapi = format!("{}\n", serde_json::to_string_pretty(&menjin_server::openapi())?);
    let made = [
        ("openapi/openapi.json", openapi),
        ("docs/coverage.md", menjin_server::coverage()),
        ("docs/reasons.md", menjin_engine::reason::page()),
    ];
    for (path, text) in made {
        fs::write(top().join(path), text).with_context(|| path.to_owned())?;
        eprintln!("wrote {path}");
    }
    Ok(())
}
