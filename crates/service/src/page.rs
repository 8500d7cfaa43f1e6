//! Page tokens: a position in a stable order, signed, bound to app, tenant, call and filters, good for two hours.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use menjin_api::Endpoint;
use menjin_model::Millis;
use subtle::ConstantTimeEq;

use crate::{Call, Caller, Keys};

/// How long a token is good.
const LIFE_SECONDS: i64 = 2 * 3600;
const MAC: usize = 16;

/// The sort key of the last row of a page.
pub type Position = Vec<i64>;

/// What a token is bound to.
#[derive(Debug)]
pub struct Pager<'a> {
    keys: &'a Keys,
    binding: Vec<u8>,
    now: Millis,
}

impl<'a> Pager<'a> {
    /// For one call; `filters` are all parameters that choose or order the rows.
    #[must_use]
    pub fn new<E: Endpoint>(keys: &'a Keys, call: &Call<E>, filters: &[&str]) -> Self {
        Self::of(keys, E::META.name, &call.caller, filters, call.now)
    }

    pub(crate) fn of(keys: &'a Keys, name: &str, caller: &Caller, filters: &[&str], now: Millis) -> Self {
        let mut binding = Vec::new();
        for part in [name, caller.app.app_id.as_str()].iter().chain(filters) {
            binding.extend_from_slice(&(part.len() as u64).to_be_bytes());
            binding.extend_from_slice(part.as_bytes());
        }
        binding.extend_from_slice(&caller.tenant.0.to_be_bytes());
        binding.extend_from_slice(&caller.user.map_or(0, |user| user.0).to_be_bytes());
        Self { keys, binding, now }
    }

    /// The token for the page after `position`.
    #[must_use]
    pub fn token(&self, position: &[i64]) -> String {
        let mut bytes = self.now.0.to_be_bytes().to_vec();
        for part in position {
            bytes.extend_from_slice(&part.to_be_bytes());
        }
        let mac = self.mac(&bytes);
        bytes.extend_from_slice(&mac);
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The position behind `token`: `Ok(None)` without a token, `Err` when it is not ours, of another question, or too old.
    pub fn position(&self, token: Option<&str>) -> Result<Option<Position>, BadToken> {
        let Some(token) = token else {
            return Ok(None);
        };
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).map_err(|_| BadToken)?;
        let (payload, mac) = bytes.split_last_chunk::<MAC>().ok_or(BadToken)?;
        if !bool::from(self.mac(payload).ct_eq(mac)) {
            return Err(BadToken);
        }
        let mut numbers = payload.chunks_exact(8).filter_map(|chunk| chunk.try_into().ok()).map(i64::from_be_bytes);
        let issued = Millis(numbers.next().ok_or(BadToken)?);
        if issued.plus_seconds(LIFE_SECONDS) <= self.now {
            return Err(BadToken);
        }
        Ok(Some(numbers.collect()))
    }

    fn mac(&self, payload: &[u8]) -> [u8; MAC] {
        let mac = self.keys.derive("page", &[&self.binding, payload]);
        mac.first_chunk().copied().unwrap_or_default()
    }
}

/// A page token that is damaged, of another question, or too old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadToken;

/// One page and, when the list goes on, the token of the next.
#[derive(Debug)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Only when there are more.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Cuts `rows` (one more than asked for, when the list goes on) to `size`; `key` is the sort key of a row.
    #[must_use]
    pub fn cut(pager: &Pager<'_>, mut rows: Vec<T>, size: usize, key: impl Fn(&T) -> Position) -> Self {
        let goes_on = rows.len() > size;
        rows.truncate(size);
        let next = rows.last().filter(|_| goes_on).map(|last| pager.token(&key(last)));
        Self { items: rows, next }
    }

    /// Whether the list goes on.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.next.is_some()
    }
}
