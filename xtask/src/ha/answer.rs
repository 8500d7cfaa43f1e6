//! What an answer to a change says of its outcome.

use serde_json::Value;

use super::history::Outcome;
use crate::bench::load::Answer;

/// What a failure says, beside its code, when it did nothing.
const NOTHING_DONE: &str = "nothing was changed";

/// The outcome, and the answer's text when no failure of the database explains it: every call is valid, so a refusal that
/// blames the caller is a wrong answer (an acknowledged group that is "unknown", say).
pub(super) fn outcome(answer: &Answer) -> (Outcome, Option<String>) {
    let text = || format!("{}: {}", answer.status, String::from_utf8_lossy(&answer.body));
    let body: Option<Value> = serde_json::from_slice(&answer.body).ok();
    let succeeded = body.as_ref().is_some_and(|body| body.get("code") == Some(&Value::from(0)));
    if answer.status.is_server_error() && !succeeded {
        let said = body.as_ref().and_then(|body| body.pointer("/error/message")?.as_str()).unwrap_or_default();
        return (if said.contains(NOTHING_DONE) { Outcome::Refused } else { Outcome::Unknown }, None);
    }
    if answer.status.as_u16() == 429 && !succeeded {
        return (Outcome::Refused, None);
    }
    if !answer.status.is_success() || !succeeded {
        return (Outcome::Unknown, Some(text()));
    }
    // A batch answers each member's own code.
    let results = body.as_ref().and_then(|body| body.pointer("/data/results")?.as_array()).map(Vec::as_slice);
    let all = results.unwrap_or_default().iter().all(|result| result.get("code") == Some(&Value::from(0)));
    if all { (Outcome::Acknowledged, None) } else { (Outcome::Unknown, Some(text())) }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::*;

    fn verdict(status: u16, body: &str) -> (Outcome, bool) {
        let answer = Answer { status: StatusCode::from_u16(status).unwrap(), body: body.to_owned().into() };
        let (outcome, wrong) = outcome(&answer);
        (outcome, wrong.is_some())
    }

    #[test]
    fn only_code_0_acknowledges() {
        assert_eq!(verdict(200, r#"{"code":0,"msg":"success"}"#), (Outcome::Acknowledged, false));
        assert_eq!(verdict(200, r#"{"code":0,"data":{"results":[{"code":0}]}}"#), (Outcome::Acknowledged, false));
        assert_eq!(
            verdict(200, r#"{"code":0,"data":{"results":[{"code":0},{"code":42007}]}}"#),
            (Outcome::Unknown, true)
        );
        assert_eq!(verdict(200, "ok"), (Outcome::Unknown, true));
    }

    #[test]
    fn a_failure_is_refused_when_it_says_that_nothing_was_done() {
        let said = r#"{"code":40003,"error":{"message":"the database is away; nothing was changed, try again"}}"#;
        assert_eq!(verdict(500, said), (Outcome::Refused, false));
        let said = r#"{"code":40003,"error":{"message":"whether it was done is not known, look before repeating"}}"#;
        assert_eq!(verdict(500, said), (Outcome::Unknown, false));
        assert_eq!(verdict(500, r#"{"code":40003}"#), (Outcome::Unknown, false));
        assert_eq!(verdict(502, ""), (Outcome::Unknown, false));
        assert_eq!(verdict(429, r#"{"code":99991400}"#), (Outcome::Refused, false));
    }

    #[test]
    fn to_blame_the_caller_is_wrong() {
        assert_eq!(verdict(400, r#"{"code":42002,"msg":"invalid group_id"}"#), (Outcome::Unknown, true));
        assert_eq!(verdict(401, r#"{"code":99991663}"#), (Outcome::Unknown, true));
    }

    #[test]
    fn success_in_the_body_of_a_failure_is_wrong() {
        assert_eq!(verdict(500, r#"{"code":0}"#), (Outcome::Unknown, true));
    }
}
