//! The form of what is written about a person: everything that can be said without looking at others.

use menjin_api::{
    Code,
    contact::user::{code, patch::Body},
};

use super::DEPARTMENTS_MAX;
use crate::{Refusal, text};

/// How long most texts may be (official page).
const TEXT_MAX: usize = 255;
/// How long the name of a city may be (official page).
const CITY_MAX: usize = 100;
/// How long lists may be that no page limits.
const LIST_MAX: usize = 100;
/// How many bytes custom attributes may take.
const ATTRIBUTES_MAX: usize = 64 << 10;
/// Words of the address that a `user_id` would hide behind.
const RESERVED: [&str; 4] = ["basic_batch", "batch", "batch_get_id", "find_by_department"];

/// Checks all that is given; absent fields are fine.
pub(super) fn check(body: &Body) -> Result<(), Refusal> {
    names(body)?;
    contacts(body)?;
    if body.gender.is_some_and(|gender| !(0..=3).contains(&gender)) {
        return Err(code::GENDER_INVALID.into());
    }
    if let Some(departments) = &body.department_ids {
        if departments.is_empty() {
            return Err(code::DEPARTMENTS_EMPTY.into());
        }
        if departments.len() > DEPARTMENTS_MAX {
            return Err(code::DEPARTMENTS_TOO_MANY.into());
        }
    }
    if body.join_time.is_some_and(|time| time < 0) {
        return Err(Refusal::new(code::PARAMETER_INVALID).with_field("join_time", None, "the min value is 0"));
    }
    if body.employee_no.as_ref().is_some_and(|number| length(number) > TEXT_MAX) {
        return Err(code::EMPLOYEE_NO_INVALID.into());
    }
    if body.employee_type.is_some_and(|kind| !(1..=5).contains(&kind)) {
        return Err(code::KIND_INVALID.into());
    }
    if body.job_title.as_ref().is_some_and(|title| length(title) > TEXT_MAX) {
        return Err(code::JOB_TITLE_TOO_LONG.into());
    }
    others(body)
}

fn names(body: &Body) -> Result<(), Refusal> {
    if body.name.as_ref().is_some_and(|name| text::is_blank(name)) {
        return Err(code::NAME_EMPTY.into());
    }
    for (name, too_long) in [
        (&body.name, code::NAME_TOO_LONG),
        (&body.en_name, code::EN_NAME_TOO_LONG),
        (&body.nickname, code::NICKNAME_TOO_LONG),
    ] {
        if name.as_ref().is_some_and(|name| length(name) > TEXT_MAX) {
            return Err(too_long.into());
        }
    }
    Ok(())
}

fn contacts(body: &Body) -> Result<(), Refusal> {
    for email in [&body.email, &body.enterprise_email].into_iter().flatten() {
        if !email.is_empty() && !is_email(email) {
            return Err(code::EMAIL_INVALID.into());
        }
    }
    match body.mobile.as_deref() {
        Some("") => Err(code::MOBILE_EMPTY.into()),
        Some(mobile) if stored_mobile(mobile).is_none() => Err(code::MOBILE_INVALID.into()),
        _ => Ok(()),
    }
}

/// What has no code of its own.
fn others(body: &Body) -> Result<(), Refusal> {
    let texts = [
        ("avatar_key", &body.avatar_key, TEXT_MAX),
        ("city", &body.city, CITY_MAX),
        ("country", &body.country, TEXT_MAX),
        ("work_station", &body.work_station, TEXT_MAX),
        ("job_level_id", &body.job_level_id, TEXT_MAX),
        ("job_family_id", &body.job_family_id, TEXT_MAX),
    ];
    for (field, value, most) in texts {
        if value.as_ref().is_some_and(|value| length(value) > most) {
            return Err(too_long(field, most));
        }
    }
    let lists = [
        ("orders", body.orders.as_ref().map_or(0, Vec::len)),
        ("custom_attrs", body.custom_attrs.as_ref().map_or(0, Vec::len)),
        ("subscription_ids", body.subscription_ids.as_ref().map_or(0, Vec::len)),
        ("dotted_line_leader_user_ids", body.dotted_line_leader_user_ids.as_ref().map_or(0, Vec::len)),
    ];
    for (field, items) in lists {
        if items > LIST_MAX {
            return Err(too_long(field, LIST_MAX));
        }
    }
    if body.subscription_ids.iter().flatten().any(|id| length(id) > TEXT_MAX) {
        return Err(too_long("subscription_ids[*]", TEXT_MAX));
    }
    let attributes = serde_json::to_vec(&body.custom_attrs).map_or(0, |bytes| bytes.len());
    if attributes > ATTRIBUTES_MAX { Err(too_long("custom_attrs", ATTRIBUTES_MAX)) } else { Ok(()) }
}

/// A place of data is only given at creation.
pub(super) fn check_geo(geo: Option<&str>) -> Result<(), Refusal> {
    if geo.is_some_and(|geo| length(geo) > TEXT_MAX) { Err(too_long("geo", TEXT_MAX)) } else { Ok(()) }
}

/// At most 64 characters without blanks, and no word that the address already uses.
pub(super) fn check_user_id(id: &str) -> Result<(), Code> {
    let fits =
        (1..=64).contains(&length(id)) && !id.chars().any(|letter| letter.is_whitespace() || letter.is_control());
    if fits && !RESERVED.contains(&id) { Ok(()) } else { Err(code::ID_INVALID) }
}

fn too_long(field: &str, most: usize) -> Refusal {
    Refusal::new(code::PARAMETER_INVALID).with_field(field, None, format!("the max len is {most}"))
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    text.len() <= 254
        && !name.is_empty()
        && host.contains('.')
        && !host.contains('@')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !text.chars().any(|letter| letter.is_whitespace() || letter.is_control())
}

/// A number as it is stored, with its country code: a mainland number with or without `+86`, or `+` and another country's.
/// `None` when it is none.
pub(super) fn stored_mobile(text: &str) -> Option<String> {
    let digits = |text: &str, least, most| {
        (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let Some(number) = text.strip_prefix('+') else {
        return digits(text, 11, 11).then(|| format!("+86{text}"));
    };
    let fits = match number.strip_prefix("86") {
        Some(mainland) => digits(mainland, 11, 11),
        None => digits(number, 5, 15),
    };
    fits.then(|| text.to_owned())
}

/// Whether a stored number is one of the mainland.
pub(super) fn is_mainland(mobile: &str) -> bool {
    mobile.starts_with("+86")
}

#[cfg(test)]
mod tests {
    use super::{check_user_id, is_email, stored_mobile};

    #[test]
    fn mainland_numbers_are_stored_with_their_country_code() {
        assert_eq!(stored_mobile("13800000001").as_deref(), Some("+8613800000001"));
        assert_eq!(stored_mobile("+8613800000001").as_deref(), Some("+8613800000001"));
        assert_eq!(stored_mobile("+4917012345").as_deref(), Some("+4917012345"));
        for wrong in ["", "+", "1380000000", "+861380000000", "8613800000001", "+49 170", "+1234567890123456"] {
            assert_eq!(stored_mobile(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_mail_address_has_a_name_and_a_host_with_a_dot() {
        assert!(is_email("a.b+c@example.com"));
        for wrong in ["a", "@example.com", "a@b", "a@.com", "a@b.", "a@b@c.d", "a b@c.d"] {
            assert!(!is_email(wrong), "{wrong:?}");
        }
    }

    #[test]
    fn a_user_id_has_no_blanks_and_hides_behind_no_word_of_the_address() {
        assert!(check_user_id("u-1_2.x").is_ok());
        assert!(check_user_id(&"字".repeat(64)).is_ok());
        for wrong in ["", "a b", "batch", "find_by_department", &"x".repeat(65)] {
            assert!(check_user_id(wrong).is_err(), "{wrong:?}");
        }
    }
}
