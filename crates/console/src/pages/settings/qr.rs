//! QR codes as SVG, made here.

use std::fmt::Write;

use qrcode::{Color, QrCode};

/// The quiet zone around a code, in modules.
const QUIET: usize = 4;

/// A code: its size with the quiet zone, and the path of its dark modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Qr {
    pub(super) size: usize,
    pub(super) path: String,
}

/// The code of a text; `None` when it is too long for one.
pub(super) fn code(text: &str) -> Option<Qr> {
    let code = QrCode::new(text).ok()?;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(code.width()).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len());
            }
            x += run.len();
        }
    }
    Some(Qr { size: code.width() + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn a_code_has_its_corners() {
        let qr = code("otpauth://totp/x?secret=ABC").unwrap();
        assert!(qr.path.starts_with("M4 4h7v1h-7z"), "{}", qr.path);
        assert_eq!(qr.size % 4, 1);
        assert_eq!(code(&"x".repeat(5000)), None);
    }
}
