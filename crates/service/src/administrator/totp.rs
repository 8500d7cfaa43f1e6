//! One-time codes by time (RFC 6238): SHA-1, 30 seconds, six digits, one step early or late. Each counts once.

use hmac::{Hmac, KeyInit as _, Mac};
use menjin_model::Millis;
use sha1::Sha1;
use subtle::ConstantTimeEq;

/// How many bytes a seed has: as many as the hash.
pub(super) const SEED: usize = 20;
/// How long a code is good, in seconds.
const STEP: i64 = 30;
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step of the code, when it is one that counts: of now, one before or one after, and later than the last that was used.
pub(super) fn verify(seed: &[u8], given: &str, now: Millis, used: i64) -> Option<i64> {
    let given: String = given.chars().filter(|letter| !letter.is_whitespace()).collect();
    let step = now.seconds().div_euclid(STEP);
    let mut found = None;
    // All are compared, so that the time tells nothing.
    for step in [step - 1, step, step + 1] {
        let same = bool::from(code(seed, step).as_bytes().ct_eq(given.as_bytes()));
        if same && step > used {
            found = Some(step);
        }
    }
    found
}

/// The code of a step.
fn code(seed: &[u8], step: i64) -> String {
    let Ok(mut mac) = <Hmac<Sha1>>::new_from_slice(seed) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash.last().copied().unwrap_or_default() & 15);
    let number = hash.iter().skip(offset).take(4).fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{:06}", (number & 0x7FFF_FFFF) % 1_000_000)
}

/// What apps for one-time codes read: from a QR code, or as a link.
pub(super) fn uri(company: &str, login: &str, seed: &[u8]) -> String {
    let (issuer, login) = (encoded(&format!("menjin {company}")), encoded(login));
    format!("otpauth://totp/{issuer}:{login}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period=30", base32(seed))
}

/// A seed as people type it.
pub(super) fn base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut kept, mut bits) = (0_u32, 0);
    for byte in bytes {
        (kept, bits) = (kept << 8 | u32::from(*byte), bits + 8);
        while bits >= 5 {
            bits -= 5;
            text.push(letter(kept >> bits));
        }
        kept &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(letter(kept << (5 - bits)));
    }
    text
}

fn letter(five: u32) -> char {
    let index = usize::try_from(five & 31).unwrap_or_default();
    char::from(BASE32.get(index).copied().unwrap_or(b'A'))
}

fn encoded(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use menjin_model::Millis;

    use super::{base32, code, uri, verify};

    const SEED: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_rfc() {
        // RFC 6238, appendix B, the last six digits.
        for (second, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(SEED, second / 30), expected);
        }
    }

    #[test]
    fn a_code_counts_once_and_a_step_around_its_own() {
        let at = |second: i64| Millis(second * 1000);
        let step = 1_111_111_111 / 30;
        assert_eq!(verify(SEED, "050 471", at(1_111_111_111), 0), Some(step));
        assert_eq!(verify(SEED, "050471", at(1_111_111_111 + 30), 0), Some(step));
        assert_eq!(verify(SEED, "050471", at(1_111_111_111 - 30), 0), Some(step));
        assert_eq!(verify(SEED, "050471", at(1_111_111_111 + 60), 0), None);
        assert_eq!(verify(SEED, "050471", at(1_111_111_111), step), None);
        assert_eq!(verify(SEED, "", at(1_111_111_111), 0), None);
    }

    #[test]
    fn a_seed_is_written_in_base32_and_names_are_encoded() {
        assert_eq!(base32(SEED), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(base32(b"fo"), "MZXQ");
        assert_eq!(
            uri("A&B", "ada@b", b"fo"),
            "otpauth://totp/menjin%20A%26B:ada%40b?secret=MZXQ&issuer=menjin%20A%26B&algorithm=SHA1&digits=6&period=30"
        );
    }
}
