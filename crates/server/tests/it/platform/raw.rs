//! Bytes as they go over the socket: what no HTTP library would send or show.

use std::time::Duration;

use menjin_testkit::TestServer;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// Silence for so long means that nothing more will come.
const SILENCE: Duration = Duration::from_secs(5);

/// Sends these bytes and reads an answer for each request in them, or what comes until the server closes.
pub(crate) async fn exchange(server: &TestServer, bytes: &[u8]) -> String {
    let mut stream = connect(server).await;
    stream.write_all(bytes).await.unwrap();
    let sent = String::from_utf8_lossy(bytes);
    let requests: Vec<&str> = sent.lines().filter(|line| line.ends_with(" HTTP/1.1")).collect();
    let bodies: Vec<bool> = requests.iter().map(|line| !line.starts_with("HEAD ")).collect();
    read(&mut stream, if bodies.is_empty() { &[true] } else { &bodies }).await
}

/// A connection.
pub(crate) async fn connect(server: &TestServer) -> TcpStream {
    TcpStream::connect(server.address()).await.unwrap()
}

/// The next answer, or what comes until the server closes.
pub(crate) async fn rest(stream: &mut TcpStream) -> String {
    read(stream, &[true]).await
}

/// As many answers as there are items, each saying whether it has a body.
async fn read(stream: &mut TcpStream, bodies: &[bool]) -> String {
    let mut all = Vec::new();
    let mut some = vec![0; 16 << 10];
    while !are_complete(&all, bodies) {
        match timeout(SILENCE, stream.read(&mut some)).await {
            Ok(Ok(count)) if count > 0 => all.extend_from_slice(&some[..count]),
            _ => break,
        }
    }
    String::from_utf8_lossy(&all).into_owned()
}

fn are_complete(bytes: &[u8], bodies: &[bool]) -> bool {
    let mut rest = String::from_utf8_lossy(bytes).into_owned();
    for has_body in bodies {
        let Some((head, after)) = rest.split_once("\r\n\r\n") else { return false };
        let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
        let length: usize = length.filter(|_| *has_body).map_or(0, |length| length.parse().unwrap());
        if after.len() < length {
            return false;
        }
        rest = after[length..].to_owned();
    }
    true
}
