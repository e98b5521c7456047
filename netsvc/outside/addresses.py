"""Which addresses may be sent to: none of our own network, unless that is allowed."""

from __future__ import annotations

import asyncio
import ipaddress
import socket

from netsvc.errors import BadInputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether the address is one of the open internet; what wraps another counts as that one."""
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour
        if wrapped is None and address.teredo is not None:
            wrapped = address.teredo[1]
        if wrapped is None and address in _NAT64:
            wrapped = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(wrapped)
    return address.is_global and not address.is_multicast


async def resolve(host: str, port: int, *, allow_private: bool) -> str:
    """The address to connect to now; connecting to it and not to the name defeats DNS rebinding.

    Raises ``BadInputError`` where the name is unknown or any of its addresses is not public.
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadInputError(
            f"The name {host[:100]!r} has no address.", action="Check the address."
        ) from error
    addresses = [str(info[4][0]).partition("%")[0] for info in found]
    if not allow_private:
        inside = [one for one in addresses if not is_public(ipaddress.ip_address(one))]
        if inside or not addresses:
            raise BadInputError(
                f"{host[:100]!r} is no address of the open internet.",
                action="Use a public address, or set NETSVC_ALLOW_PRIVATE_WEBHOOKS.",
            )
    return addresses[0]
