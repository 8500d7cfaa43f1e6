//! Reads back everything over HTTP: which groups there are, and who is in them.

use std::{
    collections::HashSet,
    net::SocketAddr,
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use serde_json::Value;
use tokio::{task::JoinSet, time::sleep};

use super::{
    company::{self, COMPANIES},
    history::Found,
};
use crate::bench::load::Client;

/// How long one page may take, with all tries.
const PATIENCE: Duration = Duration::from_mins(1);
/// Before a page is asked for again.
const AGAIN: Duration = Duration::from_millis(200);

/// What there is, in all companies.
pub(super) async fn everything(address: SocketAddr) -> anyhow::Result<Found> {
    let tokens = company::tokens(address).await?;
    let mut tasks = JoinSet::new();
    for (company, token) in (0..COMPANIES).zip(tokens) {
        tasks.spawn(one_company(address, company, token));
    }
    let mut found = Found::new();
    for part in tasks.join_all().await {
        found.extend(part?);
    }
    Ok(found)
}

async fn one_company(address: SocketAddr, company: usize, token: String) -> anyhow::Result<Found> {
    let mut reader = Reader { address, token, client: None };
    let groups = reader.list("/open-apis/contact/v3/group/simplelist?page_size=100", "grouplist", "id").await?;
    let mut found = Found::new();
    for group in groups {
        let path =
            format!("/open-apis/contact/v3/group/{group}/member/simplelist?member_id_type=user_id&page_size=100");
        let people = reader.list(&path, "memberlist", "member_id").await?;
        let people: HashSet<usize> = people.iter().filter_map(|one| company::number(one)).collect();
        found.insert((company, group), people);
    }
    Ok(found)
}

struct Reader {
    address: SocketAddr,
    token: String,
    client: Option<Client>,
}

impl Reader {
    /// One field of all entries of a list, page after page.
    async fn list(&mut self, path: &str, list: &str, field: &str) -> anyhow::Result<Vec<String>> {
        let mut all = Vec::new();
        let mut page = path.to_owned();
        loop {
            let data = self.page(&page).await?;
            let entries = data.get(list).and_then(Value::as_array).with_context(|| format!("{page}: no {list}"))?;
            all.extend(entries.iter().filter_map(|entry| Some(entry.get(field)?.as_str()?.to_owned())));
            if data.get("has_more") != Some(&Value::Bool(true)) {
                return Ok(all);
            }
            let token = data.get("page_token").and_then(Value::as_str).context("no page_token")?;
            page = format!("{path}&page_token={token}");
        }
    }

    /// The data of a page, however often it takes to get it.
    async fn page(&mut self, path: &str) -> anyhow::Result<Value> {
        let started = Instant::now();
        loop {
            let tried = tokio::time::timeout(PATIENCE, self.once(path)).await.context("no answer")?;
            match tried {
                Ok(data) => return Ok(data),
                Err(error) => {
                    self.client = None;
                    ensure!(started.elapsed() < PATIENCE, "{path}: {error:#}");
                }
            }
            sleep(AGAIN).await;
        }
    }

    async fn once(&mut self, path: &str) -> anyhow::Result<Value> {
        if self.client.is_none() {
            self.client = Some(Client::connect(self.address).await?);
        }
        let client = self.client.as_mut().context("no connection")?;
        let mut body = client.get(path, Some(&self.token)).await?.success()?;
        Ok(body.get_mut("data").map(Value::take).unwrap_or_default())
    }
}
