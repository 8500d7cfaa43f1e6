//! Stands between a node and its server, and can freeze or cut what runs through it.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Pass,
    /// Nothing comes through, and nobody is told.
    Freeze,
    /// Connections end, and new ones end at once.
    Cut,
}

pub(super) struct Proxy {
    address: SocketAddr,
    mode: Arc<watch::Sender<Mode>>,
}

impl Proxy {
    pub(super) async fn start(url: &str) -> Self {
        let server = host(url).to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mode = Arc::new(watch::Sender::new(Mode::Pass));
        let modes = Arc::clone(&mode);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                if *modes.borrow() != Mode::Cut {
                    let far = TcpStream::connect(&server).await.unwrap();
                    let ((near_in, near_out), (far_in, far_out)) = (near.into_split(), far.into_split());
                    tokio::spawn(carry(near_in, far_out, modes.subscribe()));
                    tokio::spawn(carry(far_in, near_out, modes.subscribe()));
                }
            }
        });
        Self { address, mode }
    }

    /// The same database, seen through this.
    pub(super) fn url(&self, url: &str) -> String {
        url.replace(host(url), &self.address.to_string())
    }

    pub(super) fn pass(&self) {
        self.mode.send_replace(Mode::Pass);
    }

    pub(super) fn freeze(&self) {
        self.mode.send_replace(Mode::Freeze);
    }

    pub(super) fn cut(&self) {
        self.mode.send_replace(Mode::Cut);
    }
}

fn host(url: &str) -> &str {
    url.split_once('@').unwrap().1.split('/').next().unwrap()
}

async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut mode: watch::Receiver<Mode>) {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = tokio::select! {
            read = from.read(&mut buffer) => read,
            _ = mode.wait_for(|mode| *mode == Mode::Cut) => return,
        };
        let Ok(length @ 1..) = read else { return };
        if *mode.wait_for(|mode| *mode != Mode::Freeze).await.unwrap() == Mode::Cut {
            return;
        }
        if to.write_all(&buffer[..length]).await.is_err() {
            return;
        }
    }
}
