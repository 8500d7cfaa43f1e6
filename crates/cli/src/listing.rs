//! Rows on stdout, each as soon as it is known, in any of the forms.

use std::fmt::Write as _;

use serde_json::Value;

use crate::{exit::Failure, output::Out, style::Format};

/// A column: its name, and how wide it is in a table. The last may be of any width.
pub(crate) type Column = (&'static str, usize);

/// Rows that are being written.
#[derive(Debug)]
pub(crate) struct Listing {
    out: Out,
    format: Format,
    columns: &'static [Column],
    rows: usize,
}

impl Listing {
    pub(crate) fn new(format: Format, columns: &'static [Column]) -> Self {
        let mut listing = Self { out: Out::default(), format, columns, rows: 0 };
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        match format {
            Format::Table => {
                listing.out.write(&listing.line(&names.iter().map(|name| name.to_uppercase()).collect::<Vec<_>>()));
            }
            Format::Csv => listing.out.write(&record(&names)),
            Format::Json | Format::Ndjson | Format::Pretty => {}
        }
        listing
    }

    /// One row: whole, in cells, and as a line for people. `false`: nobody reads any more.
    pub(crate) fn row(&mut self, whole: &Value, cells: &[&str], pretty: &str) -> bool {
        let text = match self.format {
            Format::Json => format!("{}  {whole}", if self.rows == 0 { "[\n" } else { ",\n" }),
            Format::Ndjson => format!("{whole}\n"),
            Format::Table => self.line(cells),
            Format::Csv => record(cells),
            Format::Pretty => format!("{}\n", plain(pretty)),
        };
        self.rows += 1;
        self.out.write(&text);
        self.out.is_read()
    }

    /// Lets what was written so far be seen.
    pub(crate) fn flush(&mut self) {
        self.out.flush();
    }

    /// The end: what was written is all there is.
    pub(crate) fn end(mut self) -> Result<usize, Failure> {
        if self.format == Format::Json {
            self.out.write(if self.rows == 0 { "[]\n" } else { "\n]\n" });
        }
        self.out.end()?;
        Ok(self.rows)
    }

    fn line<S: AsRef<str>>(&self, cells: &[S]) -> String {
        let mut line = String::new();
        for (cell, (_, width)) in cells.iter().zip(self.columns) {
            let _ = write!(line, "{:<width$}  ", plain(cell.as_ref()));
        }
        format!("{}\n", line.trim_end())
    }
}

/// A text that does nothing to a terminal and is one line.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// A record of RFC 4180, with the line end that shells like.
fn record(cells: &[&str]) -> String {
    let quoted = cells.iter().map(|cell| {
        if cell.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            (*cell).to_owned()
        }
    });
    format!("{}\n", quoted.collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::{plain, record};

    #[test]
    fn a_record_quotes_what_would_break_it() {
        assert_eq!(record(&["a", "b,c", "d\"e", "f\ng"]), "a,\"b,c\",\"d\"\"e\",\"f\ng\"\n");
    }

    #[test]
    fn a_terminal_is_told_nothing_but_text() {
        assert_eq!(plain("a\u{1b}[31m\nb"), "a [31m b");
    }
}
