//! Notices: what administrators and people are told, and where else that goes.
//!
//! A webhook is called by POST with a JSON body `{"id", "kind", "at", "tenant", "body"}` of at most 64 KiB and the headers
//! `X-Menjin-Delivery` (the same at every attempt), `X-Menjin-Event`, `X-Menjin-Timestamp` (seconds) and `X-Menjin-Signature`:
//! `v1=` and the hex HMAC-SHA-256 of `<timestamp>.<body>` under the webhook's secret. Any 2xx is taken for received;
//! redirects are not followed. What fails is tried again after 1 s, 5 s, 30 s, 5 min and 1 h, then given up.

pub mod code;
pub mod list;
