//! Small numbers, each in as many bits as the greatest one needs.
//!
//! Any of them is read with one look, so that sorted rows of them can be searched where they lie; differences
//! of neighbours would be hardly smaller here (a person's groups among 100,000 take 17 bits each) and have to be read in turn.

/// What is read at once besides the first byte; wider numbers have their last bits behind it.
const AT_ONCE: usize = 56;

/// A list of numbers of one width.
#[derive(Debug, Clone, Default)]
pub(super) struct Packed {
    bytes: Vec<u8>,
    width: usize,
    mask: u64,
}

impl Packed {
    /// So many zeros, each to become a number up to `greatest`. Memory is used only as numbers are set.
    pub(super) fn zeroed(greatest: u64, len: usize) -> Self {
        let width = u64::BITS - greatest.leading_zeros();
        let mask = u64::MAX.checked_shr(u64::BITS - width).unwrap_or(0);
        let width = width as usize;
        Self { bytes: vec![0; bytes(width, len)], width, mask }
    }

    /// The numbers as given, of which none is greater than `greatest`.
    pub(super) fn of(greatest: u64, len: usize, numbers: impl Iterator<Item = u64>) -> Self {
        let mut packed = Self::zeroed(greatest, len);
        for (index, number) in numbers.enumerate() {
            packed.set(index, number);
        }
        packed
    }

    /// Sets a number that was zero.
    #[inline]
    pub(super) fn set(&mut self, index: usize, number: u64) {
        let bit = index * self.width;
        let shift = bit % 8;
        let Some((eight, behind)) = self.bytes.get_mut(bit / 8..).and_then(<[u8]>::split_first_chunk_mut) else {
            return;
        };
        *eight = (u64::from_le_bytes(*eight) | number << shift).to_le_bytes();
        if let (true, Some(behind)) = (self.width > AT_ONCE, behind.first_mut()) {
            let [.., last] = (number >> 1 >> (7 - shift)).to_le_bytes();
            *behind |= last;
        }
    }

    /// A number; zero behind the last.
    #[inline]
    pub(super) fn get(&self, index: usize) -> u64 {
        let bit = index * self.width;
        let shift = bit % 8;
        let Some((eight, behind)) = self.bytes.get(bit / 8..).and_then(<[u8]>::split_first_chunk) else { return 0 };
        let mut number = u64::from_le_bytes(*eight) >> shift;
        if let (true, Some(behind)) = (self.width > AT_ONCE, behind.first()) {
            number |= u64::from(*behind) << 1 << (63 - shift);
        }
        number & self.mask
    }

    /// Gives back what lies behind the first `len` numbers.
    pub(super) fn truncate(&mut self, len: usize) {
        self.bytes.truncate(bytes(self.width, len));
        self.bytes.shrink_to_fit();
    }
}

/// More than the numbers fill, for nine are read at most.
fn bytes(width: usize, len: usize) -> usize {
    (len * width) / 8 + 9
}

/// The lower half.
#[expect(clippy::cast_possible_truncation, reason = "callers put in what was 32 bits, or mean the lower half")]
#[inline]
pub(super) const fn low(number: u64) -> u32 {
    number as u32
}

/// A position; there is less than 2^64 of anything in memory.
#[expect(clippy::cast_possible_truncation, reason = "positions of what lies in memory")]
#[inline]
pub(super) const fn position(number: u64) -> usize {
    number as usize
}

#[cfg(test)]
mod tests {
    use super::Packed;

    #[test]
    fn gives_back_what_was_set_in_any_width() {
        for width in 0..=64_u32 {
            let greatest = u64::MAX.checked_shr(64 - width).unwrap_or(0);
            let number = |index: u64| greatest & index.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let mut packed = Packed::of(greatest, 200, (0..200).map(number));
            for index in 0..200 {
                assert_eq!(packed.get(index), number(index as u64), "width {width}, number {index}");
            }
            packed.truncate(100);
            assert_eq!(packed.get(99), number(99), "width {width}");
        }
    }
}
