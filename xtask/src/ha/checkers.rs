//! Those who look: whether somebody removed is still shown, and what the server says of itself.

use std::{sync::Arc, time::Duration};

use tokio::{
    task::JoinSet,
    time::{MissedTickBehavior, interval, timeout},
};

use super::{
    company::person,
    history::{BATCH, Fact, Look, What},
    record::{Health, Run},
    server,
};
use crate::bench::load::{Answer, Client};

/// 20 times a second.
const LOOK: Duration = Duration::from_millis(50);
const HEALTH: Duration = Duration::from_millis(250);
/// Then a look has come to nothing.
const PATIENCE: Duration = Duration::from_secs(20);

/// Starts them; they end when the run is over.
pub(super) fn start(run: &Arc<Run>) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    tasks.spawn(look(Arc::clone(run)));
    tasks.spawn(health(Arc::clone(run)));
    tasks
}

/// Every look on a connection of its own, so that one that waits holds up no other.
async fn look(run: Arc<Run>) {
    let mut ticks = interval(LOOK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut looks = JoinSet::new();
    for number in 0.. {
        ticks.tick().await;
        while looks.try_join_next().is_some() {}
        if run.is_over() {
            break;
        }
        let Some(fact) = run.note(|notes| notes.removal(number).cloned()) else { continue };
        looks.spawn(one(Arc::clone(&run), fact, number));
    }
    looks.join_all().await;
}

async fn one(run: Arc<Run>, fact: Fact, number: usize) {
    let asked = run.now();
    let answer = timeout(PATIENCE, groups_of(&run, &fact, number)).await.ok().and_then(Result::ok);
    let shown = answer.as_ref().and_then(|answer| shown(answer, &fact));
    run.note(|notes| {
        if let Some(shown) = shown {
            notes.looks.push(Look { fact, asked, shown });
            return;
        }
        notes.unanswered += 1;
        if let Some(text) = answer.as_ref().and_then(blames_us) {
            notes.wrong(&format!("{:.1} s, a look: {text}", asked.as_secs_f64()));
        }
    });
}

/// The answer's text, when it is no failure of the server's own: the question was a valid one.
fn blames_us(answer: &Answer) -> Option<String> {
    let own = answer.status.is_server_error() || answer.status.as_u16() == 429;
    (!own).then(|| format!("{}: {}", answer.status, String::from_utf8_lossy(&answer.body)))
}

/// Asks for all groups of the person; of a batch any one. They fit a page.
async fn groups_of(run: &Run, fact: &Fact, number: usize) -> anyhow::Result<Answer> {
    let number = match fact.what {
        What::Person(person) => person,
        What::Batch(first) => first + number % BATCH,
        What::Group => 0,
    };
    let path = format!(
        "/open-apis/contact/v3/group/member_belong?member_id={}&member_id_type=user_id&page_size=1000",
        person(number)
    );
    Client::connect(run.address).await?.get(&path, Some(run.token(fact.company))).await
}

/// Whether the group is among them; `None` when that was not answered.
fn shown(answer: &Answer, fact: &Fact) -> Option<bool> {
    let body = answer.success().ok()?;
    let groups = body.pointer("/data/group_list")?.as_array()?;
    Some(groups.iter().any(|group| group.as_str() == Some(&fact.group)))
}

async fn health(run: Arc<Run>) {
    let mut ticks = interval(HEALTH);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !run.is_over() {
        ticks.tick().await;
        let at = run.now();
        let (alive, ready) =
            tokio::join!(server::status(run.address, "/healthz"), server::status(run.address, "/readyz"));
        let health = Health { at, alive: alive == Some(200), ready: ready == Some(200) };
        run.note(|notes| notes.health.push(health));
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use serde_json::{Value, json};

    use super::*;

    fn answer(status: StatusCode, body: &Value) -> Answer {
        Answer { status, body: body.to_string().into() }
    }

    #[test]
    fn only_a_success_is_a_yes_or_a_no() {
        let fact = Fact { company: 0, group: "w00-001".to_owned(), what: What::Person(1) };
        let list = |groups: &[&str]| answer(StatusCode::OK, &json!({"code": 0, "data": {"group_list": groups}}));

        assert_eq!(shown(&list(&["w00-000", "w00-001"]), &fact), Some(true));
        assert_eq!(shown(&list(&["w00-000"]), &fact), Some(false));
        assert_eq!(shown(&answer(StatusCode::INTERNAL_SERVER_ERROR, &json!({"code": 40003})), &fact), None);
        assert_eq!(shown(&answer(StatusCode::OK, &json!({"code": 0, "data": {}})), &fact), None);
    }
}
