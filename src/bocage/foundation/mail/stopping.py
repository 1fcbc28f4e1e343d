"""How a reader stops the messages of an optional channel, from the mail itself.

The room that keeps preferences registers how; each mail of an optional channel then carries the
address at its foot, for people, and in its headers, for the button of their mail program (RFC
8058: a POST to it stops the messages, with nothing else to press).
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from bocage.foundation.mail.messages import channel_named


@dataclass(frozen=True, kw_only=True)
class StopAddresses:
    """`page` asks the reader; `one_click` takes the POST of a mail program."""

    page: str
    one_click: str


Addresser = Callable[[UUID, str, str], StopAddresses]

_addressers: list[Addresser] = []


def offer_to_stop(addresses_of: Addresser) -> Addresser:
    """Registers `addresses_of(person_id, channel_name, language)`. The last one counts."""
    _addressers.append(addresses_of)
    return addresses_of


def stop_addresses(person_id: UUID | None, channel: str, language: str) -> StopAddresses | None:
    """Where the person stops the channel; None for what always passes, and for nobody known."""
    if person_id is None or not _addressers or not channel_named(channel).optional:
        return None
    return _addressers[-1](person_id, channel, language)
