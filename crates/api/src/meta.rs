//! What is known of an endpoint before any call: the one place for path, tokens, scopes, rate and codes.

use http::Method;
use menjin_model::Right;

use crate::{Code, code};

/// Which tokens a call takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// `tenant_access_token`: an app within one tenant.
    Tenant,
    /// `user_access_token`: a person through an app.
    User,
    /// An administrator: an API token of theirs, or their session in the console.
    Administrator,
}

/// Which kinds of app may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppKinds {
    /// Self-built and store apps.
    All,
    /// Self-built apps only.
    Custom,
}

/// How often an app may call within one tenant; windows are calendar minutes and seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// No limit is documented and none is set.
    Unlimited,
    /// So many in a calendar minute.
    PerMinute(u32),
    /// So many in a calendar second.
    PerSecond(u32),
    /// Tier 4 and the unpublished "special" tier: 1000 a minute and 50 a second.
    Tier4,
}

/// How an answer is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `{"code", "msg", "data"}`.
    Envelope,
    /// `auth/v3`: the fields at top level beside `code` and `msg`; HTTP 200 for failures too.
    Flat,
    /// The OAuth token endpoints: `code` beside the fields, `error` and `error_description` on failure.
    OAuth,
    /// A page for a browser.
    Page,
    /// menjin's own calls: the fields at top level; `{"error", "field"}` and a fitting status on failure.
    Plain,
}

/// How malformed input is answered.
#[derive(Debug, Clone, Copy)]
pub enum Input {
    /// 9499 for wrong types, 99992402 for missing or impossible values.
    Platform,
    /// One code of the family for everything.
    Own(Code),
}

/// What the calls of a family have in common.
#[derive(Debug)]
pub struct Family {
    /// As in the address: `contact/v3`.
    pub name: &'static str,
    /// How malformed input is answered, unless the call says otherwise.
    pub input: Input,
    /// Our own fault, unless the call says otherwise.
    pub internal: Code,
    /// Ids and counts may come as JSON numbers where strings are documented (the Python SDK does so).
    pub numbers_for_strings: bool,
}

/// Everything about an endpoint but its types. Made by a chain that starts with the method:
/// `Meta::post("/open-apis/contact/v3/group").family(&FAMILY)…`.
#[derive(Debug, Clone)]
pub struct Meta {
    /// The method.
    pub method: Method,
    /// The path, variables in braces: `/open-apis/contact/v3/group/{group_id}`.
    pub path: &'static str,
    /// The name the official SDKs give it: `contact.v3.group.create`.
    pub name: &'static str,
    /// One line for the documentation.
    pub summary: &'static str,
    /// The family it belongs to.
    pub family: &'static Family,
    /// Which tokens it takes; empty: none is asked for.
    pub tokens: &'static [TokenKind],
    /// Which apps may call it.
    pub apps: AppKinds,
    /// Holding any one is enough; empty: none is needed.
    pub scopes: &'static [&'static str],
    /// What an administrator needs who calls, where it is not what [`Self::right`] takes it for.
    right: Option<Right>,
    /// How often.
    pub rate: Rate,
    /// What more often is answered with.
    pub limited: Code,
    /// Every code of its own that its page documents; what all calls share is not repeated.
    pub codes: &'static [Code],
    /// How the answer is laid out.
    pub shape: Shape,
    /// Malformed input, where the call differs from its family.
    input: Option<Input>,
    /// Our fault, where the call differs from its family.
    internal: Option<Code>,
    /// `error.message` for a Chinese reader who is refused for lack of a right.
    pub denied_zh: Option<&'static str>,
    /// The official page.
    pub doc: &'static str,
}

/// Where an endpoint's family is not said yet.
const NO_FAMILY: Family =
    Family { name: "", input: Input::Platform, internal: code::INTERNAL, numbers_for_strings: false };

impl Meta {
    const fn new(method: Method, path: &'static str) -> Self {
        Self {
            method,
            path,
            name: "",
            summary: "",
            family: &NO_FAMILY,
            tokens: &[],
            apps: AppKinds::All,
            scopes: &[],
            right: None,
            rate: Rate::Unlimited,
            limited: code::RATE_LIMITED,
            codes: &[],
            shape: Shape::Envelope,
            input: None,
            internal: None,
            denied_zh: None,
            doc: "",
        }
    }

    /// A call by GET.
    #[must_use]
    pub const fn get(path: &'static str) -> Self {
        Self::new(Method::GET, path)
    }

    /// A call by POST.
    #[must_use]
    pub const fn post(path: &'static str) -> Self {
        Self::new(Method::POST, path)
    }

    /// A call by PUT.
    #[must_use]
    pub const fn put(path: &'static str) -> Self {
        Self::new(Method::PUT, path)
    }

    /// A call by PATCH.
    #[must_use]
    pub const fn patch(path: &'static str) -> Self {
        Self::new(Method::PATCH, path)
    }

    /// A call by DELETE.
    #[must_use]
    pub const fn delete(path: &'static str) -> Self {
        Self::new(Method::DELETE, path)
    }

    /// What an administrator needs who calls: what the call says, else to read is enough for what changes nothing.
    #[must_use]
    pub fn right(&self) -> Right {
        match self.right {
            Some(right) => right,
            None if self.method == Method::GET => Right::Read,
            None if self.path.starts_with("/open-apis/contact/v3/group") => Right::Groups,
            None => Right::Access,
        }
    }

    /// How malformed input of this call is answered.
    #[must_use]
    pub fn input(&self) -> Input {
        self.input.unwrap_or(self.family.input)
    }

    /// What this call answers when the fault is ours.
    #[must_use]
    pub fn internal(&self) -> Code {
        self.internal.unwrap_or(self.family.internal)
    }
}

macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident: $field:ident = $type:ty => $value:expr;)*) => {
        impl Meta {$(
            $(#[$doc])*
            #[must_use]
            pub const fn $name(mut self, $field: $type) -> Self {
                self.$field = $value;
                self
            }
        )*}
    };
}

setters! {
    /// The path.
    at: path = &'static str => path;
    /// The name in the SDKs.
    named: name = &'static str => name;
    /// One line for the documentation.
    about: summary = &'static str => summary;
    /// The family it belongs to.
    family: family = &'static Family => family;
    /// The tokens it takes.
    tokens: tokens = &'static [TokenKind] => tokens;
    /// The apps that may call it.
    apps: apps = AppKinds => apps;
    /// The scopes of which one is needed.
    scopes: scopes = &'static [&'static str] => scopes;
    /// What an administrator needs.
    needs: right = Right => Some(right);
    /// How often it may be called.
    rate: rate = Rate => rate;
    /// What it answers when called too often, where that is not the usual code.
    limited: limited = Code => limited;
    /// The codes its page documents.
    codes: codes = &'static [Code] => codes;
    /// The layout of its answer.
    shape: shape = Shape => shape;
    /// One code for all malformed input of this call.
    bad_input: input = Code => Some(Input::Own(input));
    /// The code for our own faults in this call.
    fault: internal = Code => Some(internal);
    /// What a Chinese reader is told who lacks the right.
    denied: denied_zh = &'static str => Some(denied_zh);
    /// The official page.
    doc: doc = &'static str => doc;
}
