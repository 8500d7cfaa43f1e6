//! Futures that never wait.
//!
//! SQLite calls block, so an operation on it is ready at its first poll and needs no runtime, no waker and no thread of its
//! own. One that is not ready waits for something foreign (a socket, a timer) inside a transaction: a mistake.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use crate::StoreError;

/// The output of a future that must be ready.
pub(super) fn now<F: Future>(future: F) -> Result<F::Output, StoreError> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(StoreError::Misuse("an operation waits for something that is not the database")),
    }
}
