//! What developers start from: the apps of the company, and a ready call for each SDK. Secrets are told in development only.

use menjin_api::menjin::code;
use menjin_model::Right;
use menjin_store::{BoxFuture, StoreError, app};

use crate::{
    Caller, Cx, Refusal,
    control::{self, ClockState, ClockWish, ControlError},
};

/// So many apps are listed.
const LISTED: usize = 200;

/// An app of the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// `cli_…`.
    pub app_id: String,
    /// Its name.
    pub name: String,
    /// From the store; else self-built.
    pub store: bool,
    /// It may call.
    pub enabled: bool,
}

/// The company's apps.
pub async fn apps(cx: &Cx, caller: &Caller) -> Result<Vec<Listed>, Refusal> {
    require(caller, Right::Read)?;
    let tenant = caller.tenant;
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let mut listed = Vec::new();
            for (no, app_id, name) in app::list(tx, tenant).await?.into_iter().take(LISTED) {
                let row = app::find(tx, no).await?;
                let (store, enabled) = row.map_or((false, false), |row| (row.kind == "isv", row.status == 1));
                listed.push(Listed { app_id: app_id.0, name, store, enabled });
            }
            Ok(listed)
        })
    });
    Ok(read.await?)
}

/// The secret of one of the company's apps: in development, to who may change settings.
pub async fn secret(cx: &Cx, caller: &Caller, app_id: &str) -> Result<String, Refusal> {
    in_development(cx, caller)?;
    if !apps(cx, caller).await?.iter().any(|app| app.app_id == app_id) {
        return Err(code::NOT_FOUND.into());
    }
    control::secret(cx, app_id).await?.ok_or_else(|| code::NOT_FOUND.into())
}

/// How the development clock shall move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// On, or back, by so many seconds.
    By(i64),
    /// It stands still, or goes on.
    Frozen(bool),
    /// Back to real time.
    Real,
}

/// Moves the development clock.
pub async fn move_clock(cx: &Cx, caller: &Caller, wish: Move) -> Result<ClockState, ControlError> {
    in_development(cx, caller)?;
    match wish {
        Move::By(seconds) => control::advance(cx, seconds).await,
        Move::Frozen(frozen) => control::set_clock(cx, ClockWish { now: None, frozen: Some(frozen) }).await,
        Move::Real => {
            let real = jiff::Timestamp::from_millisecond(cx.clock.real().0).unwrap_or_default().to_string();
            control::set_clock(cx, ClockWish { now: Some(real), frozen: Some(false) }).await
        }
    }
}

fn in_development(cx: &Cx, caller: &Caller) -> Result<(), Refusal> {
    require(caller, Right::Settings)?;
    if cx.settings.dev { Ok(()) } else { Err(code::FORBIDDEN.into()) }
}

fn require(caller: &Caller, right: Right) -> Result<(), Refusal> {
    let administrator = caller.administrator.as_ref().ok_or(code::UNAUTHORIZED)?;
    administrator.require(right)
}

/// A ready call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// What makes it.
    pub name: &'static str,
    /// How to get that; empty: everybody has it.
    pub install: &'static str,
    /// The call, in lines.
    pub code: String,
}

/// A ready call for curl and each SDK: against this address, with these credentials.
#[must_use]
pub fn snippets(url: &str, id: &str, secret: &str) -> Vec<Snippet> {
    let snippet = |name, install, code: String| Snippet { name, install, code };
    vec![
        snippet(
            "curl",
            "",
            format!(
                r#"TOKEN=$(curl -s {url}/open-apis/auth/v3/tenant_access_token/internal -d '{{"app_id":"{id}","app_secret":"{secret}"}}' | sed 's/.*"tenant_access_token":"\([^"]*\)".*/\1/')
curl -s {url}/open-apis/contact/v3/group/simplelist -H "Authorization: Bearer $TOKEN""#
            ),
        ),
        snippet(
            "Python",
            "pip install lark-oapi",
            format!(
                r#"client = lark.Client.builder().app_id("{id}").app_secret("{secret}").domain("{url}").build()
client.contact.v3.group.simplelist(SimplelistGroupRequest.builder().build())"#
            ),
        ),
        snippet(
            "Node",
            "npm install @larksuiteoapi/node-sdk",
            format!(
                "const client = new lark.Client({{appId: '{id}', appSecret: '{secret}', domain: '{url}'}});\n\
                 await client.contact.v3.group.simplelist({{params: {{}}}});"
            ),
        ),
        snippet(
            "Go",
            "go get github.com/larksuite/oapi-sdk-go/v3",
            format!(
                r#"client := lark.NewClient("{id}", "{secret}", lark.WithOpenBaseUrl("{url}"))
client.Contact.V3.Group.Simplelist(ctx, larkcontact.NewSimplelistGroupReqBuilder().Build())"#
            ),
        ),
        snippet(
            "Java",
            "com.larksuite.oapi:oapi-sdk",
            format!(
                r#"Client client = Client.newBuilder("{id}", "{secret}").openBaseUrl("{url}").build();
client.contact().v3().group().simplelist(SimplelistGroupReq.newBuilder().build());"#
            ),
        ),
    ]
}
