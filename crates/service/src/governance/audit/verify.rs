//! `GET /menjin/v1/audit/verify` - whether the history is as it was written, a piece at a time.

use menjin_api::menjin::audit::{
    code,
    verify::{Broken, Damage, Data, Expected, Head, VerifyAudit},
};
use menjin_model::TenantNo;
use menjin_store::{BoxFuture, Db, StoreError, change, change::told};

use crate::{Call, Cx, Refusal, ids::hex, page::Pager};

/// How many rows are checked for one answer.
const PIECE: i64 = 50_000;

/// How far a history is proved: its last sound row.
pub type Proof = change::Head;

/// Checks a piece of the history.
pub async fn verify(cx: &Cx, call: Call<VerifyAudit>) -> Result<Data, Refusal> {
    let expect = call.query.expect.as_deref().unwrap_or_default();
    let pager = Pager::new(&cx.keys, &call, &[expect]);
    let wrong = || Refusal::new(code::PAGE_TOKEN).with_field("page_token", None, code::PAGE_TOKEN.msg);
    let position = pager.position(call.query.page_token.as_deref()).map_err(|_| wrong())?;
    let from = match position {
        None => Proof::default(),
        Some(position) => proof(&position).ok_or_else(wrong)?,
    };
    let (mut data, proof) = piece(&cx.db, call.caller.tenant, call.query.expect.as_deref(), from).await?;
    data.page_token = data.has_more.then(|| pager.token(&numbers(&proof)));
    Ok(data)
}

/// Checks at most so many rows behind what is proved; says what it found and how far it is proved now. Without a page token.
pub async fn piece(db: &Db, tenant: TenantNo, expect: Option<&str>, from: Proof) -> Result<(Data, Proof), Refusal> {
    let expect = expect.map(noted).transpose()?;
    let checking = db.scan(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let checked = change::check(tx, tenant, &from, PIECE).await?;
            let head = change::head(tx, tenant).await?;
            let expected = match &expect {
                None => None,
                Some((revision, _)) if *revision > head.revision => Some(Expected::Missing),
                Some((revision, hash)) => match told::hash(tx, tenant, *revision).await? {
                    Some(found) if hex(&found) == *hash => Some(Expected::Found),
                    Some(_) => Some(Expected::Different),
                    None => Some(Expected::Missing),
                },
            };
            Ok((checked, head, expected))
        })
    });
    let (checked, head, expected) = checking.await?;
    let broken = checked.broken.map(|broken| Broken {
        revision: broken.revision,
        what: match broken.what {
            change::Damage::Changed => Damage::Changed,
            change::Damage::Removed => Damage::Removed,
            change::Damage::Inserted => Damage::Inserted,
        },
    });
    let has_more = broken.is_none() && checked.rows == PIECE;
    let data = Data {
        sound: broken.is_none() && expected.is_none_or(|expected| expected == Expected::Found),
        // Revisions count from one, and none is missing up to here.
        checked: checked.head.revision,
        broken,
        expected,
        head: Head { revision: head.revision, hash: hex(&head.hash) },
        has_more,
        page_token: None,
    };
    Ok((data, checked.head))
}

/// A head that somebody noted: `REVISION:HASH`.
fn noted(text: &str) -> Result<(i64, String), Refusal> {
    let wrong = || Refusal::new(code::EXPECT).with_field("expect", Some(text.to_owned()), code::EXPECT.msg);
    let (revision, hash) = text.trim().split_once(':').ok_or_else(wrong)?;
    let revision = revision.parse().ok().filter(|revision: &i64| *revision > 0).ok_or_else(wrong)?;
    if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(wrong());
    }
    Ok((revision, hash.to_ascii_lowercase()))
}

/// A proof as the position of a page.
fn numbers(proof: &Proof) -> Vec<i64> {
    let words = proof.hash.chunks_exact(8).filter_map(|chunk| chunk.try_into().ok()).map(i64::from_be_bytes);
    [proof.revision].into_iter().chain(words).collect()
}

fn proof(position: &[i64]) -> Option<Proof> {
    let (revision, words) = position.split_first()?;
    let hash = words.iter().flat_map(|word| word.to_be_bytes()).collect();
    Some(Proof { revision: *revision, hash })
}
