//! E-mails: plain text over SMTP.

use std::time::Duration;

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use menjin_service::governance::notice::outbox::Mail;

/// How long a command may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// A server that takes e-mails, and in whose name they go out.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("from", &self.from).finish_non_exhaustive()
    }
}

/// Why there will be no e-mails. Says nothing of the URL, which may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongSmtp {
    /// The URL is none.
    Url,
    /// The sender is no address.
    From,
}

impl Smtp {
    /// The one behind `smtp://`, `smtp://…?tls=required` or `smtps://USER:PASSWORD@HOST:PORT`, for e-mails from `from`.
    pub fn new(url: &str, from: &str) -> Result<Self, WrongSmtp> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| WrongSmtp::Url)?;
        let from = from.parse().map_err(|_| WrongSmtp::From)?;
        Ok(Self { transport: transport.timeout(Some(PATIENCE)).build(), from })
    }

    /// One attempt.
    pub(super) async fn send(&self, mail: &Mail) -> Result<(), String> {
        let to: Mailbox = mail.to.parse().map_err(|_| "the address is none".to_owned())?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(&mail.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text.clone())
            .map_err(|error| error.to_string())?;
        self.transport.send(message).await.map(drop).map_err(|error| error.to_string())
    }
}
