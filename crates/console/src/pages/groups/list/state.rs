//! What the address of the list says: filters, sort, page.

use menjin_api::menjin::group::{
    Level,
    list::{Order, Query, Sort},
};

use super::super::tell::encoded;
use crate::request::Fields;

/// What the address says; what nobody understands is as if it were not there.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) q: String,
    pub(super) kind: Option<i64>,
    pub(super) min: String,
    pub(super) max: String,
    pub(super) risk: Option<Level>,
    pub(super) sort: Sort,
    pub(super) order: Option<Order>,
    pub(super) page: usize,
}

impl State {
    pub(super) fn of(fields: &Fields) -> Self {
        Self {
            q: fields.get("q").to_owned(),
            kind: fields.get("type").parse().ok().filter(|kind| (1..=2).contains(kind)),
            min: number(fields.get("members_min")),
            max: number(fields.get("members_max")),
            risk: Level::parse(fields.get("risk")),
            sort: Sort::parse(fields.get("sort")).unwrap_or_default(),
            order: Order::parse(fields.get("order")),
            page: fields.get("page").parse().unwrap_or(1),
        }
    }

    pub(super) fn query(&self) -> Query {
        Query {
            r#type: self.kind,
            q: Some(self.q.clone()).filter(|text| !text.is_empty()),
            members_min: self.min.parse().ok(),
            members_max: self.max.parse().ok(),
            risk: self.risk,
            sort: self.sort,
            order: self.order,
            page_token: None,
            page_size: None,
        }
    }

    /// The address of a page of the same list; what says nothing is left out.
    pub(super) fn href(&self, page: usize) -> String {
        let kind = self.kind.map(|kind| kind.to_string()).unwrap_or_default();
        let page = if page > 1 { page.to_string() } else { String::new() };
        let sort = if self.sort == Sort::default() { "" } else { self.sort.as_str() };
        let order = self.order.filter(|order| *order != self.sort.usual()).map_or("", Order::as_str);
        let fields = [
            ("q", self.q.as_str()),
            ("type", &kind),
            ("members_min", &self.min),
            ("members_max", &self.max),
            ("risk", self.risk.map_or("", Level::as_str)),
            ("sort", sort),
            ("order", order),
            ("page", &page),
        ];
        let said = fields.iter().filter(|(_, value)| !value.is_empty());
        let said: Vec<String> = said.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        if said.is_empty() { "/console/groups".to_owned() } else { format!("/console/groups?{}", said.join("&")) }
    }

    /// The address of the same list sorted so, from the first page on.
    pub(super) fn sorted(&self, sort: Sort, order: Order) -> String {
        Self { sort, order: Some(order), ..self.clone() }.href(1)
    }
}

/// A number as it was typed, or nothing.
fn number(text: &str) -> String {
    text.parse::<i64>().map(|number| number.max(0).to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::State;
    use crate::request::Fields;

    fn state(fields: &[(&str, &str)]) -> State {
        State::of(&Fields(fields.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()))
    }

    #[test]
    fn the_address_holds_what_was_chosen_and_nothing_else() {
        assert_eq!(state(&[("q", ""), ("type", ""), ("sort", "updated")]).href(1), "/console/groups");
        let chosen =
            state(&[("q", "a&b"), ("risk", "high"), ("sort", "name"), ("order", "desc"), ("members_min", "x")]);
        assert_eq!(chosen.href(3), "/console/groups?q=a%26b&risk=high&sort=name&order=desc&page=3");
    }
}
