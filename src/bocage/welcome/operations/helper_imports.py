"""Tables of people who help: brought, looked at, then written into the book at one time.

Whoever is new learns it by mail, and has a week to say no before anything is asked of them. Whoever
is in the book already is brought up to date; whoever closed their card stays out of it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.row_locks import lock_rows
from bocage.people.models import Person
from bocage.welcome.errors.address_book import HelperExists
from bocage.welcome.models import Helper, HelperImport
from bocage.welcome.operations.address_book import (
    Card,
    add_helper,
    change_helper,
    written_card,
)

TIME_TO_SAY_NO = timedelta(days=7)
KEPT_FOR = timedelta(days=1)
"""A table that nobody decided about is forgotten, and with it what it says of people."""

CardKey = tuple[str, str]
"""What makes two lines the same card: the address, and who it is."""


class Fate(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CLOSED = "closed"
    """The person closed their card: they are not brought back by a table."""
    ELSEWHERE = "elsewhere"
    """The card is kept by the coordinator of another territory."""
    REPEATED = "repeated"
    REFUSED = "refused"


def bring_helpers(
    *, by: Person, text: str, file_name: str, now: datetime | None = None
) -> HelperImport:
    """Keeps a table to be looked at. Nothing of it is written into the book, nobody is told.

    Raises:
        NotAllowed: `by` keeps no book.
    """
    if not by.has_perm("welcome.see_helpers"):
        raise NotAllowed
    return HelperImport.objects.create(
        brought_by=by, text=text, file_name=file_name[:120], brought_at=now or timezone.now()
    )


def write_helpers(
    *,
    by: Person,
    brought: HelperImport,
    cards: Sequence[Card],
    refused: int = 0,
    now: datetime | None = None,
) -> HelperImport:
    """Writes the cards of a table into the book, all of them or none. Written already, nothing
    happens. `refused` is how many lines were no cards.

    Raises:
        NotAllowed: somebody else brought it, or `by` no longer keeps the book of a commune in it.
        HelperImport.DoesNotExist: it was put aside, or forgotten.
    """
    if not by.has_perm("welcome.see_helpers"):
        raise NotAllowed
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(by, brought.pk)
        if locked.applied_at is not None:
            return locked
        # In one order, so that two tables that name the same people never wait for each other.
        fates = [_write(by, card, now) for card in sorted(cards, key=key_of)]
        locked.added, locked.changed = fates.count(Fate.NEW), fates.count(Fate.CHANGED)
        left_out = (Fate.CLOSED, Fate.ELSEWHERE)
        locked.left_out = refused + sum(fate in left_out for fate in fates)
        locked.text, locked.applied_at = "", now
        locked.save()
    return locked


def put_helpers_aside(*, by: Person, brought: HelperImport) -> None:
    """Forgets a table. Nothing of it was written.

    Raises:
        NotAllowed: somebody else brought it.
    """
    if by.pk != brought.brought_by_id:
        raise NotAllowed
    HelperImport.objects.filter(pk=brought.pk).delete()


def forget_left_imports(*, now: datetime | None = None) -> int:
    """Forgets the tables of the day before, written or not."""
    old = HelperImport.objects.filter(brought_at__lt=(now or timezone.now()) - KEPT_FOR)
    number, _by_model = old.delete()
    return number


def key_of(card: Card) -> CardKey:
    """What makes it one card of the book."""
    return (card.email.strip().lower(), card.kind)


def standing_cards(cards: Iterable[Card]) -> dict[CardKey, Helper]:
    """The cards of the book that these would be; one query."""
    emails = {key_of(card)[0] for card in cards}
    found = Helper.objects.filter(email__in=emails).select_related("commune")
    return {(helper.email, helper.kind): helper for helper in found}


def fate_of(card: Card, standing: Helper | None, *, by: Person) -> Fate:
    """What becomes of a card, with what stands in the book."""
    if standing is None:
        return Fate.NEW
    if not by.has_perm("welcome.keep_helper", standing):
        return Fate.ELSEWHERE
    if not standing.is_open:
        return Fate.CLOSED
    written = written_card(card)
    is_same = all(getattr(standing, name) == value for name, value in written.items())
    return Fate.SAME if is_same else Fate.CHANGED


def _write(by: Person, card: Card, now: datetime) -> Fate:
    standing = standing_cards([card]).get(key_of(card))
    if standing is None:
        try:
            with transaction.atomic():
                add_helper(by=by, card=card, asked_from=now + TIME_TO_SAY_NO, now=now)
        except HelperExists:
            standing = standing_cards([card])[key_of(card)]
        else:
            return Fate.NEW
    fate = fate_of(card, standing, by=by)
    if fate == Fate.CHANGED:
        change_helper(by=by, helper=standing, card=card)
    return fate


def _locked(by: Person, key: UUID) -> HelperImport:
    locked = lock_rows(HelperImport.objects.all()).get(pk=key)
    if locked.brought_by_id != by.pk:
        raise NotAllowed
    return locked
