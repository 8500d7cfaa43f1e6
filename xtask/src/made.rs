//! Files made from code. A test of the server holds that they are up to date.

use std::fs;

use anyhow::Context;

use crate::top;

/// Writes them all.
pub(crate) fn write() -> anyhow::Result<()> {
    let openapi = format!("{}\n", serde_json::to_string_pretty(&menjin_server::openapi())?);
    for (path, text) in [("openapi/openapi.json", openapi), ("docs/coverage.md", menjin_server::coverage())] {
        fs::write(top().join(path), text).with_context(|| path.to_owned())?;
        eprintln!("wrote {path}");
    }
    Ok(())
}
