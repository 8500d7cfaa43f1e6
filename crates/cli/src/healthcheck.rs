//! `menjin healthcheck`: for containers and scripts that have no HTTP client.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use clap::Args;

use crate::{config, exit::Failure, output::remark};

const PATIENCE: Duration = Duration::from_secs(5);

/// Whom to ask.
#[derive(Debug, Args)]
pub(crate) struct Healthcheck {
    /// Address and port of the server.
    #[arg(long, env = "MENJIN_LISTEN", value_name = "ADDR", default_value = config::LISTEN)]
    listen: String,
}

impl Healthcheck {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let address = config::address(&self.listen)?;
        let asked = || -> std::io::Result<String> {
            let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
            let mut answer = String::new();
            stream.take(64 << 10).read_to_string(&mut answer)?;
            Ok(answer)
        };
        let answer = asked().map_err(|error| Failure::network(format!("no answer from {address}: {error}")))?;
        if answer.starts_with("HTTP/1.1 200 ") {
            remark("ready");
            return Ok(());
        }
        Err(Failure::internal(answer.lines().last().unwrap_or("not ready").to_owned()))
    }
}
