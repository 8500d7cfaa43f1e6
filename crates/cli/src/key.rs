//! The server key: from the environment, from a file, or made beside the database.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use menjin_service::{Ids, Keys, ids::hex};
use menjin_store::Place;

use crate::exit::Failure;

/// The key named by the operator, or the one beside the database, made when there is none.
pub(crate) fn find(given: Option<&str>, file: Option<&Path>, database: &Place) -> Result<Keys, Failure> {
    if let Some(text) = given {
        return parse(text)
            .ok_or_else(|| Failure::input("MENJIN_KEY is not 64 hex digits\nhint: openssl rand -hex 32"));
    }
    let (path, may_make) = match (file, database) {
        (Some(path), _) => (path.to_owned(), false),
        (None, Place::Server(_)) => {
            return Err(Failure::input(
                "a database on a server needs a server key that all its nodes have\n\
                 hint: openssl rand -hex 32 > menjin.key, then --key-file menjin.key on every node",
            ));
        }
        (None, Place::File(path)) if path == Path::new(":memory:") => return fresh().map(|(keys, _)| keys),
        (None, Place::File(path)) => (beside(path), true),
    };
    match std::fs::read_to_string(&path) {
        Ok(text) => parse(text.trim()).ok_or_else(|| {
            Failure::input(format!(
                "{} does not hold a server key (64 hex digits)\nhint: put back the file that belongs to this database",
                path.display()
            ))
        }),
        Err(error) if error.kind() == ErrorKind::NotFound && may_make => make(&path),
        Err(error) => Err(Failure::input(format!("{}: {error}", path.display()))),
    }
}

fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".key");
    name.into()
}

fn make(path: &Path) -> Result<Keys, Failure> {
    let trouble = |error: std::io::Error| Failure::internal(format!("{}: {error}", path.display()));
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(trouble)?;
    }
    let (keys, text) = fresh()?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(trouble)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(trouble)?;
    Ok(keys)
}

fn fresh() -> Result<(Keys, String), Failure> {
    let bytes = Ids::random().bytes::<32>().map_err(|_| Failure::internal("the system has no randomness to give"))?;
    Ok((Keys::new(bytes), hex(&bytes)))
}

fn parse(text: &str) -> Option<Keys> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut key = [0; 32];
    for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(Keys::new(key))
}
