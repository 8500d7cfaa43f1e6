//! Peers come from the Go module proxy, at one version each, and are built once into a folder outside the repository.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Context, ensure};

/// A program, as the module proxy knows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pinned {
    pub(super) name: &'static str,
    /// The package of its `main`.
    pub(super) package: &'static str,
    pub(super) version: &'static str,
}

impl Pinned {
    /// Name and version.
    pub(super) fn told(self) -> String {
        format!("{} {}", self.name, self.version)
    }
}

/// Where the program lies, whether or not it does already.
pub(super) fn program(pinned: Pinned) -> anyhow::Result<PathBuf> {
    let name = pinned.package.rsplit('/').next().unwrap_or_default();
    Ok(folder(pinned)?.join(name))
}

/// Builds it if it is not there, which takes minutes.
pub(super) fn ready(pinned: Pinned) -> anyhow::Result<PathBuf> {
    let program = program(pinned)?;
    if program.is_file() {
        return Ok(program);
    }
    let Pinned { name, package, version } = pinned;
    eprintln!("building {name} {version} from the Go module proxy; this takes some minutes, once ..");
    // A binary is there only when the whole build went well, so a build that was stopped is done again.
    let built = Command::new("go")
        .args(["install", &format!("{package}@{version}")])
        .env("GOBIN", folder(pinned)?)
        .env("GOFLAGS", "-mod=mod")
        // The version of Go is this machine's: another one is not fetched behind its back.
        .env("GOTOOLCHAIN", "local")
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::null())
        .status()
        .context("Go could not be started")?;
    ensure!(built.success(), "`go install {package}@{version}` failed, see above");
    ensure!(program.is_file(), "`go install {package}@{version}` left no {}", program.display());
    Ok(program)
}

/// `$XDG_CACHE_HOME/menjin-peers/<name>-<version>`.
fn folder(pinned: Pinned) -> anyhow::Result<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")));
    let cache = cache.context("neither XDG_CACHE_HOME nor HOME says where built peers can be kept")?;
    Ok(cache.join("menjin-peers").join(format!("{}-{}", pinned.name, pinned.version)))
}
