//! Passwords: what a good one is, and their hashes (argon2id over 19 MiB, twice, one lane). Hashing has threads of its own, and
//! few at a time, so that nobody can fill the memory with sign-ins.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use menjin_api::menjin::administrator::{PASSWORD_MAX, PASSWORD_MIN, code};
use tokio::sync::Semaphore;

use crate::{Cx, Refusal};

/// So many are hashed at a time.
static HASHING: Semaphore = Semaphore::const_new(2);
/// What is hashed against where there is no hash, so that it takes as long.
const NO_SALT: [u8; 16] = [0; 16];

/// Whether a password is good enough for who signs in so.
pub(super) fn check(login: &str, password: &str) -> Result<(), Refusal> {
    let wrong = |code| Err(Refusal::new(code).with_field("password", None, ""));
    if password.len() > PASSWORD_MAX {
        return wrong(code::PASSWORD_LONG);
    }
    if password.chars().count() < PASSWORD_MIN {
        return wrong(code::PASSWORD_SHORT);
    }
    if password.trim().eq_ignore_ascii_case(login) {
        return wrong(code::PASSWORD_IS_LOGIN);
    }
    Ok(())
}

/// The hash of a password, in the PHC form.
pub(super) async fn hash(cx: &Cx, password: &str) -> Result<String, Refusal> {
    let salt = cx.ids.bytes::<16>()?;
    let password = password.to_owned();
    apart(move || {
        let hash: PasswordHash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt)?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether it is the password of this hash. Without a hash the answer is no, after the same time.
pub(super) async fn verify(password: &str, hash: Option<String>) -> Result<bool, Refusal> {
    let password = password.to_owned();
    apart(move || {
        let given = password.as_bytes();
        if let Some(hash) = hash.as_deref().and_then(|hash| PasswordHash::new(hash).ok()) {
            return Ok(Argon2::default().verify_password(given, &hash).is_ok());
        }
        let _: PasswordHash = Argon2::default().hash_password_with_salt(given, &NO_SALT)?;
        Ok(false)
    })
    .await
}

async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, argon2::password_hash::Error> + Send + 'static,
) -> Result<T, Refusal> {
    let _turn = HASHING.acquire().await.map_err(|error| Refusal::fault(error.to_string()))?;
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| Refusal::fault(error.to_string()))?;
    done.map_err(|error| Refusal::fault(format!("a password could not be hashed: {error}")))
}

#[cfg(test)]
mod tests {
    use argon2::{
        Argon2,
        password_hash::{PasswordHasher, phc::PasswordHash},
    };

    use super::{check, verify};

    #[test]
    fn a_password_is_long_enough_and_not_the_login() {
        let number = |login: &str, password: &str| check(login, password).map_err(|refusal| refusal.number());
        assert_eq!(number("ada", "twelve letters"), Ok(()));
        assert_eq!(number("ada", "十二个字的密码也足够长了吗"), Ok(()));
        assert_eq!(number("ada", "eleven lett"), Err(400_102));
        assert_eq!(number("ada", &"x".repeat(1025)), Err(400_103));
        assert_eq!(number("ada@example.com", "Ada@Example.com"), Err(400_104));
    }

    #[tokio::test]
    async fn a_hash_of_the_documented_strength_is_verified() {
        let hash: PasswordHash = Argon2::default().hash_password_with_salt(b"the right one", &[1; 16]).unwrap();
        let hash = hash.to_string();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify("the right one", Some(hash.clone())).await.unwrap());
        assert!(!verify("a wrong one", Some(hash)).await.unwrap());
        assert!(!verify("the right one", Some("not a hash".to_owned())).await.unwrap());
        assert!(!verify("the right one", None).await.unwrap());
    }
}
