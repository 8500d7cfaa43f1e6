//! How a command ends when it does not succeed.

use std::process::ExitCode;

use menjin_store::StoreError;

/// Exit codes, as the documentation lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Code {
    /// Bad arguments or input.
    Input = 2,
    /// The server does not let whoever asks do so.
    Denied = 3,
    /// The network.
    Network = 4,
    /// Anything that is not the caller's fault.
    Internal = 5,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        Self::from(code as u8)
    }
}

/// How a command ends that did what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Done; where the question was yes or no: yes.
    Done,
    /// The answer is no, or a test was missed: exit code 1.
    No,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Done => Self::SUCCESS,
            Ending::No => Self::from(1),
        }
    }
}

/// Why a command failed, and with which exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) code: Code,
    pub(crate) text: String,
}

impl Failure {
    pub(crate) fn input(text: impl Into<String>) -> Self {
        Self { code: Code::Input, text: text.into() }
    }

    pub(crate) fn denied(text: impl Into<String>) -> Self {
        Self { code: Code::Denied, text: text.into() }
    }

    pub(crate) fn network(text: impl Into<String>) -> Self {
        Self { code: Code::Network, text: text.into() }
    }

    pub(crate) fn internal(text: impl Into<String>) -> Self {
        Self { code: Code::Internal, text: text.into() }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::InUse { .. }
            | StoreError::NotOurs { .. }
            | StoreError::Newer { .. }
            | StoreError::Url { .. }
            | StoreError::Login { .. }
            | StoreError::Foreign { .. }
            | StoreError::Older { .. }
            | StoreError::Ahead { .. } => Self::input(error.to_string()),
            StoreError::Away { .. } => {
                Self::network(format!("{error}\nhint: does the server run, and are host and port of its URL right?"))
            }
            StoreError::ReadOnly { .. } | StoreError::Stale => Self::network(error.to_string()),
            other => Self::internal(other.to_string()),
        }
    }
}

/// Runs a command that waits for others.
pub(crate) fn block_on<T>(command: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::internal(error.to_string()))?;
    let done = runtime.block_on(command);
    runtime.shutdown_background();
    done
}
