//! The binary as a child process, and the plainest client there is.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Mutex,
        mpsc::{Receiver, channel},
    },
    time::Duration,
};

use serde_json::{Value, json};

/// How long anything may take before the test gives up on it.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running server.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    lines: Mutex<Receiver<String>>,
}

/// An answer: status and body, or nothing when the connection broke.
pub(crate) type Answer = Option<(u16, Value)>;

/// The binary with these arguments.
pub(crate) fn menjin<S: AsRef<OsStr>>(arguments: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_menjin"));
    command.args(arguments).stdin(Stdio::null());
    for name in [
        "MENJIN_LISTEN",
        "MENJIN_DATABASE",
        "MENJIN_DATABASE_FILE",
        "MENJIN_CONFIG",
        "MENJIN_FIXTURE",
        "MENJIN_DEV",
        "MENJIN_KEY",
        "RUST_LOG",
    ] {
        command.env_remove(name);
    }
    command
}

/// `serve` on a free port with the database in `folder`.
pub(crate) fn serve(folder: &Path, more: &[&str]) -> Command {
    let database = format!("sqlite:{}", folder.join("menjin.db").display());
    let mut command = menjin(&["serve", "--listen", "127.0.0.1:0", "--controls", "--database", &database]);
    command.args(more).stdout(Stdio::null());
    command
}

impl Server {
    /// Starts it and waits until it listens.
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut said = Vec::new();
        let address = loop {
            let Ok(line) = lines.recv_timeout(PATIENCE) else { panic!("the server did not start: {said:#?}") };
            let event: Value = serde_json::from_str(&line).unwrap_or_default();
            if event["message"] == "listening" {
                break event["address"].as_str().unwrap().parse().unwrap();
            }
            said.push(line);
        };
        Self { child, address, lines: Mutex::new(lines) }
    }

    /// Sends one request. `None` when no whole answer came.
    pub(crate) fn send(&self, method: &str, path: &str, token: Option<&str>, body: &Value) -> Answer {
        request(self.address, method, path, token, body)
    }

    /// The tenant token of the test company's app.
    pub(crate) fn token(&self) -> String {
        let body = json!({"app_id": super::company::APP, "app_secret": super::company::SECRET});
        let (_, answer) = self.send("POST", "/open-apis/auth/v3/tenant_access_token/internal", None, &body).unwrap();
        answer["tenant_access_token"].as_str().unwrap_or_else(|| panic!("no token: {answer}")).to_owned()
    }

    /// SIGKILL: nothing of the process gets to run any more.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, and waits for the end.
    pub(crate) fn terminate(mut self) -> (ExitStatus, Vec<String>) {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        self.ended()
    }

    /// Waits for the end; what it said until then.
    pub(crate) fn ended(&mut self) -> (ExitStatus, Vec<String>) {
        let mut said = Vec::new();
        let lines = self.lines.get_mut().unwrap();
        // The channel closes when the process has closed its stderr.
        while let Ok(line) = lines.recv_timeout(PATIENCE) {
            said.push(line);
        }
        (self.child.wait().unwrap(), said)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One request on a connection of its own.
pub(crate) fn request(address: SocketAddr, method: &str, path: &str, token: Option<&str>, body: &Value) -> Answer {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let authorization = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{authorization}Content-Length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "))?.parse::<usize>().ok()?;
    let status = head.get(9..12)?.parse().ok()?;
    (body.len() == length).then(|| (status, serde_json::from_str(body).unwrap_or(Value::Null)))
}
