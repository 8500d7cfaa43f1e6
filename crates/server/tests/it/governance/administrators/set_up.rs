//! The first owner of a company, and the operator's way back in.

use menjin_model::TenantNo;
use menjin_service::administrator::set_up;
use menjin_testkit::{Setup, TestServer};

use super::{PASSWORD, cookie, get, history, post, sign_in};

const TENANT: TenantNo = TenantNo(1);

async fn link(server: &TestServer) -> Option<String> {
    set_up::link(server.cx(), TENANT, server.cx().clock.now()).await.unwrap()
}

#[tokio::test]
async fn the_first_owner_chooses_login_name_and_password() {
    let server = TestServer::set_up(Setup { dev: false, ..Setup::default() }).await;
    let (first, second) = (link(&server).await.unwrap(), link(&server).await.unwrap());
    let page = get(&server, &first, "").await;
    assert!(page.text.contains("Set up the first owner"), "{page}");
    let wrong = [("login", "a b"), ("name", "<b>Ada"), ("password", PASSWORD), ("again", PASSWORD)];
    let answer = post(&server, &first, "", &wrong).await;
    assert_eq!(answer.status.as_u16(), 422, "{answer}");
    assert!(answer.text.contains("value=\"a b\"") && answer.text.contains("&#60;b&#62;Ada"), "{answer}");
    let right = [("login", "ada"), ("name", "Ada"), ("password", PASSWORD), ("again", PASSWORD)];
    let answer = post(&server, &first, "", &right).await;
    let page = get(&server, "/console/settings/administrators", &cookie(&answer)).await;
    assert!(page.text.contains(">Ada<"), "{page}");
    assert_eq!(get(&server, &second, "").await.status.as_u16(), 404, "there is an owner now");
    assert_eq!(link(&server).await, None);
    let told = history(&server, "menjin.v1.set_up").await;
    assert_eq!(told[0].2["login"], "ada");
    assert!(!format!("{told:?}").contains(PASSWORD));
    assert_eq!(sign_in(&server, "ada", PASSWORD).await.status.as_u16(), 303);
    server.stop().await;
}

#[tokio::test]
async fn the_first_owner_may_be_one_of_the_fixture_and_links_last_a_day() {
    let server = TestServer::set_up(Setup { dev: false, ..Setup::default() }).await;
    let old = link(&server).await.unwrap();
    server.advance(86_400);
    assert_eq!(get(&server, &old, "").await.status.as_u16(), 404);
    let new = link(&server).await.unwrap();
    let fields = [("login", "dengchao"), ("name", "邓超"), ("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(post(&server, &new, "", &fields).await.status.as_u16(), 303);
    let rows: Vec<(i64,)> = server.rows("select count(*) from administrator where login <> $1", "").await;
    assert_eq!(rows[0].0, 1);
    server.stop().await;
}

#[tokio::test]
async fn in_development_there_is_no_link() {
    let server = TestServer::start().await;
    assert_eq!(link(&server).await, None);
    server.stop().await;
}
