//! A future whose panic is an answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use crate::StoreError;

/// The output of a future; if it panics, [`StoreError::Panicked`].
pub(super) async fn caught<T>(future: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    let mut future = pin!(future);
    std::future::poll_fn(|cx| {
        // After a panic it is not polled again.
        catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))).unwrap_or(Poll::Ready(Err(StoreError::Panicked)))
    })
    .await
}
