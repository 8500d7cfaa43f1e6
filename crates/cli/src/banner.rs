//! What `serve --dev` says at its start: the address, the credentials, and a ready call for each SDK and curl.

use std::{fmt::Write, net::SocketAddr};

use menjin_service::{Cx, control, developers};

/// The app that the snippets use: the first of the demo company.
const DEMO_APP: &str = "cli_a1b2c3d4e5f6a7b8";

/// The text, for stdout.
pub(crate) async fn text(cx: &Cx, address: SocketAddr) -> String {
    let url = format!("http://{address}");
    let app = control::first_app(cx, DEMO_APP).await.ok().flatten();
    let Some((id, name, secret)) = app else {
        return format!(
            "menjin listens at {url}. There is no app in its database yet: start it with --fixture FILE.\n"
        );
    };
    let mut text = format!(
        "menjin 门禁 · {url}

  base URL    {url}
  console     {url}/console
  app         {id}  ({name})
  app secret  {secret}
  OpenAPI     {url}/openapi.json
  controls    {url}/_menjin/v1/directory?app_id={id}

"
    );
    for snippet in developers::snippets(&url, &id, &secret) {
        let dot = if snippet.install.is_empty() { "" } else { " · " };
        let _ = writeln!(text, "{}{dot}{}", snippet.name, snippet.install);
        for line in snippet.code.lines() {
            let _ = writeln!(text, "  {line}");
        }
        text.push('\n');
    }
    text
}
