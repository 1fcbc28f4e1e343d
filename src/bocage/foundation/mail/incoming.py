"""Incoming mails: signed reply addresses, and their handlers in each room.

A mail that may be answered has a reply address,

    send_mail(…, reply_to=reply_address("project", project.pk))

and the room handles the answer in its `handlers.py`:

    @incoming_mail("project")
    def into_the_thread(key: UUID, mail: IncomingMail) -> Taken | Held: ...

The address contains its object and a signature, so that only its recipients can write to it. The
sender of a mail can be forged: a handler compares `sender` with the expected people, and returns
`Held` if it differs. A held mail is stored whole, for a person to read.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise

GOOD_FOR = timedelta(days=730)
"""Validity of a reply address; a mail to an older one is stored and held."""
EPOCH = date(2024, 1, 1)
SIGNATURE_LENGTH = 12
LONGEST_LOCAL_PART = 64

_TOKEN = re.compile(r"(?P<kind>[a-z]{2,8})-(?P<key>[a-z2-7]{26})(?P<day>[0-9a-f]{4})(?P<sign>.+)")


@dataclass(frozen=True, kw_only=True)
class IncomingMail:
    """Mail for a handler: the text of its author, without quotations."""

    sender: str
    """The address of its author, in small letters, as the mail claims it."""
    words: str
    message_id: str
    subject: str = ""
    sender_name: str = ""
    in_reply_to: str = ""
    is_automatic: bool = False
    is_bounce: bool = False
    attachments_left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taken:
    """Result of a mail that a handler processed."""


@dataclass(frozen=True)
class Held:
    """Result of a handler: the mail waits for a person to look at it. `reason` is a sentence for
    them.
    """

    reason: str | Promise


Handler = Callable[[UUID, IncomingMail], Taken | Held]

_handlers: dict[str, Handler] = {}


class NotOurAddress(ValueError):
    """The address carries no signature of this instance."""


class OldAddress(ValueError):
    """Error raised for an address of ours that is too old to be trusted."""

    def __init__(self, kind: str, key: UUID) -> None:
        super().__init__(kind)
        self.kind, self.key = kind, key


def incoming_mail(kind: str) -> Callable[[Handler], Handler]:
    """Registers the handler of mails to the addresses of a kind.

    Raises:
        ValueError: another handler is registered, or the name would not fit in an address.
    """
    if not re.fullmatch("[a-z]{2,8}", kind):
        raise ValueError(f"{kind} does not fit in an address")

    def register(handler: Handler) -> Handler:
        former = _handlers.get(kind)
        if former is not None and former.__qualname__ != handler.__qualname__:
            raise ValueError(f"Mails of {kind} are taken twice")
        _handlers[kind] = handler
        return handler

    return register


def handler_of(kind: str) -> Handler | None:
    """Returns the handler of incoming mails of a kind, or None."""
    return _handlers.get(kind)


def reply_address(kind: str, key: UUID, *, on: date | None = None) -> str:
    """Returns the address to which an answer about `key` is sent; empty if the instance has no
    mailbox for incoming mail (BOCAGE_INCOMING_ADDRESS), so that answers go to the sender.
    """
    mailbox, _at, domain = settings.BOCAGE.incoming_address.partition("@")
    if not domain:
        return ""
    body = f"{kind}-{_letters(key)}{_day(on or timezone.localdate())}"
    local = f"{mailbox}+{body}{_sign(body, str(settings.SECRET_KEY))}"
    return f"{local}@{domain}" if len(local) <= LONGEST_LOCAL_PART else ""


def read_address(address: str, *, on: date | None = None) -> tuple[str, UUID]:
    """Returns the kind and the key that a reply address carries. Mail programs may have changed the
    case of its letters.

    Raises:
        NotOurAddress: another mailbox, or a token that was cut, changed or invented.
        OldAddress: genuine, from too long ago.
    """
    mailbox, _at, domain = settings.BOCAGE.incoming_address.lower().partition("@")
    local, _at, given_domain = address.strip().lower().rpartition("@")
    given_mailbox, _plus, token = local.partition("+")
    match = _TOKEN.fullmatch(token)
    if not domain or (given_mailbox, given_domain) != (mailbox, domain) or match is None:
        raise NotOurAddress(address)
    body, signature = token[: match.start("sign")], match["sign"].encode()
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    if not any(hmac.compare_digest(_sign(body, key).encode(), signature) for key in keys):
        raise NotOurAddress(address)
    key = _identifier(match["key"])
    made_on = EPOCH + timedelta(days=int(match["day"], 16))
    if (on or timezone.localdate()) - made_on > GOOD_FOR:
        raise OldAddress(match["kind"], key)
    return match["kind"], key


def _sign(body: str, secret: str) -> str:
    digest = hmac.digest(f"bocage.reply_address.{secret}".encode(), body.encode(), sha256)
    return base64.b32encode(digest).decode().lower()[:SIGNATURE_LENGTH]


def _letters(key: UUID) -> str:
    return base64.b32encode(key.bytes).decode().lower().rstrip("=")


def _identifier(letters: str) -> UUID:
    try:
        return UUID(bytes=base64.b32decode(letters.upper() + "======"))
    except (binascii.Error, ValueError) as error:
        raise NotOurAddress(letters) from error


def _day(day: date) -> str:
    return f"{(day - EPOCH).days:04x}"
