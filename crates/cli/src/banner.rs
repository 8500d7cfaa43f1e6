//! What `serve --dev` says at its start: the address, the credentials, and a ready call for each SDK and curl.

use std::net::SocketAddr;

use menjin_service::{Cx, control};

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
    format!(
        r#"menjin 门禁 · {url}

  base URL    {url}
  app         {id}  ({name})
  app secret  {secret}
  OpenAPI     {url}/openapi.json
  controls    {url}/_menjin/v1/directory?app_id={id}

curl
  TOKEN=$(curl -s {url}/open-apis/auth/v3/tenant_access_token/internal -d '{{"app_id":"{id}","app_secret":"{secret}"}}' | sed 's/.*"tenant_access_token":"\([^"]*\)".*/\1/')
  curl -s {url}/open-apis/contact/v3/group/simplelist -H "Authorization: Bearer $TOKEN"

Python · pip install lark-oapi
  client = lark.Client.builder().app_id("{id}").app_secret("{secret}").domain("{url}").build()
  client.contact.v3.group.simplelist(SimplelistGroupRequest.builder().build())

Node · npm install @larksuiteoapi/node-sdk
  const client = new lark.Client({{appId: '{id}', appSecret: '{secret}', domain: '{url}'}});
  await client.contact.v3.group.simplelist({{params: {{}}}});

Go · go get github.com/larksuite/oapi-sdk-go/v3
  client := lark.NewClient("{id}", "{secret}", lark.WithOpenBaseUrl("{url}"))
  client.Contact.V3.Group.Simplelist(ctx, larkcontact.NewSimplelistGroupReqBuilder().Build())

Java · com.larksuite.oapi:oapi-sdk
  Client client = Client.newBuilder("{id}", "{secret}").openBaseUrl("{url}").build();
  client.contact().v3().group().simplelist(SimplelistGroupReq.newBuilder().build());

"#
    )
}
