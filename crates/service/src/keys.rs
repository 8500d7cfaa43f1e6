//! The server key and what is made from it: sealed secrets, derived tokens, signatures.
//!
//! One key of 32 bytes; every use has a key of its own derived from it, so that no two uses can be confused.

use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit as _, Nonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// The server key. Its `Debug` shows nothing.
#[derive(Clone)]
pub struct Keys([u8; 32]);

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(..)")
    }
}

const NONCE: usize = 12;

impl Keys {
    /// The key that was read or made.
    #[must_use]
    pub fn new(key: [u8; 32]) -> Self {
        Self(key)
    }

    /// A keyed hash of `parts` for one purpose; parts are told apart by their lengths.
    #[must_use]
    pub fn derive(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut bytes = Vec::with_capacity(64);
        for part in [purpose.as_bytes()].iter().chain(parts) {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        }
        hmac(&self.0, &bytes)
    }

    /// Encrypts what must be read back: app secrets, event keys, seeds.
    #[must_use]
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        if getrandom::fill(&mut nonce).is_err() {
            // Without randomness the nonce comes from the text itself: still never twice for two texts.
            nonce.copy_from_slice(
                self.derive("nonce", &[purpose.as_bytes(), plain]).first_chunk::<NONCE>().unwrap_or(&[0; NONCE]),
            );
        }
        let sealed = self.cipher().encrypt(&Nonce::from(nonce), Payload { msg: plain, aad: purpose.as_bytes() });
        let mut bytes = nonce.to_vec();
        bytes.extend(sealed.unwrap_or_default());
        bytes
    }

    /// Decrypts what [`Self::seal`] made for the same purpose; `None` when key, purpose or bytes differ.
    #[must_use]
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE>()?;
        self.cipher().decrypt(&Nonce::from(*nonce), Payload { msg: text, aad: purpose.as_bytes() }).ok()
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(&self.derive("seal", &[]).into())
    }
}

/// HMAC-SHA-256.
#[must_use]
pub fn hmac(key: &[u8; 32], bytes: &[u8]) -> [u8; 32] {
    // HMAC fills keys up with zeros to a block of its hash.
    let mut block = [0; 64];
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&block.into());
    mac.update(bytes);
    mac.finalize().into_bytes().into()
}

/// SHA-256: how tokens are stored.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn a_sealed_secret_opens_with_the_same_key_and_purpose_only() {
        let keys = Keys::new([7; 32]);
        let sealed = keys.seal("app_secret", b"secret");

        assert_eq!(keys.open("app_secret", &sealed).as_deref(), Some(b"secret".as_slice()));
        assert_eq!(keys.open("app_events", &sealed), None);
        assert_eq!(Keys::new([8; 32]).open("app_secret", &sealed), None);
        assert_eq!(keys.open("app_secret", b"short"), None);
    }

    #[test]
    fn derived_values_tell_parts_apart_by_their_lengths() {
        let keys = Keys::new([7; 32]);
        assert_ne!(keys.derive("x", &[b"ab", b"c"]), keys.derive("x", &[b"a", b"bc"]));
        assert_ne!(keys.derive("x", &[b"ab"]), keys.derive("y", &[b"ab"]));
    }
}
