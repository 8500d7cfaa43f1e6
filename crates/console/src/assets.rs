//! What pages load: one stylesheet and two scripts, in the binary. Their addresses hold a hash of what is in them, so that they
//! may be kept for ever.

use std::sync::OnceLock;

use http::{StatusCode, header};
use sha2::{Digest, Sha256};

use crate::{Answer, Trouble};

const STYLE: &str = concat!(
    include_str!("../assets/console.css"),
    include_str!("../assets/groups.css"),
    include_str!("../assets/change.css"),
    include_str!("../assets/people.css"),
    include_str!("../assets/access.css"),
    include_str!("../assets/audit.css"),
    include_str!("../assets/settings.css"),
    include_str!("../assets/reviews.css"),
);
/// htmx 2.0.11 (Zero-Clause BSD, see `htmx.LICENSE`): parts of pages without script of our own.
const HTMX: &str = include_str!("../assets/htmx-2.0.11.min.js");
const SCRIPT: &str = include_str!("../assets/console.js");
const ICON: &str = include_str!("../assets/icon.svg");

/// The addresses of what pages load.
#[derive(Debug)]
pub(crate) struct Addresses {
    pub(crate) style: String,
    pub(crate) htmx: String,
    pub(crate) script: String,
    pub(crate) icon: String,
}

/// Where they are.
pub(crate) fn addresses() -> &'static Addresses {
    static ADDRESSES: OnceLock<Addresses> = OnceLock::new();
    ADDRESSES.get_or_init(|| {
        let at = |name: &str, text: &str| {
            let hash: String =
                Sha256::digest(text).iter().take(6).map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
            format!("/console/assets/{hash}/{name}")
        };
        Addresses {
            style: at("console.css", STYLE),
            htmx: at("htmx.js", HTMX),
            script: at("console.js", SCRIPT),
            icon: at("icon.svg", ICON),
        }
    })
}

/// One of them, whatever the hash in its address.
pub(crate) fn asset(name: &str) -> Result<Answer, Trouble> {
    let (kind, text) = match name {
        "console.css" => ("text/css; charset=utf-8", STYLE),
        "htmx.js" => ("text/javascript; charset=utf-8", HTMX),
        "console.js" => ("text/javascript; charset=utf-8", SCRIPT),
        "icon.svg" => ("image/svg+xml", ICON),
        _ => return Err(Trouble::NotFound),
    };
    let answer = Answer::text(StatusCode::OK, kind, text.as_bytes());
    Ok(answer.with(header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
}
