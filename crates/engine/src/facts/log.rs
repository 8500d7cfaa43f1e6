//! Rows that join two things, as they come while a base is built: packed at once, so that ten million take little room.
//!
//! They mostly come by ascending `A`. Where they start again from a smaller one (another table with rows of the same kind) a new
//! run begins, and runs are merged in the end. Rows in no order at all are sorted.

use std::marker::PhantomData;

use menjin_model::Span;

use super::known::{Id, Known, Wanted};
use super::rows::{Rows, Writer};
use super::value::Value;

/// So many runs are merged; what comes then is sorted.
const RUNS: usize = 16;

const SAME_KEY: u8 = 1;
const TAG_SHIFT: u32 = 1;
const KIND_SHIFT: u32 = 3;

/// Rows as they came.
#[derive(Debug)]
pub(super) struct Log<A, B, V> {
    runs: Vec<Run>,
    /// The spans other than [`Span::ALWAYS`], with the numbers of their rows.
    spans: Vec<(usize, Span)>,
    len: usize,
    is_sorted: bool,
    kinds: PhantomData<(A, B, V)>,
}

/// Rows whose `A` does not descend.
#[derive(Debug)]
struct Run {
    bytes: Vec<u8>,
    /// The number of the first row.
    first: usize,
    key: i64,
    number: i64,
}

/// A row in codes.
#[derive(Debug, Clone, Copy)]
struct Row {
    a: u32,
    b: u32,
    tag: u8,
    /// Which row it is, counted as they came.
    number: usize,
}

impl<A, B, V> Default for Log<A, B, V> {
    fn default() -> Self {
        Self { runs: Vec::new(), spans: Vec::new(), len: 0, is_sorted: true, kinds: PhantomData }
    }
}

impl<A: Id, B: Id, V: Value> Log<A, B, V> {
    /// Takes a row.
    pub(super) fn push(&mut self, a: A, b: B, value: V) {
        let (_, key) = a.parts();
        if self.runs.last().is_none_or(|run| key < run.key && self.is_sorted) {
            if self.runs.len() < RUNS {
                self.runs.push(Run { bytes: Vec::new(), first: self.len, key: 0, number: 0 });
            } else {
                self.is_sorted = false;
            }
        }
        let (tag, span) = value.split();
        if span != Span::ALWAYS {
            self.spans.push((self.len, span));
        }
        if let Some(run) = self.runs.last_mut() {
            run.push(key, b.parts(), tag);
        }
        self.len += 1;
    }

    /// Notes the ids that have no codes.
    pub(super) fn want(&self, known: &Known, wanted: &mut Wanted) {
        for run in &self.runs {
            for row in run.read::<A, B>() {
                row.codes(known, wanted);
            }
        }
    }

    /// The rows by `A`, and the spans by codes of both. Of rows about the same two things the last counts; what has no codes is
    /// left out and noted.
    pub(super) fn rows(&self, known: &Known, wanted: &mut Wanted) -> (Rows, Vec<(u32, u32, Span)>) {
        let mut into = Into {
            writer: Writer::new(A::count(known), B::count(known), V::TAG_BITS, self.len),
            spans: Vec::new(),
            log_spans: &self.spans,
        };
        if self.is_sorted {
            self.merge(known, wanted, &mut into);
        } else {
            self.sort(known, wanted, &mut into);
        }
        (into.writer.finish(), into.spans)
    }

    fn merge(&self, known: &Known, wanted: &mut Wanted, into: &mut Into<'_>) {
        let mut runs: Vec<_> = self.runs.iter().map(|run| run.read::<A, B>().peekable()).collect();
        let mut row = Vec::new();
        while let Some(least) = runs.iter_mut().filter_map(|run| run.peek().map(|next| next.a)).min() {
            row.clear();
            let mut key = None;
            for run in &mut runs {
                while let Some(raw) = run.next_if(|next| next.a == least) {
                    // The code of an `A` is looked up once for all its rows.
                    key = key.or_else(|| least.code(known));
                    match (key, raw.b.code(known)) {
                        (Some(a), Some(b)) => row.push(Row { a, b, tag: raw.tag, number: raw.number }),
                        _ => raw.want(known, wanted),
                    }
                }
            }
            if !row.is_sorted_by(|one, next| one.b < next.b) {
                row.sort_unstable_by_key(|row| (row.b, row.number));
            }
            into.push(&row);
        }
    }

    fn sort(&self, known: &Known, wanted: &mut Wanted, into: &mut Into<'_>) {
        let mut rows = Vec::with_capacity(self.len);
        for run in &self.runs {
            rows.extend(run.read::<A, B>().filter_map(|raw| raw.codes(known, wanted)));
        }
        rows.sort_unstable_by_key(|row| (row.a, row.b, row.number));
        into.push(&rows);
    }
}

/// Where sorted rows go.
struct Into<'l> {
    writer: Writer,
    spans: Vec<(u32, u32, Span)>,
    log_spans: &'l [(usize, Span)],
}

impl Into<'_> {
    /// Rows by `A` and `B`, of which the last of the same two counts.
    fn push(&mut self, rows: &[Row]) {
        let mut rows = rows.iter().peekable();
        while let Some(row) = rows.next() {
            if rows.peek().is_some_and(|next| (next.a, next.b) == (row.a, row.b)) {
                continue;
            }
            self.writer.push(row.a, row.b, u64::from(row.tag));
            if let Ok(index) = self.log_spans.binary_search_by_key(&row.number, |(number, _)| *number)
                && let Some((_, span)) = self.log_spans.get(index)
            {
                self.spans.push((row.a, row.b, *span));
            }
        }
    }
}

/// A row as it is read back.
struct Raw<A, B> {
    a: A,
    b: B,
    tag: u8,
    number: usize,
}

impl<A: Id, B: Id> Raw<A, B> {
    fn codes(&self, known: &Known, wanted: &mut Wanted) -> Option<Row> {
        if let (Some(a), Some(b)) = (self.a.code(known), self.b.code(known)) {
            return Some(Row { a, b, tag: self.tag, number: self.number });
        }
        self.want(known, wanted);
        None
    }

    fn want(&self, known: &Known, wanted: &mut Wanted) {
        if self.a.code(known).is_none() {
            self.a.want(wanted);
        }
        if self.b.code(known).is_none() {
            self.b.want(wanted);
        }
    }
}

impl Run {
    fn push(&mut self, key: i64, (kind, number): (u8, i64), tag: u8) {
        let is_same = key == self.key;
        let head = u8::from(is_same) | tag << TAG_SHIFT | kind << KIND_SHIFT;
        self.bytes.push(head);
        if !is_same {
            put(&mut self.bytes, key.wrapping_sub(self.key));
        }
        put(&mut self.bytes, number.wrapping_sub(self.number));
        (self.key, self.number) = (key, number);
    }

    fn read<A: Id, B: Id>(&self) -> impl Iterator<Item = Raw<A, B>> + '_ {
        let mut bytes = self.bytes.iter();
        let (mut key, mut last) = (0_i64, 0_i64);
        let mut number = self.first;
        std::iter::from_fn(move || {
            let head = *bytes.next()?;
            if head & SAME_KEY == 0 {
                key = key.wrapping_add(take(&mut bytes));
            }
            last = last.wrapping_add(take(&mut bytes));
            let b = B::from_parts(head >> KIND_SHIFT, last);
            number += 1;
            Some(Raw { a: A::from_parts(0, key), b, tag: head >> TAG_SHIFT & 3, number: number - 1 })
        })
    }
}

/// Small numbers of either sign in few bytes: seven bits each, the highest tells that there is more.
fn put(bytes: &mut Vec<u8>, number: i64) {
    let mut rest = (number << 1 ^ number >> 63).cast_unsigned();
    while rest > 0x7f {
        bytes.push(rest.to_le_bytes()[0] | 0x80);
        rest >>= 7;
    }
    bytes.push(rest.to_le_bytes()[0]);
}

fn take(bytes: &mut std::slice::Iter<'_, u8>) -> i64 {
    let (mut number, mut shift) = (0_u64, 0);
    for byte in bytes {
        number |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
    }
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}
