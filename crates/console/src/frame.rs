//! What stands around every page: the rail with its counts, the path, the search, who is signed in.

use menjin_model::Right;
use menjin_service::overview::{self, Counts};

use crate::{
    Ask, Lang, Request, Trouble,
    assets::{self, Addresses},
};

/// Where a page is in the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Overview,
    Groups,
    People,
    Departments,
    Documents,
    Apps,
    Doors,
    ReviewGroups,
    Why,
    Analysis,
    Reviews,
    Audit,
    Settings,
    Developers,
    Inbox,
}

/// One line of the rail.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its name, in the reader's language.
    pub name: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// How many there are, if that is known.
    pub count: Option<i64>,
    /// The page is in it.
    pub here: bool,
}

/// Entries under one heading.
#[derive(Debug)]
pub(crate) struct Block {
    /// The heading; empty for the first.
    pub name: &'static str,
    /// What stands under it.
    pub entries: Vec<Entry>,
}

/// What templates that extend `base.html` need, as the field `frame`.
#[derive(Debug)]
pub(crate) struct Frame {
    /// The reader's language.
    pub lang: Lang,
    /// `light`, `dark`, or empty for what the system has.
    pub theme: String,
    /// The name of the page, for the browser.
    pub title: String,
    /// The company.
    pub company: String,
    /// The path: name and address; the last has none.
    pub path: Vec<(String, String)>,
    /// The rail.
    pub rail: Vec<Block>,
    /// Who is signed in.
    pub person: String,
    /// What forms bring along.
    pub csrf: String,
    /// They came in with one click.
    pub dev: bool,
    /// What was done just before, by the `done` of the address.
    pub done: Option<String>,
    /// Unread notices.
    pub unread: i64,
    /// Where the page is, for links back to it.
    pub here: String,
    /// What the page loads.
    pub assets: &'static Addresses,
}

impl Frame {
    /// The frame of a page in `section`, called `title`, below the pages of `path` (name and address).
    pub(crate) async fn of(
        ask: &Ask<'_>,
        section: Section,
        title: impl Into<String>,
        path: &[(&str, String)],
    ) -> Result<Self, Trouble> {
        let counts = overview::counts(ask.cx, ask.caller(), ask.request.now).await?;
        let title = title.into();
        let path = path.iter().map(|(name, href)| ((*name).to_owned(), href.clone()));
        Ok(Self {
            lang: ask.lang,
            theme: theme(ask.request.cookie("theme")),
            path: path.chain([(title.clone(), String::new())]).collect(),
            title,
            rail: rail(ask, section, &counts),
            company: counts.company,
            person: ask.administrator()?.name.clone(),
            csrf: ask.session.csrf.clone(),
            dev: ask.session.dev,
            done: ask.query().some("done").and_then(|word| crate::words::done(ask.lang, word)),
            unread: counts.unread,
            here: here(ask.request),
            assets: assets::addresses(),
        })
    }

    /// The first letter of who is signed in.
    #[must_use]
    pub(crate) fn initial(&self) -> String {
        self.person.chars().next().map(String::from).unwrap_or_default()
    }
}

/// A theme that a cookie names, or none.
pub(crate) fn theme(cookie: Option<&str>) -> String {
    cookie.filter(|name| ["light", "dark"].contains(name)).unwrap_or_default().to_owned()
}

/// The address of a request, without what was done just before it.
pub(crate) fn here(request: &Request) -> String {
    let query = request.query.0.iter().filter(|(key, _)| key != "done");
    let query: Vec<String> = query.map(|(key, value)| format!("{}={}", encoded(key), encoded(value))).collect();
    if query.is_empty() { request.path.clone() } else { format!("{}?{}", request.path, query.join("&")) }
}

/// A text as part of an address.
#[must_use]
pub(crate) fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn rail(ask: &Ask<'_>, here: Section, counts: &Counts) -> Vec<Block> {
    let l = ask.lang;
    let entry = |section, name, href, count| Entry { name, href, count, here: section == here };
    let mut governance = vec![
        entry(Section::Why, l.s("为什么", "Why"), "/console/why", None),
        entry(Section::Analysis, l.s("归属分析", "Analysis"), "/console/analysis", None),
        entry(Section::Reviews, l.s("访问复核", "Access reviews"), "/console/reviews", Some(counts.open_reviews)),
    ];
    if ask.may(Right::Audit) {
        governance.push(entry(Section::Audit, l.s("审计", "Audit"), "/console/audit", None));
    }
    vec![
        Block { name: "", entries: vec![entry(Section::Overview, l.s("概览", "Overview"), "/console", None)] },
        Block {
            name: l.s("归属", "Belonging"),
            entries: vec![
                entry(Section::Groups, l.s("用户组", "Groups"), "/console/groups", Some(counts.groups)),
                entry(Section::People, l.s("人员", "People"), "/console/people", Some(counts.people)),
                entry(
                    Section::Departments,
                    l.s("部门", "Departments"),
                    "/console/departments",
                    Some(counts.departments),
                ),
            ],
        },
        Block {
            name: l.s("访问", "Access"),
            entries: vec![
                entry(Section::Documents, l.s("文档", "Documents"), "/console/documents", Some(counts.documents)),
                entry(Section::Apps, l.s("应用", "Apps"), "/console/apps", Some(counts.apps)),
                entry(Section::Doors, l.s("门", "Doors"), "/console/doors", Some(counts.doors)),
                entry(
                    Section::ReviewGroups,
                    l.s("评审人员组", "Review groups"),
                    "/console/review-groups",
                    Some(counts.review_groups),
                ),
            ],
        },
        Block { name: l.s("治理", "Governance"), entries: governance },
        Block {
            name: l.s("系统", "System"),
            entries: vec![
                entry(Section::Settings, l.s("设置", "Settings"), "/console/settings", None),
                entry(Section::Developers, l.s("开发者", "Developers"), "/console/developers", None),
            ],
        },
    ]
}
