"""The mailbox read over IMAP, for who has no mail server that hands mails over.

A mail is marked as read once it is a row, never before: a worker that dies reads it again, and its
`Message-ID` keeps it from being taken twice. Nothing is moved or deleted: the mailbox stays its
owner's.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog

from bocage.foundation.mail.reading import LONGEST_MAIL

TIMEOUT_S = 30
MAX_AT_ONCE = 50
DEFAULT_PORTS = {"imaps": 993, "imap": 143, "imap+plain": 143}

logger = structlog.get_logger("bocage.mail")


class MailboxClosed(Exception):
    """The mailbox does not answer, or does not let us in."""


@dataclass(frozen=True)
class Mailbox:
    """A mailbox, as the environment names it (BOCAGE_INCOMING_IMAP_URL)."""

    scheme: str
    host: str
    port: int
    username: str
    password: str
    folder: str

    @classmethod
    def from_url(cls, url: str) -> Mailbox:
        """Reads `imaps://` (TLS), `imap://` (STARTTLS) or `imap+plain://` (no encryption).

        Raises:
            ValueError: another scheme, no host or no user.
        """
        parts = urlsplit(url)
        if parts.scheme not in DEFAULT_PORTS or not parts.hostname or not parts.username:
            raise ValueError("The mailbox must be imaps://user:password@host/INBOX")
        return cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=parts.port or DEFAULT_PORTS[parts.scheme],
            username=unquote(parts.username),
            password=unquote(parts.password or ""),
            folder=unquote(parts.path.strip("/")) or "INBOX",
        )

    def take(self, receive: Callable[[bytes], Any]) -> int:
        """Passes each unread mail to `receive`, then marks it as read; returns their number.

        If `receive` raises, that mail stays unread, and the others are processed all the same.

        Raises:
            MailboxClosed: the server is away, or refuses.
        """
        count = 0
        with self._open() as server:
            for uid in _unread(server)[:MAX_AT_ONCE]:
                raw = _fetched(server, uid)
                if raw is None:
                    continue
                try:
                    receive(raw)
                except Exception:
                    logger.exception("mail not received", uid=uid)
                    continue
                server.uid("STORE", uid, "+FLAGS", r"(\Seen)")
                count += 1
        return count

    def check(self) -> None:
        """Knocks and signs in, and reads nothing.

        Raises:
            MailboxClosed: the server is away, or refuses.
        """
        with self._open():
            return

    @contextmanager
    def _open(self) -> Iterator[imaplib.IMAP4]:
        try:
            server = self._connect()
        except (imaplib.IMAP4.error, OSError) as error:
            raise MailboxClosed(str(error)) from error
        try:
            server.login(self.username, self.password)
            status, _count = server.select(_quoted(self.folder))
            if status != "OK":
                raise MailboxClosed(f"No folder is called {self.folder}")
            yield server
        except (imaplib.IMAP4.error, OSError) as error:
            raise MailboxClosed(str(error)) from error
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                server.logout()

    def _connect(self) -> imaplib.IMAP4:
        if self.scheme == "imaps":
            context = ssl.create_default_context()
            return imaplib.IMAP4_SSL(self.host, self.port, ssl_context=context, timeout=TIMEOUT_S)
        server = imaplib.IMAP4(self.host, self.port, timeout=TIMEOUT_S)
        if self.scheme == "imap":
            try:
                server.starttls(ssl.create_default_context())
            except BaseException:
                server.shutdown()
                raise
        return server


def _unread(server: imaplib.IMAP4) -> list[str]:
    _status, data = server.uid("SEARCH", "UNSEEN")
    line = data[0] if data and isinstance(data[0], bytes) else b""
    return [uid.decode() for uid in line.split()]


def _fetched(server: imaplib.IMAP4, uid: str) -> bytes | None:
    """Returns a mail, or its beginning plus one byte if it is too long; None if it has gone."""
    _status, data = server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LONGEST_MAIL + 1}>)")
    for line in data:
        if isinstance(line, tuple) and len(line) > 1 and isinstance(line[1], bytes):
            return line[1]
    return None


def _quoted(folder: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", folder) + '"'
