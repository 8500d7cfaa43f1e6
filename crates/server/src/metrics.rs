//! What operators watch: requests by call and status, how long they took.

use std::{fmt, sync::Arc, time::Duration};

use http::StatusCode;
use menjin_service::Cx;
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric, text::encode},
    metrics::{
        counter::{ConstCounter, Counter},
        family::Family,
        histogram::Histogram,
    },
    registry::Registry,
};

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    call: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CallLabel {
    call: &'static str,
}

/// The figures of one server. Clones share them.
#[derive(Debug, Clone)]
pub(crate) struct Metrics(Arc<Figures>);

#[derive(Debug)]
struct Figures {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Family<CallLabel, Histogram, fn() -> Histogram>,
}

/// Upper bounds in seconds: from a cached read to a slow disk.
const BUCKETS: [f64; 10] = [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.05, 0.25, 1.0];

/// The log of decisions, which counts by itself.
#[derive(Debug)]
struct Decisions(Arc<Cx>);

impl Collector for Decisions {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let (kept, dropped) = self.0.decisions.counts();
        let counters = [
            ("decisions_logged", "Decisions that were written to the log", kept),
            ("decisions_dropped", "Decisions that the log let go because too many waited", dropped),
        ];
        for (name, help, count) in counters {
            let counter = ConstCounter::new(count);
            counter.encode(encoder.encode_descriptor(name, help, None, counter.metric_type())?)?;
        }
        Ok(())
    }
}

impl Metrics {
    /// Figures of a server over `cx`, all at zero.
    pub(crate) fn of(cx: &Arc<Cx>) -> Self {
        let mut registry = Registry::with_prefix("menjin");
        let requests = Family::default();
        let seconds: Family<_, _, fn() -> Histogram> = Family::new_with_constructor(|| Histogram::new(BUCKETS));
        registry.register("requests", "Answered requests by call and status", requests.clone());
        registry.register_collector(Box::new(Decisions(Arc::clone(cx))));
        registry.register("request_seconds", "Time from the request's head to its answer", seconds.clone());
        Self(Arc::new(Figures { registry, requests, seconds }))
    }
}

impl Metrics {
    /// Counts one answer.
    pub(crate) fn count(&self, call: &'static str, status: StatusCode, took: Duration) {
        self.0.requests.get_or_create(&Labels { call, status: status.as_u16() }).inc();
        self.0.seconds.get_or_create(&CallLabel { call }).observe(took.as_secs_f64());
    }

    /// All figures as OpenMetrics text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = encode(&mut text, &self.0.registry);
        text
    }
}
