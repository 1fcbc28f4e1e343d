"""Networks of requests, as rate limits count them.

An IPv4 address is counted by itself. In IPv6 a subscriber is given 2^64 addresses and a site 2^16
such networks (RFC 6177): counting single addresses would limit nobody.
"""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

PREFIX_OF_A_LINE = 64
PREFIX_OF_A_SITE = 48
LINES_OF_A_SITE = 5
"""Limit of a whole site, in multiples of the limit of one /64: a school, a mobile network."""


@dataclass(frozen=True, kw_only=True)
class CountedNetwork:
    """A network by which something is counted; `weight` times the amount of a limit is its own."""

    key: str
    weight: int = 1


def networks_of(network_address: str) -> tuple[CountedNetwork, ...]:
    """Returns the networks of an address, the narrowest first: /64 and /48 in IPv6, itself in IPv4.

    A value that is not an address (a test, a socket without one) is counted as it is.
    """
    try:
        address = ip_address(network_address)
    except ValueError:
        return (CountedNetwork(key=network_address),)
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return (
                CountedNetwork(key=_prefix(address, PREFIX_OF_A_LINE)),
                CountedNetwork(key=_prefix(address, PREFIX_OF_A_SITE), weight=LINES_OF_A_SITE),
            )
        address = address.ipv4_mapped
    return (CountedNetwork(key=str(address)),)


def line_of(network_address: str) -> str:
    """Returns the narrowest network of an address: a household, an office."""
    return networks_of(network_address)[0].key


def site_of(network_address: str) -> str:
    """Returns the widest network of an address, which one person may control."""
    return networks_of(network_address)[-1].key


def _prefix(address: IPv6Address, length: int) -> str:
    # Without the zone (`%eth0`), which names an interface of this machine.
    return str(ip_network((int(address), length), strict=False))
