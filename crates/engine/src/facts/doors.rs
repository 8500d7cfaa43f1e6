//! Doors and their rules.

use std::sync::Arc;

use menjin_model::{DeviceNo, Opening, Party, RuleNo, Span};

use super::pairs::PairsNow;
use super::table::TableNow;
use super::{Facts, now};

now! {
    devices_now -> devices: TableNow<DeviceNo, ()>;
    rules_now -> rules: TableNow<RuleNo, Arc<Opening>>;
    rule_devices_now -> rule_devices: PairsNow<RuleNo, DeviceNo, ()>;
    rule_members_now -> rule_members: PairsNow<RuleNo, Party, Span>;
}

impl Facts {
    /// Whether a door is there.
    #[must_use]
    pub fn device(&self, device: DeviceNo) -> bool {
        self.devices_now().get(device).is_some()
    }

    /// All doors behind `after`.
    pub fn devices(&self, after: Option<DeviceNo>) -> impl Iterator<Item = DeviceNo> + '_ {
        self.devices_now().behind(after).map(|(id, ())| id)
    }

    /// When a rule lets people in.
    #[must_use]
    pub fn rule(&self, rule: RuleNo) -> Option<&Opening> {
        self.rules_now().get(rule).map(|opening| &**opening)
    }

    /// The doors of a rule.
    pub fn devices_of(&self, rule: RuleNo) -> impl Iterator<Item = DeviceNo> + '_ {
        self.rule_devices_now().of(rule).map(|(device, ())| device)
    }

    /// The rules of a door.
    pub fn rules_with_device(&self, device: DeviceNo) -> impl Iterator<Item = RuleNo> + '_ {
        self.rule_devices_now().with(device)
    }

    /// From when to when a rule names this very party.
    #[must_use]
    pub fn rule_member(&self, rule: RuleNo, member: Party) -> Option<Span> {
        self.rule_members_now().get(rule, member)
    }

    /// Whom a rule names.
    pub fn rule_members(&self, rule: RuleNo) -> impl Iterator<Item = (Party, Span)> + '_ {
        self.rule_members_now().of(rule)
    }

    /// The rules that name this very party.
    pub fn rules_with_member(&self, member: Party) -> impl Iterator<Item = RuleNo> + '_ {
        self.rule_members_now().with(member)
    }
}
