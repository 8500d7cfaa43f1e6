//! The address of a webhook, taken apart.

const LONGEST: usize = 2000;

/// Where a webhook is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Over TLS.
    pub secure: bool,
    /// A name, or an address without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
    /// As `Host` says it: with the port where it was written.
    pub authority: String,
    /// Path and query.
    pub path: String,
}

impl Target {
    /// Reads an http or https URL; `None` when it is none, or holds credentials or a fragment.
    #[must_use]
    pub fn parse(url: &str) -> Option<Self> {
        let plain = |letter: char| letter.is_ascii_graphic() && !"\\\"<>^`{|}#".contains(letter);
        if url.len() > LONGEST || !url.chars().all(plain) {
            return None;
        }
        let (scheme, rest) = url.split_once("://")?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let usual = if secure { 443 } else { 80 };
        let (host, port) = match authority.strip_prefix('[') {
            Some(inner) => {
                let (host, rest) = inner.split_once(']')?;
                host.parse::<std::net::Ipv6Addr>().ok()?;
                (host, rest.strip_prefix(':').or_else(|| rest.is_empty().then_some(""))?)
            }
            None => authority.split_once(':').unwrap_or((authority, "")),
        };
        let port = if port.is_empty() { usual } else { port.parse().ok().filter(|port| *port > 0)? };
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || ".-_:".contains(letter);
        if host.is_empty() || host.len() > 253 || !host.chars().all(is_name) {
            return None;
        }
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Some(Self { secure, host: host.to_owned(), port, authority: authority.to_owned(), path })
    }
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn only_plain_addresses_are_taken() {
        let read = |url: &str| Target::parse(url).map(|to| (to.secure, to.host, to.port, to.path));
        assert_eq!(read("https://a.example/x?y=1"), Some((true, "a.example".into(), 443, "/x?y=1".into())));
        assert_eq!(read("http://127.0.0.1:8080"), Some((false, "127.0.0.1".into(), 8080, "/".into())));
        assert_eq!(read("http://[::1]:81?q"), Some((false, "::1".into(), 81, "/?q".into())));
        for url in [
            "",
            "ftp://a",
            "https://",
            "https://user:pass@a.example/",
            "https://a.example/#x",
            "https://a.example/ x",
            "https://a.example:0/",
            "https://a.example:99999/",
            "https://[x]/",
            "https://[::1]x/",
            "javascript:alert(1)",
            "https://中文.example/",
        ] {
            assert_eq!(read(url), None, "{url}");
        }
    }
}
