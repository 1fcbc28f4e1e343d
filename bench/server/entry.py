"""Checks of the reverse proxy, Caddy or nginx: encryption, redirects, compression, caching,
refusals.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path

from bench.drills.scene import DrillReport
from bench.server.tree import DOMAIN

LOOPBACK = "127.0.0.1"
TOO_MUCH = 40 * 1024 * 1024
SECURE_SUITE = re.compile(r"^(TLS_|ECDHE-).*(GCM|POLY1305)")
SQUEEZED = {"Accept-Encoding": "gzip"}
STATIC = re.compile(r'"(/static/[\w/-]+\.[0-9a-f]{12}\.css)"')


class ToLoopback(HTTPSConnection):
    """Connection to the server under its own name, whose certificate is verified."""

    def connect(self) -> None:
        sock = socket.create_connection((LOOPBACK, 443), self.timeout)
        self.sock = self._context.wrap_socket(sock, server_hostname=DOMAIN)

    _context: ssl.SSLContext


@dataclass(frozen=True)
class Entry:
    """The server as a visitor who trusts its certificate reaches it."""

    authority: Path
    """The certificate that signed that of the server, in PEM."""

    def connection(self, timeout: float = 60) -> HTTPSConnection:
        return ToLoopback(DOMAIN, timeout=timeout, context=self._context())

    def check(self, report: DrillReport, server: str) -> None:
        """Reports differences from deploy/server/README.md."""
        for name, is_so in self._looks():
            report.expect(is_so, f"{server}: {name}.")
        report.done.append(f"{server} examined")

    def answers_in_clear(self, path: str) -> bool:
        """Checks whether a file is served without encryption and without a redirect."""
        return self._in_clear("GET", f"/{path}")[0] == 200

    def _looks(self) -> Iterator[tuple[str, bool]]:
        """Yields each possible problem, and whether it is absent."""
        yield "TLS 1.3 is not spoken", self._speaks(ssl.TLSVersion.TLSv1_3)
        yield "TLS 1.2 is not spoken", self._speaks(ssl.TLSVersion.TLSv1_2)
        yield "TLS 1.1 is still spoken", not self._speaks(ssl.TLSVersion.TLSv1_1)
        yield "HTTP/2 is not offered", self._protocol() == "h2"
        yield "another name is served", not self._serves("autre.example.org")
        page_in_clear = self._in_clear("GET", "/")
        yield "a page in clear leads elsewhere", page_in_clear == (308, f"https://{DOMAIN}/")
        yield "the API answers in clear", self._in_clear("GET", "/api/v1/")[0] == 403
        yield "a form is taken in clear", self._in_clear("POST", "/")[0] == 403
        yield "40 MB are taken as a form", self._refuses_too_much()
        claimed, _body = self._ask("GET", "/", {"X-Forwarded-Host": "autre.example.org"})
        yield "a visitor may say by what name they came", claimed.status == 200
        page, body = self._ask("GET", "/")
        yield "the home page is not served", page.status == 200
        yield "encryption is not asked for", "max-age" in page.headers["Strict-Transport-Security"]
        squeezed, _body = self._ask("GET", "/", SQUEEZED)
        yield "pages are not compressed", squeezed.headers["Content-Encoding"] == "gzip"
        asset = STATIC.search(body.decode(errors="replace"))
        yield "the home page names no style sheet", asset is not None
        if asset:
            yield from self._looks_at_style(asset[1])

    def _looks_at_style(self, path: str) -> Iterator[tuple[str, bool]]:
        style, _body = self._ask("GET", path, SQUEEZED)
        yield "a style sheet is not served", style.status == 200
        yield "a style sheet is not compressed", style.headers["Content-Encoding"] == "gzip"
        yield "a style sheet is not kept", "immutable" in str(style.headers["Cache-Control"])
        yield "a style sheet lacks nosniff", style.headers["X-Content-Type-Options"] == "nosniff"

    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.authority))

    def _ask(
        self, method: str, path: str, headers: dict[str, str] | None = None
    ) -> tuple[HTTPResponse, bytes]:
        connection = self.connection()
        try:
            connection.request(method, path, headers=headers or {})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def _in_clear(self, method: str, path: str) -> tuple[int, str]:
        connection = HTTPConnection(LOOPBACK, 80, timeout=10)
        try:
            connection.request(method, path, headers={"Host": DOMAIN})
            answer = connection.getresponse()
            return answer.status, answer.headers["Location"] or ""
        finally:
            connection.close()

    def _refuses_too_much(self) -> bool:
        """Sends more than a form may weigh; one that hangs up before the end has refused it."""
        connection = self.connection()
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        try:
            connection.request("POST", "/", bytes(TOO_MUCH), headers)
            return connection.getresponse().status == 413
        except (OSError, HTTPException):
            return True
        finally:
            connection.close()

    def _speaks(self, version: ssl.TLSVersion) -> bool:
        """Checks whether it accepts a TLS version, with a secure cipher suite."""
        context = self._context()
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
        try:
            with self._handshake(context, DOMAIN) as connection:
                suite = connection.cipher()
                return suite is not None and bool(SECURE_SUITE.match(suite[0]))
        except (OSError, ssl.SSLError):
            return False

    def _protocol(self) -> str | None:
        context = self._context()
        context.set_alpn_protocols(["h2", "http/1.1"])
        with self._handshake(context, DOMAIN) as connection:
            return connection.selected_alpn_protocol()

    def _serves(self, name: str) -> bool:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        try:
            with self._handshake(context, name) as connection:
                connection.sendall(f"GET / HTTP/1.1\r\nHost: {name}\r\n\r\n".encode())
                return b" 200 " in connection.recv(100)
        except (OSError, ssl.SSLError):
            return False

    @staticmethod
    def _handshake(context: ssl.SSLContext, name: str) -> ssl.SSLSocket:
        sock = socket.create_connection((LOOPBACK, 443), 10)
        return context.wrap_socket(sock, server_hostname=name)
