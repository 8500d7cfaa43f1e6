//! The only place that writes to the terminal.

use std::io::{BufWriter, ErrorKind, Stdout, Write};

use crate::exit::Failure;

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

/// Much data, for stdout, piece by piece.
#[derive(Debug)]
pub(crate) struct Out {
    to: BufWriter<Stdout>,
    error: Option<std::io::Error>,
}

impl Default for Out {
    fn default() -> Self {
        Self { to: BufWriter::new(std::io::stdout()), error: None }
    }
}

impl Out {
    /// Writes more, unless that failed before.
    pub(crate) fn write(&mut self, text: &str) {
        if self.error.is_none() {
            self.error = self.to.write_all(text.as_bytes()).err();
        }
    }

    /// Lets what was written so far be seen.
    pub(crate) fn flush(&mut self) {
        if self.error.is_none() {
            self.error = self.to.flush().err();
        }
    }

    /// Whether it is worth going on.
    pub(crate) fn is_read(&self) -> bool {
        self.error.is_none()
    }

    /// The end. A reader who has gone away has what they wanted; a full disk has not.
    pub(crate) fn end(mut self) -> Result<(), Failure> {
        self.flush();
        match self.error.take() {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::internal(format!("the data could not be written: {error}")))
            }
            _ => Ok(()),
        }
    }
}
