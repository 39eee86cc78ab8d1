"""Whom a webhook may reach: no address of this machine or its networks, unless the operator allows them.

A name is resolved once, every address of it is judged, and the connection goes to one of those judged: a name
that changes in between leads nowhere else.
"""

import asyncio
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Global by their prefix, but they carry an IPv4 address that may be anything.
_NAT64 = IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR = IPv6Network("2002::/16")
# Of carriers and of the documentation; Python's own list has them as not global in newer versions only.
_NOT_REACHED = (IPv4Network("100.64.0.0/10"), IPv4Network("192.88.99.0/24"))


class RefusedAddressError(Exception):
    """The host is, or may be, on a private network."""


class UnknownNameError(Exception):
    """The host has no address."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Return whether an address is one of the public internet."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is None and address in _SIX_TO_FOUR:
            inner = IPv4Address(int(address) >> 80 & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        return address.is_global and not address.is_multicast and address.teredo is None
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _NOT_REACHED)
    )


async def resolve(host: str, port: int, *, allow_private: bool) -> str:
    """Return an address to connect to; raises RefusedAddressError or UnknownNameError."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnknownNameError(host) from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise UnknownNameError(host)
    if not allow_private and not all(is_public(ip_address(one.partition("%")[0])) for one in addresses):
        raise RefusedAddressError(host)
    return addresses[0]
