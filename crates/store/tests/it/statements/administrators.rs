//! Statements about who governs.

use menjin_model::{AdministratorNo, Millis};
use menjin_store::administrator::{
    self, AdministratorRow,
    link::{self as administrator_link, LinkRow},
    session::{self as administrator_session, SessionRow},
    token::{self as administrator_token, TokenRow},
};

use super::{NOW, T, USER, write};

const LATER: Millis = Millis(NOW.0 + 1000);

fn row() -> AdministratorRow {
    AdministratorRow {
        id: AdministratorNo(0),
        login: "ada".into(),
        name: "名".into(),
        role: "owner".into(),
        user: USER,
        password: String::new(),
        totp: None,
        totp_step: 0,
        failures: 0,
        locked: Millis(0),
        disabled: false,
        language: "zh".into(),
        created: NOW,
    }
}

#[tokio::test]
async fn administrators() {
    write(|tx| {
        Box::pin(async move {
            let id = administrator::insert(tx, T, &row()).await?.unwrap();
            assert_eq!(administrator::insert(tx, T, &row()).await?, None, "the login is taken");
            let changed = AdministratorRow { id, totp: Some(vec![1, 2]), totp_step: 7, disabled: true, ..row() };
            administrator::update(tx, T, &changed).await?;
            assert_eq!(administrator::find(tx, T, id).await?.as_ref(), Some(&changed));
            assert_eq!(administrator::find_by_login(tx, T, "ada").await?.as_ref(), Some(&changed));
            assert_eq!(administrator::find_by_user(tx, T, USER).await?.as_ref(), Some(&changed));
            assert_eq!(administrator::list(tx, T).await?, [changed]);

            let session = SessionRow {
                tenant: T,
                administrator: id,
                via: "password".into(),
                created: NOW,
                seen: NOW,
                expires: LATER,
            };
            for hash in [b"one", b"two", b"six"] {
                administrator_session::insert(tx, hash, &session).await?;
            }
            administrator_session::touch(tx, b"one", LATER).await?;
            assert_eq!(administrator_session::find(tx, b"one").await?.map(|row| row.seen), Some(LATER));
            administrator_session::end(tx, b"two").await?;
            assert_eq!(administrator_session::list(tx, T, id).await?.len(), 2);
            administrator_session::end_others(tx, T, id, b"one").await?;
            assert_eq!(administrator_session::list(tx, T, id).await?.len(), 1);
            administrator_session::end_all(tx, T, id).await?;
            assert_eq!(administrator_session::find(tx, b"one").await?, None);

            let token = TokenRow {
                tenant: T,
                id: 0,
                administrator: id,
                name: "n".into(),
                rights: "[]".into(),
                created: NOW,
                expires: LATER,
                seen: Millis(0),
                revoked: false,
            };
            let number = administrator_token::insert(tx, b"one", &token).await?;
            administrator_token::touch(tx, b"one", NOW).await?;
            assert!(administrator_token::revoke(tx, T, id, number).await?);
            assert!(!administrator_token::revoke(tx, T, id, number).await?);
            for n in 0..100_u8 {
                administrator_token::insert(tx, &[n], &token).await?;
            }
            administrator_token::forget_dead(tx, T, id, NOW).await?;
            assert_eq!(administrator_token::find(tx, b"one").await?, None);
            assert_eq!(administrator_token::list(tx, T, id).await?.len(), 100, "the newest stay");
            administrator_token::forget_all(tx, T, id).await?;

            let link = LinkRow { tenant: T, administrator: id, expires: LATER, used: false };
            administrator_link::insert(tx, b"one", &link, NOW).await?;
            assert_eq!(administrator_link::find(tx, b"one").await?.as_ref(), Some(&link));
            assert!(administrator_link::use_up(tx, b"one").await?);
            assert!(!administrator_link::use_up(tx, b"one").await?);
            administrator_link::insert(tx, b"two", &link, Millis(LATER.0 + 1)).await?;
            assert_eq!(administrator_link::find(tx, b"one").await?, None, "its time was over");
            administrator_link::forget_all(tx, T, id).await?;
            assert_eq!(administrator_link::find(tx, b"two").await?, None);

            administrator::delete(tx, T, id).await?;
            assert_eq!(administrator::find(tx, T, id).await?, None);
            Ok(())
        })
    })
    .await;
}
