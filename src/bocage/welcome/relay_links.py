"""The signed address with which somebody reads a relay and answers it without signing in.

It names a person and a relay. Rights are those of the day: a link shows nothing to somebody whose
mandate is over, or about a household that no longer agrees. Opened, it changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from bocage.foundation.signed_links import SignedLink
from bocage.foundation.signed_texts import UnknownLink
from bocage.people.acting import person_of_mail
from bocage.people.models import Person
from bocage.welcome.models import Relay

LINK = SignedLink("welcome.relay", good_for=timedelta(days=180))


@dataclass(frozen=True, kw_only=True)
class RelayLink:
    """Who answers, and about what."""

    person: Person
    relay: Relay


def relay_token(person_id: UUID, relay_id: UUID) -> str:
    """What the address carries."""
    return LINK.token(person_id, relay_id)


def relay_url(person_id: UUID, relay_id: UUID, *, choice: str = "", language: str = "fr") -> str:
    """The whole address, for a mail: the page with every choice, or that of one of them."""
    token = relay_token(person_id, relay_id)
    name = "relay_signed_choice" if choice else "relay_signed"
    return LINK.url(name, token, *filter(None, [choice]), language=language)


def read_relay_link(token: str) -> RelayLink:
    """Who answers and what; changes nothing.

    Raises:
        UnknownLink: it was cut, changed, or never ours.
        ExpiredLink: it is too old.
    """
    key, relay_key = LINK.read(token)
    person = person_of_mail(key)
    relay = find_relay_by_key(UUID(relay_key))
    if person is None or relay is None:
        raise UnknownLink
    return RelayLink(person=person, relay=relay)


def find_relay_by_key(key: UUID) -> Relay | None:
    """A relay with what its pages read."""
    return (
        Relay.objects.select_related(
            "commune__epci", "commune__departement", "project__commune", "asked_by", "answered_by"
        )
        .prefetch_related("project__adults__person")
        .filter(pk=key)
        .first()
    )
