"""Import of cards of helpers from a table.

A new helper is notified by mail, and has a week to refuse before any request. An existing card is
updated; a closed card stays closed.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from bocage.people.models import Person
from bocage.people.table_imports.kinds import Fate
from bocage.welcome.helpers.errors import HelperExists
from bocage.welcome.helpers.models import Helper
from bocage.welcome.helpers.operations.profiles import Card, add_helper, change_helper, written_card

TIME_TO_SAY_NO = timedelta(days=7)

CLOSED = "closed"
"""Fate of a row whose helper closed their card: an import never reopens it."""
OUT_OF_REACH = "elsewhere"
"""Fate of a card that the coordinator of another territory manages."""

CardKey = tuple[str, str]
"""Key of a card: two rows with the same address and kind are the same card."""


def key_of(card: Card) -> CardKey:
    """Returns the key that identifies a card in the address book."""
    return (card.email.strip().lower(), card.kind)


def existing_cards(cards: Iterable[Card]) -> dict[CardKey, Helper]:
    """Returns the existing cards with the same keys as the given ones; one query."""
    emails = {key_of(card)[0] for card in cards}
    helpers = Helper.objects.filter(email__in=emails).select_related("commune")
    return {(helper.email, helper.kind): helper for helper in helpers}


def fate_of(card: Card, existing: Helper | None, *, by: Person) -> str:
    """Determines what importing a card would do, given the existing one."""
    if existing is None:
        return Fate.NEW
    if not by.has_perm("welcome.manage_helper", existing):
        return OUT_OF_REACH
    if not existing.is_open:
        return CLOSED
    card_fields = written_card(card)
    is_same = all(getattr(existing, name) == value for name, value in card_fields.items())
    return Fate.SAME if is_same else Fate.CHANGED


def write_card(*, by: Person, card: Card, now: datetime) -> str:
    """Writes a card of an imported table into the address book, and returns its fate. Idempotent.

    Raises:
        NotAllowed: `by` does not manage the cards of its commune.
    """
    existing = existing_cards([card]).get(key_of(card))
    if existing is None:
        try:
            with transaction.atomic():
                add_helper(by=by, card=card, available_from=now + TIME_TO_SAY_NO, now=now)
        except HelperExists:
            existing = existing_cards([card])[key_of(card)]
        else:
            return Fate.NEW
    fate = fate_of(card, existing, by=by)
    if fate == Fate.CHANGED:
        change_helper(by=by, helper=existing, card=card)
    return fate
