//! Statements that turn ids into numbers and back, for each kind of thing.

use menjin_store::{
    change::known as change_known,
    document,
    naming::{self, Thing},
    person, tenant,
};

use super::{NOW, T, USER, write};

const THINGS: [Thing; 9] = [
    Thing::OpenDepartment,
    Thing::Department,
    Thing::Group,
    Thing::App,
    Thing::Document,
    Thing::Device,
    Thing::Rule,
    Thing::Visitor,
    Thing::ReviewGroup,
];

#[tokio::test]
async fn every_kind_of_thing() {
    write(|tx| {
        Box::pin(async move {
            for thing in THINGS {
                assert!(naming::numbers(tx, T, thing, &["nobody has this"]).await?.is_empty(), "{thing:?}");
                assert!(naming::ids(tx, T, thing, &[1]).await?.is_empty(), "{thing:?}");
                assert!(naming::labels(tx, T, thing, &[1]).await?.is_empty(), "{thing:?}");
            }
            let new = document::NewDocument {
                token: "named",
                r#type: "docx",
                title: "a title",
                owner_kind: "user",
                owner: USER.0,
                folder: menjin_model::DocumentNo(0),
                now: NOW,
            };
            let number = document::insert(tx, T, &new).await?.0;
            assert_eq!(naming::numbers(tx, T, Thing::Document, &["named", "x"]).await?, [("named".to_owned(), number)]);
            assert_eq!(naming::ids(tx, T, Thing::Document, &[number]).await?, [(number, "named".to_owned())]);
            assert_eq!(naming::labels(tx, T, Thing::Document, &[number]).await?, [(number, "a title".to_owned())]);
            assert!(person::holders(tx, T, "nobody has this").await?.is_empty());
            assert!(change_known::before(tx, T, &[9_999_999]).await?.is_empty());
            tenant::all(tx).await?;
            Ok(())
        })
    })
    .await;
}
