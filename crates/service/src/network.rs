//! Addresses and networks from which an app may call.

use std::net::IpAddr;

/// An app's allow-list. Without entries every address is allowed; an entry that cannot be read allows none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowList(Vec<Option<Network>>);

/// An address, or all that begin with the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    bits: u32,
}

impl AllowList {
    /// Reads the JSON list that is stored.
    #[must_use]
    pub fn from_json(json: &str) -> Self {
        match serde_json::from_str::<Vec<String>>(json) {
            Ok(entries) => Self(entries.iter().map(|entry| Network::parse(entry)).collect()),
            Err(_) => Self(vec![None]),
        }
    }

    /// Whether a call from here is allowed; when it is not known from where it comes, only without a list.
    #[must_use]
    pub fn allows(&self, address: Option<IpAddr>) -> bool {
        let holds = |address| self.0.iter().flatten().any(|network| network.holds(address));
        self.0.is_empty() || address.is_some_and(holds)
    }
}

impl Network {
    /// `10.1.2.3`, `10.0.0.0/8`, `::1`, `fd00::/8`.
    fn parse(text: &str) -> Option<Self> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse().ok()?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        (bits <= most).then_some(Self { address, bits })
    }

    fn holds(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => (own.to_bits() ^ other.to_bits()).leading_zeros() >= self.bits,
            (IpAddr::V6(own), IpAddr::V6(other)) => (own.to_bits() ^ other.to_bits()).leading_zeros() >= self.bits,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::AllowList;

    fn allows(list: &str, address: &str) -> bool {
        AllowList::from_json(list).allows(Some(address.parse::<IpAddr>().unwrap()))
    }

    #[test]
    fn a_network_holds_the_addresses_that_begin_like_it() {
        assert!(allows(r#"["10.0.0.0/8"]"#, "10.255.1.2"));
        assert!(!allows(r#"["10.0.0.0/8"]"#, "11.0.0.1"));
        assert!(allows(r#"["192.0.2.7"]"#, "192.0.2.7"));
        assert!(!allows(r#"["192.0.2.7"]"#, "192.0.2.8"));
        assert!(allows(r#"["10.0.0.0/8", "0.0.0.0/0"]"#, "203.0.113.9"));
        assert!(allows(r#"["fd00::/8"]"#, "fd12::1"));
        assert!(!allows(r#"["fd00::/8"]"#, "10.0.0.1"));
        assert!(allows(r#"["10.0.0.0/8"]"#, "::ffff:10.0.0.1"), "an IPv4 address in IPv6 clothes");
    }

    #[test]
    fn no_list_allows_all_and_an_unreadable_one_nobody() {
        assert!(allows("[]", "203.0.113.9"));
        assert!(AllowList::from_json("[]").allows(None));
        assert!(!AllowList::from_json(r#"["10.0.0.0/8"]"#).allows(None));
        for broken in [r#"["localhost"]"#, r#"["10.0.0.0/33"]"#, "no list", ""] {
            assert!(!allows(broken, "10.0.0.1"), "{broken}");
        }
    }
}
