"""Decisions of people on pairs of listings, which automatic verdicts never change."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.housing.deduplication.errors import NothingToTakeBack, OffersDiffer, OnlyListing
from bocage.housing.deduplication.models import LinkageVerdict
from bocage.housing.deduplication.operations.deduplication import (
    deduplicate,
    hold_deduplication_lock,
)
from bocage.housing.deduplication.operations.trait_reader import Reader
from bocage.housing.market.models.listings import Listing
from bocage.people.models import Person

Verdict = LinkageVerdict.Verdict


def link_listings(
    *, by: Person, first: Listing, second: Listing, now: datetime | None = None
) -> LinkageVerdict:
    """Decides that two listings are about one home; their dwellings become one.

    Raises:
        NotAllowed: `by` does not coordinate where both are.
        OffersDiffer: one is for sale and the other to rent.
    """
    if first.offer != second.offer:
        raise OffersDiffer
    return _decide(by, first, [second], Verdict.LINKED, now)[0]


def split_listings(
    *, by: Person, first: Listing, second: Listing, now: datetime | None = None
) -> LinkageVerdict:
    """Decides that two listings are about two homes, even where others would tie them.

    Raises:
        NotAllowed: `by` does not coordinate where both are.
    """
    return _decide(by, first, [second], Verdict.APART, now)[0]


def split_off(*, by: Person, listing: Listing, now: datetime | None = None) -> list[LinkageVerdict]:
    """Gives a listing a dwelling of its own, apart from all the others of its dwelling.

    Raises:
        NotAllowed: `by` does not coordinate where it is.
        OnlyListing: the dwelling has no other.
    """
    mates = list(Listing.objects.filter(dwelling=listing.dwelling_id).exclude(pk=listing.pk))
    if listing.dwelling_id is None or not mates:
        raise OnlyListing
    return _decide(by, listing, mates, Verdict.APART, now)


def take_back_decisions(
    *, by: Person, verdicts: Iterable[UUID], now: datetime | None = None
) -> list[LinkageVerdict]:
    """Withdraws decisions, all or none: the pairs get their automatic verdicts again.

    Raises:
        NotAllowed: `by` does not coordinate where they are.
        NothingToTakeBack: one of them is no longer decided.
    """
    now = now or timezone.now()
    with transaction.atomic():
        hold_deduplication_lock()
        locked = list(
            LinkageVerdict.objects.select_for_update(of=("self",))
            .select_related("first__source", "first__commune", "second__source", "second__commune")
            .filter(pk__in=list(verdicts))
            .order_by("pk")
        )
        for verdict in locked:
            by.require("housing.judge_linkage", verdict)
        if not locked or any(verdict.decided_at is None for verdict in locked):
            raise NothingToTakeBack
        for verdict in locked:
            verdict.verdict, verdict.decided_by, verdict.decided_at = Verdict.DOUBTFUL, None, None
            verdict.save(update_fields=["verdict", "decided_by", "decided_at"])
        keys = {key for verdict in locked for key in (verdict.first_id, verdict.second_id)}
        deduplicate(sorted(keys), reader=Reader(), now=now)
    return locked


def _decide(
    by: Person,
    listing: Listing,
    mates: list[Listing],
    decided: Verdict,
    now: datetime | None,
) -> list[LinkageVerdict]:
    """Writes the decision on each pair and arranges the homes anew, in one transaction."""
    now = now or timezone.now()
    with transaction.atomic():
        hold_deduplication_lock()
        reader = Reader()
        traits = reader.traits([listing, *mates])
        verdicts = []
        for mate in mates:
            first, second = sorted((listing, mate), key=lambda candidate: candidate.pk)
            verdict = (
                LinkageVerdict.objects.select_for_update(of=("self",))
                .filter(first=first, second=second)
                .first()
            ) or LinkageVerdict(first=first, second=second, judged_at=now)
            verdict.first, verdict.second = first, second
            by.require("housing.judge_linkage", verdict)
            judged = reader.judge(traits[first.pk], traits[second.pk])
            verdict.score = judged.score
            verdict.reasons = [reason.as_document() for reason in judged.reasons]
            verdict.verdict, verdict.decided_by, verdict.decided_at = decided, by, now
            verdict.save()
            verdicts.append(verdict)
        deduplicate(sorted({listing.pk, *(mate.pk for mate in mates)}), reader=reader, now=now)
    return verdicts
