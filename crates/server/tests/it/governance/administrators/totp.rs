//! One-time codes: enrolling, signing in with them, and doing without again.

use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use menjin_testkit::TestServer;
use sha1::Sha1;

use super::{PASSWORD, cookie, get, hidden, history, let_in, post, send, sign_in};

/// The code of a seed as it is shown, so many steps from now.
fn code(server: &TestServer, shown: &str, later: i64) -> String {
    let mut bits = String::new();
    for letter in shown.bytes().filter(|letter| *letter != b' ') {
        let value = if letter.is_ascii_uppercase() { letter - b'A' } else { letter - b'2' + 26 };
        let _ = write!(bits, "{value:05b}");
    }
    let bits = bits.as_bytes();
    let seed: Vec<u8> =
        bits.chunks_exact(8).map(|eight| u8::from_str_radix(std::str::from_utf8(eight).unwrap(), 2).unwrap()).collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(&seed).unwrap();
    mac.update(&(server.cx().clock.now().seconds() / 30 + later).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let from = usize::from(hash[19] & 15);
    let number = u32::from_be_bytes([hash[from] & 0x7F, hash[from + 1], hash[from + 2], hash[from + 3]]);
    format!("{:06}", number % 1_000_000)
}

/// Enrols the owner of this session; the seed as it is shown.
async fn enrol(server: &TestServer, owner: &str) -> String {
    let page = get(server, "/console/settings/security/totp", owner).await;
    assert!(page.text.contains("class=\"qr\"") && page.text.contains("otpauth://totp/menjin%20"), "{page}");
    let seed = page.text.split("<p><code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let ticket = hidden(&page.text, "ticket");
    let wrong = [("ticket", ticket.as_str()), ("code", "000000")];
    let again = send(server, "/console/settings/security/totp", owner, &wrong).await;
    assert_eq!(again.status.as_u16(), 422, "{again}");
    assert!(again.text.contains(&seed), "the same seed is shown again");
    let right = code(server, &seed, 0);
    let right = [("ticket", ticket.as_str()), ("code", right.as_str())];
    assert_eq!(send(server, "/console/settings/security/totp", owner, &right).await.status.as_u16(), 303);
    seed
}

#[tokio::test]
async fn a_code_is_asked_for_and_counts_once() {
    let server = TestServer::start().await;
    let owner = let_in(&server, "dengchao").await;
    let seed = enrol(&server, &owner).await;

    let half = sign_in(&server, "dengchao", PASSWORD).await;
    assert_eq!((half.status.as_u16(), cookie(&half).as_str()), (200, ""), "{half}");
    let ticket = hidden(&half.text, "ticket");
    let try_code = async |ticket: &str, given: &str| {
        post(&server, "/console/sign-in/code", "", &[("ticket", ticket), ("code", given)]).await
    };
    let used = code(&server, &seed, 0);
    assert_eq!(try_code(&ticket, &used).await.status.as_u16(), 422, "it confirmed the enrolment");
    let next = code(&server, &seed, 1);
    let answer = try_code(&ticket, &next).await;
    assert_eq!(get(&server, "/console", &cookie(&answer)).await.status.as_u16(), 200, "{answer}");
    let half = sign_in(&server, "dengchao", PASSWORD).await;
    let ticket = hidden(&half.text, "ticket");
    assert_eq!(try_code(&ticket, &next).await.status.as_u16(), 422, "a replay");

    server.advance(301);
    assert_eq!(try_code(&ticket, &code(&server, &seed, 0)).await.status.as_u16(), 422, "the ticket is too old");
    assert_eq!(try_code("forged", &code(&server, &seed, 0)).await.status.as_u16(), 422);
    let half = sign_in(&server, "dengchao", PASSWORD).await;
    let ticket = hidden(&half.text, "ticket");
    let mut last = 422;
    for _ in 0..5 {
        last = try_code(&ticket, "000000").await.status.as_u16();
    }
    assert_eq!(last, 401, "five wrong ones lock");
    assert_eq!(try_code(&ticket, &code(&server, &seed, 0)).await.status.as_u16(), 401, "locked");
    server.stop().await;
}

#[tokio::test]
async fn codes_are_given_up_with_one_and_taken_away_by_an_owner() {
    let server = TestServer::start().await;
    let owner = let_in(&server, "dengchao").await;
    let seed = enrol(&server, &owner).await;
    let off = "/console/settings/security/totp/off";
    assert_eq!(send(&server, off, &owner, &[("code", "000000")]).await.status.as_u16(), 422);
    server.advance(30);
    let right = code(&server, &seed, 0);
    assert_eq!(send(&server, off, &owner, &[("code", &right)]).await.status.as_u16(), 303);
    assert_eq!(sign_in(&server, "dengchao", PASSWORD).await.status.as_u16(), 303);

    let seed = enrol(&server, &owner).await;
    let page = get(&server, "/console/settings/administrators", &owner).await.text;
    let id = page.split("administrators/").find_map(|rest| {
        rest.split('"').next().filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let reset = format!("/console/settings/administrators/{}/reset-totp", id.unwrap());
    assert_eq!(send(&server, &reset, &owner, &[]).await.status.as_u16(), 303);
    assert_eq!(sign_in(&server, "dengchao", PASSWORD).await.status.as_u16(), 303);

    let told = history(&server, "menjin.v1.").await;
    let actions: Vec<&str> = told.iter().map(|row| row.0.as_str()).filter(|action| action.contains("totp")).collect();
    assert_eq!(
        actions,
        [
            "menjin.v1.totp.enable",
            "menjin.v1.totp.disable",
            "menjin.v1.totp.enable",
            "menjin.v1.administrator.reset_totp"
        ]
    );
    let whole = serde_json::to_string(&told).unwrap();
    assert!(!whole.contains(&seed.replace(' ', "")) && !whole.contains(PASSWORD), "no secret stands in the history");
    let rows: Vec<(String,)> = server.rows("select password from administrator where login = $1", "dengchao").await;
    assert!(rows[0].0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{rows:?}");
    server.stop().await;
}
