//! The only place that writes to the terminal.

use std::io::Write;

/// Data, for stdout. A reader who has gone away is no failure.
pub(crate) fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// A complaint, for stderr: one line, or one line a problem.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "menjin: {text}");
}

/// A remark, for stderr.
pub(crate) fn remark(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
