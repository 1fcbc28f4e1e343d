"""Unsubscribing from an optional channel, from the mail itself.

The room that stores preferences registers a function for it; each mail of an optional channel then
has an unsubscribe address at its foot, for people, and in its headers, for the button of their mail
program (RFC 8058: a POST to it unsubscribes, without confirmation).
"""

from collections.abc import Callable
from uuid import UUID

from bocage.foundation.mail.messages import Mail, UnsubscribeLinks, find_channel

Addresser = Callable[[UUID, str, str], UnsubscribeLinks]

_addressers: list[Addresser] = []


def register_unsubscribe_links(addresses_of: Addresser) -> Addresser:
    """Registers `addresses_of(person_id, channel_name, language)`. The last one counts."""
    _addressers.append(addresses_of)
    return addresses_of


def unsubscribe_links(mail: Mail, person_id: UUID | None, language: str) -> UnsubscribeLinks | None:
    """Returns the addresses that stop the subject of a message, or else unsubscribe the person from
    its channel; None for a channel that is not optional, and without a known person.
    """
    links = mail.own_unsubscribe_links(language)
    if links is not None:
        return links
    channel = mail.channel
    if person_id is None or not _addressers or not find_channel(channel).optional:
        return None
    return _addressers[-1](person_id, channel, language)
