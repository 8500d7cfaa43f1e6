//! The one random source: ids, tokens, log ids. Tests count instead, so that answers are the same each time.

use std::{
    cell::RefCell,
    fmt::Write,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use menjin_model::Millis;

use crate::refusal::Refusal;

/// Makes ids. Clones share their state.
#[derive(Debug, Clone)]
pub struct Ids(Source);

#[derive(Debug, Clone)]
enum Source {
    Random,
    Counted(Arc<AtomicU64>),
}

const ALPHANUMERIC: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

impl Ids {
    /// Ids from the operating system's random source.
    #[must_use]
    pub fn random() -> Self {
        Self(Source::Random)
    }

    /// Ids that count from 1: for tests.
    #[must_use]
    pub fn counted() -> Self {
        Self(Source::Counted(Arc::default()))
    }

    /// `N` bytes; when counted, the number stands at their end.
    ///
    /// # Errors
    /// The operating system has no randomness to give.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], Refusal> {
        let mut bytes = [0; N];
        match &self.0 {
            Source::Random => random(&mut bytes).map_err(|error| Refusal::fault(error.to_string()))?,
            Source::Counted(count) => {
                let number = (count.fetch_add(1, Ordering::Relaxed) + 1).to_be_bytes();
                for (to, from) in bytes.iter_mut().rev().zip(number.iter().rev()) {
                    *to = *from;
                }
            }
        }
        Ok(bytes)
    }

    /// 32 lower-case hex digits.
    pub fn hex32(&self) -> Result<String, Refusal> {
        Ok(hex(&self.bytes::<16>()?))
    }

    /// 16 lower-case hex digits: the form of generated group ids.
    pub fn hex16(&self) -> Result<String, Refusal> {
        Ok(hex(&self.bytes::<8>()?))
    }

    /// `length` letters and digits, at most 64.
    pub fn alphanumeric(&self, length: usize) -> Result<String, Refusal> {
        Ok(alphanumeric(&self.bytes::<64>()?, length))
    }

    /// 19 decimal digits below 2^63: the form of rule, device and visitor ids.
    pub fn decimal19(&self) -> Result<String, Refusal> {
        let number = u64::from_be_bytes(self.bytes::<8>()?);
        Ok((7_000_000_000_000_000_000 + number % 1_000_000_000_000_000_000).to_string())
    }

    /// The log id of a call: `yyyyMMddHHmmss` in UTC+8 and 20 upper-case hex digits.
    #[must_use]
    pub fn log_id(&self, now: Millis) -> String {
        const UTC_8: i64 = 8 * 3600;
        // Without randomness the call will be refused anyway; its log id then only tells the second.
        let bytes = self.bytes::<10>().unwrap_or_default();
        let stamp = jiff::Timestamp::from_second(now.seconds().saturating_add(UTC_8)).unwrap_or_default();
        let moment = jiff::tz::TimeZone::UTC.to_datetime(stamp);
        let mut text = String::with_capacity(34);
        // Every request has one, so it is put together without the machinery of formatting.
        let mut digits = |number: i64| {
            let digit = |value: i64| char::from(b'0' + u8::try_from(value.rem_euclid(10)).unwrap_or_default());
            text.push(digit(number / 10));
            text.push(digit(number));
        };
        digits(i64::from(moment.year()) / 100);
        for number in [i64::from(moment.year()), moment.month().into(), moment.day().into()] {
            digits(number);
        }
        for number in [moment.hour(), moment.minute(), moment.second()] {
            digits(number.into());
        }
        for byte in bytes {
            for nibble in [byte >> 4, byte & 15] {
                text.push(char::from(if nibble < 10 { b'0' + nibble } else { b'A' + nibble - 10 }));
            }
        }
        text
    }

    /// The request id of a call: a lower-case UUID.
    #[must_use]
    pub fn request_id(&self) -> String {
        let bytes = self.bytes::<16>().unwrap_or_default();
        uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
    }
}

/// Random bytes that one thread has in stock, since every request needs some and each asking of the system costs.
struct Stock {
    bytes: [u8; STOCK],
    left: usize,
}

const STOCK: usize = 1024;

thread_local! {
    static RANDOM: RefCell<Stock> = const { RefCell::new(Stock { bytes: [0; STOCK], left: 0 }) };
}

/// Fills `wanted` with bytes that nobody was given before and that are remembered nowhere.
fn random(wanted: &mut [u8]) -> Result<(), getrandom::Error> {
    RANDOM.with_borrow_mut(|stock| {
        if wanted.len() > STOCK {
            return getrandom::fill(wanted);
        }
        if stock.left < wanted.len() {
            getrandom::fill(&mut stock.bytes)?;
            stock.left = STOCK;
        }
        let from = stock.left - wanted.len();
        for (to, given) in wanted.iter_mut().zip(stock.bytes.iter_mut().skip(from)) {
            *to = std::mem::take(given);
        }
        stock.left = from;
        Ok(())
    })
}

/// Lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The last `length` of `bytes`, each as a letter or digit. The tiny bias of 256 over 62 is of no matter at these lengths.
#[must_use]
pub fn alphanumeric(bytes: &[u8], length: usize) -> String {
    bytes
        .iter()
        .skip(bytes.len().saturating_sub(length))
        .filter_map(|byte| ALPHANUMERIC.get(usize::from(*byte) % ALPHANUMERIC.len()))
        .map(|letter| char::from(*letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use menjin_model::Millis;

    use super::Ids;

    #[test]
    fn random_ids_never_come_twice() {
        let ids = Ids::random();
        let all: HashSet<String> = (0..1000).map(|_| ids.hex32().unwrap()).collect();
        assert_eq!(all.len(), 1000);
        assert!(
            all.iter().all(|id| id.bytes().filter(|byte| *byte == b'0').count() < 20),
            "no stock was given out empty"
        );
    }

    #[test]
    fn log_ids_tell_the_second_in_the_platforms_zone() {
        let id = Ids::counted().log_id(Millis(1_767_225_600_000));
        assert_eq!(id, "2026010108000000000000000000000001");
    }
}
