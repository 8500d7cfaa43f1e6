//! Ports for a run, all different and free.
//!
//! They lie below the range that the system takes for outgoing connections: a killed node's port must still be free when
//! the node comes back, and many short connections are made meanwhile.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
};

use anyhow::anyhow;

/// Below it lie the ports of well-known services.
const LOWEST: u16 = 10_000;

/// So many ports on loopback.
pub(super) fn free<const N: usize>() -> anyhow::Result<[SocketAddr; N]> {
    let range = fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range").unwrap_or_default();
    let outgoing = range.split_whitespace().next().and_then(|text| text.parse().ok()).unwrap_or(32_768);
    // Two runs at once begin at different places.
    let span = u32::from(outgoing).saturating_sub(u32::from(LOWEST)).max(1);
    let first = LOWEST + u16::try_from(std::process::id().wrapping_mul(97) % span)?;
    let mut found = Vec::new();
    for port in (first..outgoing).chain(LOWEST..first) {
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        if TcpListener::bind(address).is_ok() {
            found.push(address);
        }
        if found.len() == N {
            break;
        }
    }
    found.try_into().map_err(|_| anyhow!("there are not {N} free ports between {LOWEST} and {outgoing}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_different() {
        let mut ports = free::<13>().unwrap();
        ports.sort_unstable();
        assert!(ports.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
