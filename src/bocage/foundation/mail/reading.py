"""Parsing of a raw mail into the data that rooms need.

Any content is parsed into something, even malformed or hostile: an unknown charset, a truncated
header, parts that are invalid. Nothing here raises on the content of a mail.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32, compat32
from email.utils import getaddresses, parseaddr
from hashlib import sha256
from itertools import count
from typing import Any

from django.utils.translation import gettext as _

from bocage.foundation.mail.plain_text import text_of_html
from bocage.foundation.mail.quoting import own_words

LONGEST_MAIL = 25_000_000
"""Maximum size of a parsed mail, in bytes.

A parsed mail takes about eight times its size in memory (its bytes, their text, its lines): 200 MB
for this one, on the smallest server, whose memory the worker shares with the pages and the
database. Of a longer one this beginning is read, and its author and the team are notified.
"""
LONGEST_WORDS = 20_000
LONGEST_WHOLE = 100_000
LONGEST_HEADER = 255
MAX_ATTACHMENTS = 20
MAX_PARTS = 200
MAX_MESSAGES = 1_000
"""Parts, in one another or not, that are made of a mail at all; each takes 2 KB."""
MAX_HEADERS = 1_000
LONGEST_PARSED = 4_096
"""Maximum length of one header."""
LONGEST_RECIPIENTS = 64 * 1024
"""Maximum length of a header of addresses, which has another parser."""
HEADERS_ALONE = 256 * 1024
"""Bytes read of a mail of which only the headers can be parsed."""
AUTOMATIC_PRECEDENCE = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})
RECIPIENT_HEADERS = (
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "To",
    "Cc",
    "Resent-To",
)


@dataclass(frozen=True, kw_only=True)
class ReadMail:
    """Contents of a received mail. Addresses are in lower case."""

    message_id: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    in_reply_to: str
    words: str
    """Text of its author, without quotations and signature."""
    whole: str
    """Its whole text."""
    attachments: tuple[str, ...]
    """Attachments, as « photo.jpg (40 Mo) », without inline pictures; includes the end of a
    truncated mail.
    """
    is_cut: bool
    """True if it is longer than LONGEST_MAIL: the rest was not read."""
    is_automatic: bool
    """No person wrote it: an absence, a list, a receipt (RFC 3834)."""
    is_bounce: bool
    """True if it reports that another mail did not arrive."""
    bounced_message_id: str = ""
    bounced_recipient: str = ""
    bounce_words: str = ""
    bounce_status: str = ""
    """Its code (RFC 3463), as « 5.1.1 »."""


def read_mail(raw: bytes) -> ReadMail:
    """Reads a mail. A part that cannot be read is left out, never the mail. Given one byte more
    than LONGEST_MAIL, it knows that there was more to read."""
    is_cut = len(raw) > LONGEST_MAIL
    message = _parsed(raw[:LONGEST_MAIL])
    parts = list(_parts(message))
    whole = _text(parts)
    is_bounce = _is_bounce(message, parts)
    return ReadMail(
        message_id=_message_id(message, raw),
        sender=_sender(message)[1],
        sender_name=_sender(message)[0],
        recipients=tuple(_recipients(message)),
        subject=_header(message, "Subject"),
        in_reply_to=_header(message, "In-Reply-To"),
        words=own_words(whole)[:LONGEST_WORDS],
        whole=whole[:LONGEST_WHOLE],
        attachments=tuple(_left_out_of_cut(parts) if is_cut else _attachments(parts)),
        is_cut=is_cut,
        is_automatic=is_bounce or _is_automatic(message),
        is_bounce=is_bounce,
        **(_bounced(parts) if is_bounce else {}),
    )


class _TooManyParts(Exception):
    """The mail has more parts than any that a person wrote."""


class _BoundedMessage(Message):
    """Message with bounded headers, so that the parser always takes a short time.

    Headers are parsed with `compat32`: the newer policies of Python parse each one again at every
    access, with functions that recurse at each parenthesis, in a time that grows with the square of
    its parameters.
    """

    def set_raw(self, name: str, value: str) -> None:
        if len(self) < MAX_HEADERS:
            is_of_addresses = name.title() in RECIPIENT_HEADERS
            limit = LONGEST_RECIPIENTS if is_of_addresses else LONGEST_PARSED
            super().set_raw(name, value[:limit])


def _parsed(raw: bytes) -> Message:
    """Parses the mail, or its headers alone if its parts are too many or nested too deep."""
    counter = count(1)

    def message(policy: Compat32 = compat32) -> Message:
        if next(counter) > MAX_MESSAGES:
            raise _TooManyParts
        return _BoundedMessage(policy)

    try:
        return message_from_bytes(raw, message)
    except (_TooManyParts, RecursionError):
        parser = BytesParser(_BoundedMessage)
        return parser.parsebytes(raw[:HEADERS_ALONE], headersonly=True)


def _header(message: Message, name: str) -> str:
    """Reads a header into one line."""
    return _decoded(str(message.get(name, "")))[:LONGEST_HEADER]


def _decoded(value: str) -> str:
    """Decodes a header, or a part of it, into one line (RFC 2047).

    Returns it unchanged if its encoded words have an unknown charset or invalid bytes.
    """
    with suppress(MessageError, LookupError, UnicodeError, ValueError):
        value = str(make_header(decode_header(value)))
    return re.sub(r"\s+", " ", _storable(value)).strip()


def _raw_headers(message: Message, name: str) -> list[str]:
    lowered = name.lower()
    return [
        str(value) for header_name, value in message.raw_items() if header_name.lower() == lowered
    ]


def _message_id(message: Message, raw: bytes) -> str:
    """Its own, or one made of its content: a mail without any is recognised all the same."""
    identifier = "".join(_header(message, "Message-ID").split())
    return identifier or f"<{sha256(raw).hexdigest()}@without-id>"


def _sender(message: Message) -> tuple[str, str]:
    name, address = parseaddr(_header(message, "From"), strict=False)
    return name[:120], address.lower()[:254]


def _recipients(message: Message) -> Iterator[str]:
    for header in RECIPIENT_HEADERS:
        for value in _raw_headers(message, header):
            for _name, address in _addresses(_storable(value)):
                if "@" in address:
                    yield address.lower()


def _addresses(value: str) -> list[tuple[str, str]]:
    """Parses the addresses of a header; none if its parentheses are nested too deep for Python."""
    try:
        return getaddresses([value], strict=False)
    except RecursionError:
        return []


def _parts(message: Message) -> Iterator[Message]:
    """Yields the leaf parts, without those of an attached mail."""
    waiting: list[Any] = [message]
    for _step in range(MAX_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        content_type = part.get_content_type()
        if part.is_multipart() and not content_type.startswith("message/"):
            waiting = [*part.get_payload(), *waiting]
        else:
            yield part


def _text(parts: list[Message]) -> str:
    """Returns the plain text of the mail, else the text of its HTML."""
    texts = [_content(part) for part in parts if _is_text(part, "plain")]
    plain = "\n".join(filter(None, texts)).strip()
    if plain:
        return plain
    pages = [_content(part) for part in parts if _is_text(part, "html")]
    return text_of_html("\n".join(pages)) if pages else ""


def _is_text(part: Message, subtype: str) -> bool:
    return (
        part.get_content_type() == f"text/{subtype}" and part.get_content_disposition() is None
    ) or (part.get_content_type() == f"text/{subtype}" and not _filename(part) and _is_inline(part))


def _is_inline(part: Message) -> bool:
    return part.get_content_disposition() == "inline"


def _content(part: Message) -> str:
    """Its text in its charset; where that one is unknown or a lie, the likeliest ones."""
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # A transfer encoding that is none.
        payload = None
    if not isinstance(payload, bytes):
        return _storable(str(_payload(part) or ""))
    charsets = [part.get_content_charset() or "utf-8", "utf-8", "cp1252"]
    for charset in charsets:
        try:
            return _storable(payload.decode(charset))
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return _storable(payload.decode("latin-1"))


def _payload(part: Message) -> Any:
    """Its text as it came, or its parts; nothing where it names a charset that cannot be one."""
    try:
        return part.get_payload()
    except ValueError:
        return ""


def _storable(text: str) -> str:
    """Removes what PostgreSQL cannot store: NUL characters and lone surrogates."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\x00", "")


def _left_out_of_cut(parts: list[Message]) -> Iterator[str]:
    """Yields the attachments of a truncated mail, and its end, whose content is unknown."""
    yield from _attachments(parts, cut=parts[-1] if parts else None)
    yield _("la fin du courriel, qui dépasse %(most)s Mo") % {"most": LONGEST_MAIL // 1_000_000}


def _attachments(parts: list[Message], *, cut: Message | None = None) -> Iterator[str]:
    """Yields names and sizes of attachments; a truncated one has the size of its beginning."""
    attached = 0
    for part in parts:
        if _is_text(part, "plain") or _is_text(part, "html"):
            continue
        if part.get_content_maintype() == "image" and part.get("Content-ID") and _is_inline(part):
            continue
        if part.get_content_type().startswith("message/delivery-status"):
            continue
        if attached == MAX_ATTACHMENTS:
            return
        attached += 1
        size = _("plus de %(size)s") % {"size": _size(part)} if part is cut else _size(part)
        yield f"{_filename(part) or part.get_content_type()} ({size})"[:LONGEST_HEADER]


def _filename(part: Message) -> str:
    return _decoded(part.get_filename() or "")[:120]


def _size(part: Message) -> str:
    payload = _payload(part)
    length = len(payload) - payload.count("\n") if isinstance(payload, str) else 0
    if str(part.get("Content-Transfer-Encoding", "")).lower() == "base64":
        length = length * 3 // 4
    return f"{length / 1_000_000:.0f} Mo" if length >= 1_000_000 else f"{-(-length // 1000)} ko"


def _is_automatic(message: Message) -> bool:
    submitted = _header(message, "Auto-Submitted").lower()
    if submitted and not submitted.startswith("no"):
        return True
    if _header(message, "Precedence").lower() in AUTOMATIC_PRECEDENCE:
        return True
    if any(message.get(name) for name in ("X-Autoreply", "X-Autorespond", "List-Id")):
        return True
    is_receipt = message.get_content_type() == "multipart/report"
    return is_receipt or _header(message, "Return-Path") == "<>"


def _is_bounce(message: Message, parts: list[Message]) -> bool:
    """Checks for a delivery status notification (RFC 3464), or the mail of a postmaster instead."""
    if any(part.get_content_type() == "message/delivery-status" for part in parts):
        return True
    mailbox = _sender(message)[1].partition("@")[0]
    return mailbox in {"mailer-daemon", "postmaster"} and _is_automatic(message)


def _bounced(parts: list[Message]) -> dict[str, str]:
    """Returns which mail did not arrive, to which address, and why."""
    fields = dict.fromkeys(
        ("bounced_message_id", "bounced_recipient", "bounce_words", "bounce_status"), ""
    )
    for part in parts:
        text = _inner_headers(part)
        match part.get_content_type():
            case "message/delivery-status":
                fields["bounced_recipient"] = _first(
                    r"^(?:Final|Original)-Recipient:\s*[^;\n]*;\s*(\S{3,254})", text
                ).strip("<>")
                fields["bounce_words"] = _first(
                    r"^Diagnostic-Code:\s*[^;\n]*;\s*([^\n]{1,400})", text
                )
                fields["bounce_status"] = _first(r"^Status:\s*([245]\.\d{1,3}\.\d{1,3})", text)
            case "message/rfc822" | "text/rfc822-headers" | "message/rfc822-headers":
                fields["bounced_message_id"] = _first(r"^Message-ID:\s*(<[^>\n]{1,250}>)", text)
    return fields


def _inner_headers(part: Message) -> str:
    """Returns the headers of a mail within the mail, or of the report on it."""
    payload = _payload(part)
    if isinstance(payload, list):
        # Raw headers, since serialising malformed ones fails.
        lines = [
            f"{name}: {value}"
            for part in payload
            if isinstance(part, Message)
            for name, value in part.raw_items()
        ]
        return _storable("\n".join(lines))[:LONGEST_WHOLE]
    return _content(part)[:LONGEST_WHOLE]


def _first(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.IGNORECASE | re.MULTILINE)
    return match[1].strip() if match else ""
