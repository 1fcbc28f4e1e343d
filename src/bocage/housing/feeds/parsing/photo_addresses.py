"""Addresses of photos and virtual tours, checked without network access.

The resolved host is checked again when they are fetched (`foundation.http.fetching`).
"""

import ipaddress
from urllib.parse import quote, urlsplit

from bocage.foundation.http.fetching import AddressNotAllowed, checked_address, is_public

LONGEST = 1000
INSIDE = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".arpa")


def public_address(text: str) -> str:
    """Returns the address of a photo as it will be requested, once checked.

    Raises:
        AddressNotAllowed: it is not an http(s) address, or its host is in a private network.
    """
    try:
        address = checked_address(quote(text.strip(), safe=":/?#[]@!$&'()*+,;=%~"))
    except UnicodeEncodeError:
        raise AddressNotAllowed from None
    host = (urlsplit(address).hostname or "").rstrip(".").lower()
    if len(address) > LONGEST or not _is_outside(host):
        raise AddressNotAllowed
    return address


def _is_outside(host: str) -> bool:
    try:
        return is_public(ipaddress.ip_address(host))
    except ValueError:
        pass
    last = host.rpartition(".")[2]
    is_a_number = last.isdigit() or last.startswith("0x")
    return "." in host and not host.endswith(INSIDE) and not is_a_number
