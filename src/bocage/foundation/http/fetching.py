"""HTTP requests to addresses that people gave, within limits, and never to our own network.

An untrusted address decides where our server connects, so each hop is resolved here, every address
of its name is checked, and the connection is made to a checked address: a name that resolves
otherwise the second time (DNS rebinding) gains nothing. The response is read up to a size and up to
a deadline, however slowly it is sent.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NAT64 = ipaddress.ip_network("64:ff9b::/96")
OF_NO_SERVER = tuple(
    map(
        ipaddress.ip_network,
        (
            "fec0::/10",  # Site-local, which some networks still use (RFC 3879).
            "192.88.99.0/24",  # Relays of 6to4 (RFC 7526).
            *(
                "192.31.196.0/24",
                "192.175.48.0/24",
                "2620:4f:8000::/48",
                "2001:4:112::/48",
            ),  # AS112
            *("192.52.193.0/24", "2001:3::/32"),  # Automatic multicast tunneling (RFC 7450).
        ),
    )
)
"""Networks that registries call global, in which the network itself answers, not a public server.
"""


class FetchRefused(Refusal):
    """Refusal of a fetch that got no content. `code` is the reason; `retry_after_s` is when to try
    again, in seconds.
    """

    default_sentence = _("Cette adresse n’a pas pu être lue.")
    retry_after_s: int = 0


class AddressNotAllowed(FetchRefused):
    """Refusal of an address with another scheme, no host, a password, or a host inside a private
    network.
    """

    status = 400
    default_sentence = _(
        "Cette adresse ne peut pas être lue : donnez une adresse publique qui commence par "
        "https:// ou webcal://."
    )


class HostUnknown(FetchRefused):
    default_sentence = _("Le serveur de cette adresse est introuvable.")


class Unreachable(FetchRefused):
    default_sentence = _("Le serveur de cette adresse ne répond pas, ou répond mal.")


class TooSlow(FetchRefused):
    default_sentence = _("Le serveur de cette adresse est trop lent à répondre.")


class TooLarge(FetchRefused):
    default_sentence = _("Ce que donne cette adresse est trop lourd pour être lu.")


class TooManyRedirects(FetchRefused):
    default_sentence = _("Cette adresse renvoie sans fin vers une autre.")


class PasswordRequired(FetchRefused):
    default_sentence = _("Cette adresse demande un mot de passe : donnez l’adresse de partage.")


class Gone(FetchRefused):
    default_sentence = _("Il n’y a rien, ou plus rien, à cette adresse.")


class ServerFailing(FetchRefused):
    default_sentence = _("Le serveur de cette adresse est en panne ou trop sollicité.")


REFUSALS: dict[str, type[FetchRefused]] = {
    refusal_class.code: refusal_class
    for refusal_class in (
        FetchRefused,
        AddressNotAllowed,
        HostUnknown,
        Unreachable,
        TooSlow,
        TooLarge,
        TooManyRedirects,
        PasswordRequired,
        Gone,
        ServerFailing,
    )
}


@dataclass(frozen=True, kw_only=True)
class Limits:
    """`seconds` bounds the whole, redirects included; `step_s` each wait for the server."""

    octets: int
    seconds: float = 30.0
    step_s: float = 10.0


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """Content fetched from an address. `is_unchanged`: nothing new since the version that the
    request named.
    """

    content: bytes = b""
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False


@dataclass(frozen=True, kw_only=True)
class Posted:
    """Response of a server to a POST.

    `retry_after_s`: the delay that it requests; `content`: the beginning of its body, up to the
    limit.
    """

    status: int
    retry_after_s: int = 0
    content: bytes = b""


def user_agent() -> str:
    """Returns the `User-Agent` that we send to other servers, with the address of the instance."""
    return f"Bocage (+{settings.BOCAGE.public_url})"


def checked_address(address: str) -> str:
    """Returns a checked address, with `webcal://` turned to https. No name is resolved here.

    Raises:
        AddressNotAllowed: another scheme, no host, a password in it, or a port that is none.
    """
    address = address.strip()
    scheme, mark, remainder = address.partition("://")
    if scheme.lower() in {"webcal", "webcals"}:
        address = f"https{mark}{remainder}"
    try:
        parts = urlsplit(address)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise AddressNotAllowed from None
    if parts.scheme not in {"http", "https"} or not has_host or "@" in parts.netloc:
        raise AddressNotAllowed
    if not address.isascii() or any(ord(sign) <= 0x20 for sign in address):
        raise AddressNotAllowed
    return parts._replace(fragment="").geturl()


def check_is_outside(address: str, *, loopback: bool = False) -> None:
    """Resolves the host of an address now, so that the person who gives it learns at once that it
    leads inside. Each `fetch` and each `post` checks it again.

    Raises:
        AddressNotAllowed: as `checked_address`, or one of the addresses of its host is not
            public.
        HostUnknown: it has none.
    """
    parts = urlsplit(checked_address(address))
    backend = _CheckedBackend(deadline=time.monotonic(), loopback=loopback)
    backend.addresses(str(parts.hostname), parts.port or 443)


def given_address(text: str) -> str:
    """Returns an address that a person gave, checked and ready to be stored: its host now resolves
    outside our network.

    Raises:
        AddressNotAllowed, HostUnknown: as `check_is_outside`.
    """
    address = checked_address(text)
    check_is_outside(address, loopback=settings.BOCAGE.fetch_loopback)
    return address


def fetch(
    address: str,
    *,
    limits: Limits,
    accept: str = "*/*",
    etag: str = "",
    last_modified: str = "",
    loopback: bool = False,
) -> Fetched:
    """Fetches an http(s) address, through at most five redirects, each checked as the first.

    `accept` lists the types that are hoped for (as the header Accept does). `loopback` lets the
    address be this machine: for tests alone.

    Raises:
        FetchRefused: and nothing else, for whatever the other side does.
    """
    deadline = time.monotonic() + limits.seconds
    headers = {"User-Agent": user_agent(), "Accept": accept, "Accept-Encoding": "identity"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    backend = _CheckedBackend(deadline=deadline, loopback=loopback)
    for _hop in range(MAX_REDIRECTS + 1):
        address = checked_address(address)
        with _stream(address, headers, backend, limits) as response:
            if response.status not in REDIRECTS:
                return _read(response, limits)
            address = urljoin(address, _header(response, b"location"))
    raise TooManyRedirects


def post(
    address: str,
    *,
    content: bytes,
    headers: Mapping[str, str],
    limits: Limits,
    loopback: bool = False,
) -> Posted:
    """Posts `content` to an http(s) address, checked as `fetch` checks; no redirect is followed.

    `loopback` lets it be this machine: for tests alone.

    Raises:
        FetchRefused: the address is not ours to reach, or nothing answers there.
    """
    backend = _CheckedBackend(deadline=time.monotonic() + limits.seconds, loopback=loopback)
    with _stream(
        checked_address(address), headers, backend, limits, method="POST", content=content
    ) as response:
        return Posted(
            status=response.status,
            retry_after_s=_failing(response).retry_after_s,
            content=_beginning(response, limits),
        )


@contextmanager
def _stream(
    address: str,
    headers: Mapping[str, str],
    backend: _CheckedBackend,
    limits: Limits,
    *,
    method: str = "GET",
    content: bytes | None = None,
) -> Iterator[httpcore.Response]:
    """Sends one request; any failure on the way becomes a refusal."""
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), limits.step_s)
    parts = urlsplit(address)
    sent_headers = [("Host", parts.netloc), *headers.items()]
    if content is not None:
        sent_headers.append(("Content-Length", str(len(content))))
    try:
        with (
            closing(httpcore.ConnectionPool(network_backend=backend, retries=0)) as pool,
            pool.stream(
                method,
                address,
                headers=sent_headers,
                content=content,
                extensions={"timeout": timeouts},
            ) as response,
        ):
            yield response
    except httpcore.TimeoutException as error:
        raise TooSlow from error
    except (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
        ssl.SSLError,
        OSError,
        ValueError,
    ) as error:
        raise Unreachable from error


def _read(response: httpcore.Response, limits: Limits) -> Fetched:
    if response.status == 304:
        return Fetched(is_unchanged=True)
    if response.status in {401, 403, 407}:
        raise PasswordRequired
    if response.status in {404, 410}:
        raise Gone
    if response.status != 200:
        raise _failing(response)
    announced = _header(response, b"content-length")
    if announced.isdigit() and int(announced) > limits.octets:
        raise TooLarge
    content = bytearray()
    for chunk in response.iter_stream():
        content += chunk
        if len(content) > limits.octets:
            raise TooLarge
    return Fetched(
        content=bytes(content),
        etag=_header(response, b"etag")[:300],
        last_modified=_header(response, b"last-modified")[:100],
    )


def _beginning(response: httpcore.Response, limits: Limits) -> bytes:
    """Reads a body whose content does not matter: a truncated one counts as an answer."""
    content = b""
    try:
        for chunk in response.iter_stream():
            content += chunk
            if len(content) >= limits.octets:
                break
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException):
        pass
    return content[: limits.octets]


def _failing(response: httpcore.Response) -> ServerFailing:
    """Returns the refusal for a failing server, with the delay that it requests."""
    failing = ServerFailing()
    wish = _header(response, b"retry-after")
    if wish.isdigit():
        failing.retry_after_s = int(wish[:7])
    elif wish:
        try:
            wait = parsedate_to_datetime(wish) - timezone.now()
        except (ValueError, TypeError):
            return failing
        failing.retry_after_s = max(int(wait.total_seconds()), 0)
    return failing


def _header(response: httpcore.Response, name: bytes) -> str:
    return next(
        (value.decode("latin-1") for key, value in response.headers if key.lower() == name), ""
    )


def is_public(address: Address) -> bool:
    """Checks whether an IP address is on the open internet, and so is any address embedded in
    it.
    """
    inner: list[Address | None] = []
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
    is_open = address.is_global and not address.is_multicast and not address.is_reserved
    if any(address in network for network in OF_NO_SERVER):
        return False
    return is_open and all(
        is_public(address_inside) for address_inside in inner if address_inside is not None
    )


@dataclass
class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, and to nothing after the deadline."""

    deadline: float
    loopback: bool
    _backend: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolves the name once, checks all its addresses, and connects to a checked one."""
        refused: Exception | None = None
        for address in self.addresses(host, port):
            try:
                stream = self._backend.connect_tcp(
                    str(address),
                    port,
                    _remaining(self.deadline, timeout),
                    local_address,
                    socket_options,
                )
                return _TimedStream(stream, self.deadline)
            except httpcore.ConnectError as error:
                refused = error
        raise refused or HostUnknown

    def addresses(self, host: str, port: int) -> list[Address]:
        """Resolves a name to all its addresses.

        Raises:
            HostUnknown: nothing.
            AddressNotAllowed: one of them is not public.
        """
        resolved = _addresses_of(host, port)
        for address in resolved:
            if not is_public(address) and not (self.loopback and address.is_loopback):
                raise AddressNotAllowed
        return resolved


def _addresses_of(host: str, port: int) -> list[Address]:
    """Returns every address of a name, in the order of the system, without duplicates.

    Raises:
        HostUnknown: it has none.
    """
    try:
        return [ipaddress.ip_address(host)]
    except ValueError:
        pass
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise HostUnknown from None
    if not answers:
        raise HostUnknown
    names = (str(answer[4][0]).partition("%")[0] for answer in answers)
    return list(dict.fromkeys(map(ipaddress.ip_address, names)))


@dataclass
class _TimedStream(httpcore.NetworkStream):
    """Connection on which no wait exceeds the deadline, however slowly data come in."""

    stream: httpcore.NetworkStream
    deadline: float

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, _remaining(self.deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, _remaining(self.deadline, timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        over_tls = self.stream.start_tls(
            ssl_context, server_hostname, _remaining(self.deadline, timeout)
        )
        return _TimedStream(over_tls, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def _remaining(deadline: float, timeout: float | None) -> float:
    """Returns the seconds that may still be waited.

    Raises:
        httpcore.ReadTimeout: the deadline has passed.
    """
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise httpcore.ReadTimeout("The deadline has passed")
    return remaining if timeout is None else min(remaining, timeout)
