//! The way out: webhooks over HTTP, e-mails over SMTP. The only place of the server that calls somebody.

mod address;
mod mail;
mod post;

use menjin_service::governance::notice::outbox::{BoxFuture, Carrier, Mail, Post};

pub use mail::{Smtp, WrongSmtp};

/// How notices leave.
#[derive(Debug)]
pub struct Outgoing {
    poster: post::Poster,
    smtp: Option<Smtp>,
}

impl Outgoing {
    /// With `private`, webhooks may also be in networks that are not public; without `smtp` there are no e-mails.
    #[must_use]
    pub fn new(private: bool, smtp: Option<Smtp>) -> Self {
        Self { poster: post::Poster::new(private), smtp }
    }
}

impl Carrier for Outgoing {
    fn post<'a>(&'a self, post: &'a Post) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(self.poster.send(post))
    }

    fn mail<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            match &self.smtp {
                Some(smtp) => smtp.send(mail).await,
                None => Err("no SMTP server is set up".to_owned()),
            }
        })
    }
}
