"""Transport: one message to one SMTP server, and what its answers mean."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

TIMEOUT_S = 30
DEFAULT_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


class TransportError(Exception):
    """The message did not leave."""


class TemporaryFailure(TransportError):
    """The server is away, or asks to come back later."""


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

    def deliver(self, message: EmailMessage, *, bounces_to: str = "") -> None:
        """Hands over a message. What cannot be delivered later comes back to `bounces_to`, or to
        its sender.

        Raises:
            TemporaryFailure: try again later.
            PermanentRefusal: trying again is useless.
        """
        try:
            with self._connect() as server:
                if self.username:
                    server.login(self.username, self.password)
                server.send_message(message, from_addr=bounces_to or None)
        except smtplib.SMTPRecipientsRefused as refused:
            code, answer = next(iter(refused.recipients.values()))
            raise _failure(code, answer) from refused
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
            raise _failure(refused.smtp_code, refused.smtp_error) from refused
        except (smtplib.SMTPException, OSError) as error:
            raise TemporaryFailure(str(error)) from error

    def check(self) -> None:
        """Knocks and signs in, and sends nothing.

        Raises:
            TemporaryFailure: the server does not answer, or does not let us in.
        """
        try:
            with self._connect() as server:
                if self.username:
                    server.login(self.username, self.password)
        except (smtplib.SMTPException, OSError) as error:
            raise TemporaryFailure(str(error)) from error

    def _connect(self) -> smtplib.SMTP:
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


def _failure(code: int, answer: bytes | str) -> TransportError:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    kind = PermanentRefusal if 500 <= code < 600 else TemporaryFailure
    return kind(f"{code} {words}")
