"""Transport: sends one message to one SMTP server, and interprets its answers."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

TIMEOUT_S = 30
DEFAULT_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


class TransportError(Exception):
    """The message did not leave."""


class TemporaryFailure(TransportError):
    """Error raised when the mail server is away, or requests a later retry."""


class PermanentRefusal(TransportError):
    """The server will never take this message for this recipient."""


@dataclass(frozen=True)
class MailServer:
    """A mail server, as the environment names it (BOCAGE_EMAIL_URL)."""

    scheme: str
    host: str
    port: int
    username: str = ""
    password: str = ""

    @classmethod
    def from_url(cls, url: str) -> "MailServer":
        """Reads `smtp://` (STARTTLS), `smtps://` (TLS) or `smtp+plain://` (no encryption).

        Raises:
            ValueError: another scheme, or no host.
        """
        parts = urlsplit(url)
        if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
            raise ValueError("The mail server must be smtp://, smtps:// or smtp+plain://host")
        return cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=parts.port or DEFAULT_PORTS[parts.scheme],
            username=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )

    @contextmanager
    def conversation(self) -> "Iterator[Conversation]":
        """Opens a connection for several messages, for the duration of the block."""
        conversation = Conversation(self)
        try:
            yield conversation
        finally:
            conversation.end()

    def check(self) -> None:
        """Knocks and signs in, and sends nothing.

        Raises:
            TemporaryFailure: the server does not answer, or does not let us in.
        """
        with self.conversation() as conversation:
            conversation.begin()

    def connect(self) -> smtplib.SMTP:
        """Connects to the server, without signing in."""
        if self.scheme == "smtps":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT_S, context=context)
        server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_S)
        if self.scheme == "smtp":
            try:
                server.starttls(context=ssl.create_default_context())
            except BaseException:
                server.close()
                raise
        return server


class Conversation:
    """A connection to a mail server, opened for the first message and again after it broke."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._connection: smtplib.SMTP | None = None
        self._why_away: str | None = None

    def begin(self) -> smtplib.SMTP:
        """Returns the connection, opened and signed in if needed. A server that is away is tried
        once.

        Raises:
            TemporaryFailure: the server does not answer, or does not let us in.
        """
        if self._why_away is not None:
            raise TemporaryFailure(self._why_away)
        if self._connection is None:
            try:
                self._connection = self._server.connect()
                if self._server.username:
                    self._connection.login(self._server.username, self._server.password)
            except (smtplib.SMTPException, OSError) as error:
                self._break()
                self._why_away = str(error)
                raise TemporaryFailure(self._why_away) from error
        return self._connection

    def hand_over(self, message: EmailMessage, *, bounces_to: str = "") -> None:
        """Sends a message. Later bounces go to `bounces_to`, or to its sender.

        Raises:
            TemporaryFailure: try again later.
            PermanentRefusal: trying again is useless.
        """
        connection = self.begin()
        try:
            connection.send_message(message, from_addr=bounces_to or None)
        except smtplib.SMTPRecipientsRefused as refused:
            code, answer = next(iter(refused.recipients.values()))
            raise _failure(code, answer) from refused
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
            raise _failure(refused.smtp_code, refused.smtp_error) from refused
        except (smtplib.SMTPException, OSError) as error:
            self._break()
            raise TemporaryFailure(str(error)) from error

    def end(self) -> None:
        """Closes the connection with QUIT, unless the server has gone already."""
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.quit()
            self._break()

    def _break(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _failure(code: int, answer: bytes | str) -> TransportError:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    kind = PermanentRefusal if 500 <= code < 600 else TemporaryFailure
    return kind(f"{code} {words}")
