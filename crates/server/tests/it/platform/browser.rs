//! The authorize page, as a browser goes through it.

use http::Method;
use menjin_testkit::{Answer, Setup, TestServer, Who};

use super::company::{self, ALL, BACK, BARE, DISABLED};

/// A form field, percent-encoded.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// The link to the page.
pub(crate) fn link(app: &str, more: &[(&str, &str)]) -> String {
    let back = Some(("redirect_uri", BACK)).filter(|(own, _)| !more.iter().any(|(name, _)| name == own));
    let pairs = [("client_id", app)].into_iter().chain(back).chain(more.iter().copied());
    pairs.map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

/// The page behind a link.
pub(crate) async fn page(server: &TestServer, link: &str) -> Answer {
    company::get(server, &format!("/open-apis/authen/v1/authorize?{link}")).await
}

/// Sends the form of the page: agrees as this person (by the name on the page), or refuses.
pub(crate) async fn send_form(server: &TestServer, link: &str, person: &str, answer: &str) -> Answer {
    let page = page(server, link).await;
    assert_eq!(page.status.as_u16(), 200, "{page}");
    // Only what the page says is used: the hidden link and the number of the person.
    let hidden =
        page.text.split("name=link value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let hidden = hidden
        .replace("&amp;", "&")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    let number = page
        .text
        .split("<option value=")
        .find(|option| option.contains(&format!(">{person}<")))
        .and_then(|option| option.split('>').next());
    let user = number.map(|number| format!("&user={number}")).unwrap_or_default();
    post_form(server, "/authorize", &format!("link={}{user}&answer={answer}", encoded(&hidden))).await
}

/// A form, as browsers and OAuth clients send it.
pub(crate) async fn post_form(server: &TestServer, path: &str, form: &str) -> Answer {
    let request = http::Request::post(path).header("content-type", "application/x-www-form-urlencoded");
    server.request(request.body(form.to_owned().into()).unwrap()).await
}

/// Where the browser goes.
pub(crate) fn location(answer: &Answer) -> String {
    assert_eq!(answer.status.as_u16(), 302, "{answer}");
    answer.header("location").to_owned()
}

/// The code that Ada's agreeing gives.
pub(crate) async fn code_for(server: &TestServer, app: &str, person: &str, more: &[(&str, &str)]) -> String {
    let location = location(&send_form(server, &link(app, more), person, "agree").await);
    location.split("code=").nth(1).and_then(|rest| rest.split(['&', '#']).next()).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_page_shows_the_app_what_it_asks_and_who_may_sign_in() {
    let server = company::start().await;
    let page = page(&server, &link(ALL, &[("scope", "contact:group offline_access")])).await;

    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    for shown in
        ["All &lt;b&gt;&amp;&quot;&#39;", "<code>contact:group</code>", "<code>offline_access</code>", ">Ada<", ">Bob<"]
    {
        assert!(page.text.contains(shown), "{shown} in {page}");
    }
    for hidden in [">Eve<", ">Fay<", ">Zoe<"] {
        assert!(!page.text.contains(hidden), "frozen, gone and other tenants' people cannot sign in: {page}");
    }
    server.stop().await;
}

#[tokio::test]
async fn nothing_of_a_link_or_a_name_becomes_markup() {
    let server = company::start().await;
    let evil = "\"><script>alert(1)</script>'&";
    let page = page(&server, &link(ALL, &[("state", evil), ("scope", "<script>x</script>")])).await;
    assert!(!page.text.contains("<script"), "{page}");
    assert!(page.text.contains("&lt;script&gt;Hal&lt;/script&gt;"), "{page}");
    // What comes back is nevertheless what was sent.
    let to = location(&send_form(&server, &link(ALL, &[("state", evil)]), "Ada", "agree").await);
    assert!(to.ends_with(&format!("&state={}", encoded(evil))), "{to}");
    server.stop().await;
}

#[tokio::test]
async fn agreeing_leads_back_with_code_and_state_and_refusing_with_an_error() {
    let server = company::start().await;
    let link = link(ALL, &[("state", "s 1&2=中")]);

    let agreed = location(&send_form(&server, &link, "Ada", "agree").await);
    let refused = location(&send_form(&server, &link, "Ada", "refuse").await);

    let code = agreed
        .strip_prefix(&format!("{BACK}?code="))
        .and_then(|rest| rest.strip_suffix("&state=s%201%262%3D%E4%B8%AD"));
    assert!(
        code.is_some_and(|code| code.len() >= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric())),
        "{agreed}"
    );
    assert_eq!(refused, format!("{BACK}?error=access_denied&state=s%201%262%3D%E4%B8%AD"));
    let plain = location(&send_form(&server, &super::browser::link(ALL, &[]), "Ada", "agree").await);
    assert!(!plain.contains("state"), "{plain}");
    server.stop().await;
}

#[tokio::test]
async fn query_and_fragment_of_the_apps_address_are_kept_in_their_places() {
    let server = company::start().await;
    let to = |uri: &'static str| {
        let server = &server;
        async move {
            location(&send_form(server, &link(ALL, &[("redirect_uri", uri), ("state", "s")]), "Ada", "refuse").await)
        }
    };
    assert_eq!(
        to("http://127.0.0.1:9000/odd?a=1#part").await,
        "http://127.0.0.1:9000/odd?a=1&error=access_denied&state=s#part"
    );
    assert_eq!(
        to("http://127.0.0.1:9000/back?x=y").await,
        "http://127.0.0.1:9000/back?x=y&error=access_denied&state=s"
    );
    assert_eq!(
        to("http://127.0.0.1:9000/back#/route").await,
        "http://127.0.0.1:9000/back?error=access_denied&state=s#/route"
    );
    // What no header may carry cannot break the answer in two.
    assert_eq!(
        to("http://127.0.0.1:9000/back?x=\r\nSet-Cookie: a=中").await,
        "http://127.0.0.1:9000/back?x=%0D%0ASet-Cookie:%20a=%E4%B8%AD&error=access_denied&state=s"
    );
    server.stop().await;
}

#[tokio::test]
async fn a_link_that_is_wrong_gets_a_page_that_says_so_and_leads_nowhere() {
    let server = company::start().await;
    let fifty_one = (0..51).map(|number| format!("s:{number}")).collect::<Vec<_>>().join(" ");
    let cases = [
        ("redirect_uri=x".to_owned(), 20_001),
        (format!("client_id={ALL}"), 20_001),
        (link(ALL, &[("response_type", "token")]), 20_001),
        (link(ALL, &[("code_challenge_method", "S512")]), 20_001),
        (link("cli_00000000deadbeef", &[]), 20_048),
        (link("nonsense", &[]), 20_048),
        (link(DISABLED, &[]), 20_048),
        (link(ALL, &[("redirect_uri", "http://127.0.0.1:9000/other")]), 20_029),
        (link(ALL, &[("redirect_uri", "http://127.0.0.1:9000/back/")]), 20_029),
        (link(ALL, &[("redirect_uri", "http://127.0.0.1:9000/backdoor")]), 20_029),
        (link(ALL, &[("redirect_uri", "javascript:alert(1)")]), 20_029),
        (link(BARE, &[("scope", "contact:group")]), 20_027),
        (link(ALL, &[("scope", &fifty_one)]), 20_027),
    ];
    for (link, code) in cases {
        let page = page(&server, &link).await;
        assert_eq!((page.status.as_u16(), page.header("location")), (400, ""), "{link}");
        assert!(page.text.contains(&format!("<p class=quiet>{code}</p>")), "{link}: {page}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    }
    server.stop().await;
}

#[tokio::test]
async fn older_links_and_scopes_that_need_no_switch_are_taken() {
    let server = company::start().await;
    let older = format!("app_id={ALL}&redirect_uri={}&response_type=code&prompt=consent", encoded(BACK));
    assert_eq!(page(&server, &older).await.status.as_u16(), 200);
    assert_eq!(page(&server, &link(BARE, &[("scope", "offline_access")])).await.status.as_u16(), 200);
    server.stop().await;
}

#[tokio::test]
async fn a_form_that_was_made_up_gives_no_code() {
    let server = company::start().await;
    let link = encoded(&link(ALL, &[]));
    for form in [
        String::new(),
        "answer=agree&user=1".to_owned(),
        format!("link={link}&answer=agree&user=999999"),
        format!("link={link}&answer=agree&user=x"),
        format!("link={link}&user=1"),
        "link=%ff&answer=agree&user=1".to_owned(),
        "link=client_id%3Dx&answer=agree&user=1".to_owned(),
    ] {
        let answer = post_form(&server, "/authorize", &form).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (400, ""), "{answer}");
    }
    let large = post_form(&server, "/authorize", &"x".repeat(100 << 10)).await;
    assert_eq!((large.status.as_u16(), large.header("location")), (413, ""), "{large}");
    // Without a person there is nobody to agree: that is a refusal.
    let nobody = location(&post_form(&server, "/authorize", &format!("link={link}&answer=agree")).await);
    assert_eq!(nobody, format!("{BACK}?error=access_denied"));
    server.stop().await;
}

#[tokio::test]
async fn people_who_left_or_are_frozen_or_of_another_tenant_cannot_agree() {
    let server = company::start().await;
    let link = link(ALL, &[]);
    for (app, person) in [(ALL, "eve"), (ALL, "fay"), (company::OTHER, "zoe")] {
        let number = menjin_service::control::user(server.cx(), app, person).await.unwrap().unwrap().0;
        let answer =
            post_form(&server, "/authorize", &format!("link={}&answer=agree&user={number}", encoded(&link))).await;
        if person == "zoe" {
            // The number may be that of somebody else in this tenant, but never Zoe's.
            assert!(!answer.text.contains("Zoe"));
        } else {
            assert_eq!((answer.status.as_u16(), answer.header("location")), (400, ""), "{person}: {answer}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn outside_of_development_nobody_signs_in_as_anybody() {
    let server = TestServer::set_up(Setup { fixture: company::TWO.to_owned(), dev: false, ..Setup::default() }).await;
    let link = link(ALL, &[]);
    let page = page(&server, &link).await;
    assert_eq!(page.status.as_u16(), 200);
    assert!(page.text.contains("登录尚未设置") && page.text.contains("Sign-in is not set up"), "{page}");
    assert!(!page.text.contains("Ada") && !page.text.contains("<form"), "{page}");
    let number = menjin_service::control::user(server.cx(), ALL, "ada").await.unwrap().unwrap().0;
    let forced = post_form(&server, "/authorize", &format!("link={}&answer=agree&user={number}", encoded(&link))).await;
    assert_eq!(location(&forced), format!("{BACK}?error=access_denied"));
    server.stop().await;
}

#[tokio::test]
async fn the_form_is_posted_and_the_page_is_got() {
    let server = company::start().await;
    assert_eq!(company::get(&server, "/authorize").await.status.as_u16(), 404);
    let posted = server.send(&Who::Nobody, Method::POST, "/open-apis/authen/v1/authorize", None).await;
    assert_eq!(posted.status.as_u16(), 404);
    server.stop().await;
}
