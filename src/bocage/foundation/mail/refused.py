"""Addresses that no longer exist, published to the rooms that send many mails.

Mail servers lower the reputation of a sender that goes on writing to such addresses.
"""

import re
from uuid import UUID

from bocage.foundation.events import Event, publish
from bocage.foundation.models.mail import OutgoingMail

GONE_STATUSES = frozenset({"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"})
"""Enhanced codes (RFC 3463) of an address or a domain that does not exist, or is closed. A full
mailbox (5.2.2) empties, and a refusal by policy (5.7) is about the message."""
CODE = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)")
BARE_CODE = re.compile(r"(?<!\d)55[013](?!\d)")
ABOUT_THE_MESSAGE = re.compile(
    r"spam|polic|block|blacklist|reputation|content|virus", re.IGNORECASE
)


class AddressRefused(Event):
    """A mail did not arrive, and none to this address will."""

    mail_id: UUID
    address: str
    person_id: UUID | None
    words: str


def refuses_address_for_good(words: str) -> bool:
    """Checks whether the answer of a mail server means that an address takes no mail for good."""
    codes = CODE.findall(words)
    if codes:
        return any(code in GONE_STATUSES for code in codes)
    return bool(BARE_CODE.search(words)) and not ABOUT_THE_MESSAGE.search(words)


def publish_refused_address(outgoing: OutgoingMail, words: str) -> None:
    """Publishes that an address is gone, if the answer of its server means so."""
    if refuses_address_for_good(words):
        publish(
            AddressRefused(
                mail_id=outgoing.pk,
                address=outgoing.recipient,
                person_id=outgoing.person_id,
                words=words[:400],
            )
        )
