//! The processes of a run: who they run as, how they are found, how they end.
//!
//! Every process works in a folder below the run's own temporary folder, and so do its children: PostgreSQL's move into
//! their data folder, Patroni's stay in Patroni's. So the working folder tells which processes are a node's, also those
//! that a node left behind when it was killed, and the run ends by killing whatever still works below its folder.

use std::{
    fs::{self, File},
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, anyhow, ensure};
use tempfile::TempDir;
use tokio::time::sleep;

/// How long killed processes may take to vanish.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a process may take to end by itself.
const STOP: Duration = Duration::from_secs(30);

/// Whom the database runs as: `initdb` and `postgres` refuse root.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owner(Option<(u32, u32)>);

impl Owner {
    /// The user `postgres` when we are root, ourselves otherwise.
    pub(super) fn find() -> anyhow::Result<Self> {
        if id(&["-u"])? != 0 {
            return Ok(Self(None));
        }
        Ok(Self(Some((id(&["-u", "postgres"])?, id(&["-g", "postgres"])?))))
    }

    /// Gives it a file or folder.
    fn give(self, path: &Path) -> anyhow::Result<()> {
        if let Self(Some((user, group))) = self {
            chown(path, Some(user), Some(group)).with_context(|| path.display().to_string())?;
        }
        Ok(())
    }
}

fn id(arguments: &[&str]) -> anyhow::Result<u32> {
    let output = Command::new("id").args(arguments).output().context("id")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse()?)
}

/// The folder of a run. Its end is the end of every process in it.
#[derive(Debug)]
pub(super) struct Place {
    folder: TempDir,
    owner: Owner,
}

impl Place {
    /// A new folder in `parent`, or where the system has its temporary files; `keep` leaves it there for whoever looks.
    pub(super) fn new(parent: Option<&Path>, keep: bool) -> anyhow::Result<Self> {
        let parent = parent.map_or_else(std::env::temp_dir, Path::to_owned);
        let mut folder = tempfile::Builder::new().prefix("menjin-ha-").tempdir_in(&parent)?;
        folder.disable_cleanup(keep);
        let owner = Owner::find()?;
        owner.give(folder.path())?;
        Ok(Self { folder, owner })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A new folder of the database's user.
    pub(super) fn folder(&self, name: &str) -> anyhow::Result<PathBuf> {
        let folder = self.path().join(name);
        fs::create_dir(&folder)?;
        self.owner.give(&folder)?;
        Ok(folder)
    }

    /// A file of the database's user that nobody else may read.
    pub(super) fn secret(&self, path: &Path, text: &str) -> anyhow::Result<()> {
        secret(path, text)?;
        self.owner.give(path)
    }

    /// Starts a program of the database in `folder`, as the database's user; what it says goes to `log` beside the folder.
    pub(super) fn start(&self, program: &Path, arguments: &[String], folder: &Path) -> anyhow::Result<Process> {
        let mut command = Command::new(program);
        command.args(arguments);
        if let Owner(Some((user, group))) = self.owner {
            command.uid(user).gid(group);
        }
        Process::start(command, &[], folder)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Err(error) = end(self.path()) {
            eprintln!("{error:#}");
        }
    }
}

/// Writes a file that only its owner may read.
pub(super) fn secret(path: &Path, text: &str) -> anyhow::Result<()> {
    use std::{
        io::Write,
        os::unix::fs::{OpenOptionsExt, PermissionsExt},
    };
    let mut file = File::options().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.set_permissions(fs::Permissions::from_mode(0o600))?;
    Ok(file.write_all(text.as_bytes())?)
}

/// A process we started; killed when it goes out of sight.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts `command` in `folder`, in a group of its own, so that a Ctrl-C at the terminal is ours alone.
    pub(super) fn start(mut command: Command, settings: &[(&str, &str)], folder: &Path) -> anyhow::Result<Self> {
        let log = folder.with_extension("log");
        let file = File::options().create(true).append(true).open(&log)?;
        let program = command.get_program().to_string_lossy().into_owned();
        // No settings of whoever runs this, and none of the machine's own services.
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("LANG", "C.UTF-8");
        command.envs(settings.iter().copied());
        let child = command
            .current_dir(folder)
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("{program} did not start"))?;
        Ok(Self { child, log })
    }

    pub(super) fn number(&self) -> u32 {
        self.child.id()
    }

    /// Fails with the last lines it said when it has ended.
    pub(super) fn must_run(&mut self) -> anyhow::Result<()> {
        self.child.try_wait()?.map_or(Ok(()), |status| Err(self.ended(status)))
    }

    /// Waits until it has done its work; fails with the last lines it said when it could not, or takes too long.
    pub(super) async fn finish(mut self, patience: Duration) -> anyhow::Result<()> {
        let started = Instant::now();
        loop {
            match self.child.try_wait()? {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(self.ended(status)),
                None => ensure!(started.elapsed() < patience, "no end after {} s", patience.as_secs()),
            }
            sleep(Duration::from_millis(20)).await;
        }
    }

    fn ended(&self, status: ExitStatus) -> anyhow::Error {
        let said = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = said.lines().collect();
        let last = lines.get(lines.len().saturating_sub(20)..).unwrap_or_default().join("\n");
        anyhow!("a process ended ({status}); the end of {}:\n{last}", self.log.display())
    }

    /// Ends it as an operator would, and waits; when it takes too long, it is killed.
    pub(super) async fn stop(mut self) -> anyhow::Result<()> {
        signal("TERM", &[self.number()])?;
        let started = Instant::now();
        while self.child.try_wait()?.is_none() && started.elapsed() < STOP {
            sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a signal; processes that are gone are no failure.
pub(super) fn signal(name: &str, processes: &[u32]) -> anyhow::Result<()> {
    let numbers: Vec<String> = processes.iter().map(u32::to_string).collect();
    Command::new("kill").arg(format!("-{name}")).args(numbers).stderr(Stdio::null()).status().context("kill")?;
    Ok(())
}

/// Kills everything that works below `folder`, and returns when nothing is left.
pub(super) fn end(folder: &Path) -> anyhow::Result<()> {
    let started = Instant::now();
    loop {
        let left = working_below(folder)?;
        if left.is_empty() {
            return Ok(());
        }
        ensure!(started.elapsed() < PATIENCE, "these processes could not be ended: {left:?}");
        signal("KILL", &left)?;
    }
}

/// The processes that work in `folder` or below.
pub(super) fn working_below(folder: &Path) -> anyhow::Result<Vec<u32>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let Ok(entry) = entry else { continue };
        let Some(number) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        // Gone meanwhile, or somebody else's.
        let Ok(place) = fs::read_link(entry.path().join("cwd")) else { continue };
        if place.starts_with(folder) {
            found.push(number);
        }
    }
    Ok(found)
}

/// The processes below `folder` whose command line, as `ps` shows it, holds `words`.
pub(super) fn named_below(folder: &Path, words: &str) -> anyhow::Result<Vec<u32>> {
    let mut found = working_below(folder)?;
    found.retain(|number| fs::read_to_string(format!("/proc/{number}/cmdline")).is_ok_and(|line| line.contains(words)));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_works_below_the_folder_is_found_and_ended_with_its_children() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("one");
        fs::create_dir(&folder).unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 600 & sleep 600"]);
        let process = Process::start(command, &[], &folder).unwrap();
        while named_below(&folder, "sleep").unwrap().len() < 3 {}

        end(place.path()).unwrap();

        assert_eq!(working_below(place.path()).unwrap(), Vec::<u32>::new());
        drop(process);
    }
}
