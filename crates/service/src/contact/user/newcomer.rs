//! The ids of somebody new. They are derived from one random seed that is drawn before the write, so that a write that
//! runs again gives the same ones; how many are needed (one for each app) is only known inside it.

use menjin_model::{AppId, AppNo};
use serde_json::json;

use crate::{Cx, Keys, Refusal, ids::hex};

/// Where the ids of one newcomer come from.
#[derive(Debug, Clone)]
pub(super) struct Newcomer {
    seed: [u8; 32],
    keys: Keys,
}

impl Newcomer {
    pub(super) fn new(cx: &Cx) -> Result<Self, Refusal> {
        Ok(Self { seed: cx.ids.bytes()?, keys: cx.keys.clone() })
    }

    /// `on_…`.
    pub(super) fn union_id(&self) -> String {
        format!("on_{}", self.hex::<16>("union_id", b""))
    }

    /// A `user_id` of 8 hex digits; another one for each attempt.
    pub(super) fn user_id(&self, attempt: u32) -> String {
        self.hex::<4>("user_id", &attempt.to_be_bytes())
    }

    /// What each app calls them, as the store takes it.
    pub(super) fn open_ids(&self, apps: &[(AppNo, AppId)]) -> String {
        let ids: Vec<_> = apps
            .iter()
            .map(|(no, app_id)| json!([no, format!("ou_{}", self.hex::<16>("open_id", app_id.as_str().as_bytes()))]))
            .collect();
        json!(ids).to_string()
    }

    fn hex<const N: usize>(&self, purpose: &str, part: &[u8]) -> String {
        let bytes = self.keys.derive(purpose, &[&self.seed, part]);
        hex(bytes.first_chunk::<N>().unwrap_or(&[0; N]))
    }
}
