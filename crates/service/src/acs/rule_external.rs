//! Door rules: what their calls share.

use menjin_api::acs::{code, rule_external::OpeningTime};
use menjin_model::{DeviceNo, TenantNo};
use menjin_store::{
    Tx,
    door::{self, RuleRow},
};

use crate::Refusal;

mod audit;
mod count;
mod create;
mod delete;
mod device_bind;
mod get;
mod input;
mod members;
mod show;
mod update;

pub use create::create;
pub use delete::delete;
pub use device_bind::device_bind;
pub use get::get;

/// How much of a bad value is shown.
const SHOWN_MAX: usize = 200;

/// 1490001, naming the field and what is wrong with it.
fn invalid(field: &str, value: Option<&str>, why: impl Into<String>) -> Refusal {
    let value = value.map(|value| value.chars().take(SHOWN_MAX).collect());
    Refusal::new(code::PARAMS_INVALID).with_field(field, value, why)
}

/// The living rule with this id.
async fn living(tx: &mut Tx<'_>, tenant: TenantNo, rule_id: &str) -> Result<RuleRow, Refusal> {
    let found = if is_number(rule_id) { door::find(tx, tenant, rule_id).await? } else { None };
    found.filter(|rule| !rule.is_deleted).ok_or_else(|| code::RULE_UNKNOWN.into())
}

/// Decimal digits that fit 64 bits, as ids of doors, rules and visitors are.
fn is_number(id: &str) -> bool {
    id.bytes().all(|byte| byte.is_ascii_digit()) && id.parse::<i64>().is_ok()
}

/// The door with this id.
async fn device(tx: &mut Tx<'_>, tenant: TenantNo, device_id: &str) -> Result<DeviceNo, Refusal> {
    let found = door::devices_by_ids(tx, tenant, &[device_id]).await?;
    found.into_iter().next().map(|(_, device)| device).ok_or_else(|| code::DEVICE_UNKNOWN.into())
}

/// A schedule as it is stored; one that limits nothing is none.
fn stored(time: Option<&OpeningTime>) -> Result<String, Refusal> {
    let mut time = time.filter(|time| !time.is_always()).cloned();
    if let Some(time) = &mut time {
        time.weekdays.sort_unstable();
    }
    serde_json::to_string(&time).map_err(|error| Refusal::fault(error.to_string()))
}
