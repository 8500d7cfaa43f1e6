//! The programs that a run needs, and what is said when one is missing.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Where Debian puts each version of PostgreSQL.
const POSTGRESQL: &str = "/usr/lib/postgresql";
const HINT: &str = "hint: apt-get install postgresql-15 patroni etcd-server
      (the services that these packages start are not used and may be stopped)";

/// The programs.
#[derive(Debug)]
pub(super) struct Programs {
    /// The folder with `postgres`, `initdb`, `pg_rewind`, …
    pub(super) postgresql: PathBuf,
    pub(super) patroni: PathBuf,
    pub(super) etcd: PathBuf,
}

impl Programs {
    /// Finds them, or says in a few lines which are missing and how to get them.
    pub(super) fn find() -> Result<Self, String> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
        search(Path::new(POSTGRESQL), &folders)
    }
}

fn search(versions: &Path, path: &[PathBuf]) -> Result<Programs, String> {
    let in_path = |name: &str| path.iter().map(|folder| folder.join(name)).find(|file| file.is_file());
    match (newest(versions), in_path("patroni"), in_path("etcd")) {
        (Some(postgresql), Some(patroni), Some(etcd)) => Ok(Programs { postgresql, patroni, etcd }),
        (postgresql, patroni, etcd) => {
            let wanted = [(postgresql, "postgresql-15 (or newer)"), (patroni, "patroni"), (etcd, "etcd-server")];
            let missing: Vec<&str> =
                wanted.iter().filter(|(found, _)| found.is_none()).map(|(_, package)| *package).collect();
            Err(format!("missing: {}\n{HINT}", missing.join(", ")))
        }
    }
}

fn newest(versions: &Path) -> Option<PathBuf> {
    let version = |folder: &fs::DirEntry| folder.file_name().to_str()?.parse::<u32>().ok();
    let found = fs::read_dir(versions).ok()?.flatten().filter_map(|folder| Some((version(&folder)?, folder.path())));
    let usable = found.filter(|(version, folder)| *version >= 15 && folder.join("bin/postgres").is_file());
    usable.max().map(|(_, folder)| folder.join("bin"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_missing_and_how_to_get_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("etcd"), "").unwrap();

        let said = search(folder.path(), &[folder.path().to_owned()]).unwrap_err();

        assert_eq!(
            said,
            "missing: postgresql-15 (or newer), patroni\n\
             hint: apt-get install postgresql-15 patroni etcd-server\n      \
             (the services that these packages start are not used and may be stopped)"
        );
    }

    #[test]
    fn takes_the_newest_postgresql_that_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        for version in ["9.6", "14", "15", "17"] {
            fs::create_dir_all(folder.path().join(version).join("bin")).unwrap();
        }
        for version in ["14", "15"] {
            fs::write(folder.path().join(version).join("bin/postgres"), "").unwrap();
        }
        assert_eq!(newest(folder.path()), Some(folder.path().join("15/bin")));
    }
}
