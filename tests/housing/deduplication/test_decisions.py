"""Decisions of people on pairs of listings, which no automatic verdict changes."""

import pytest
from django.db import IntegrityError, transaction

from bocage.foundation.errors import NotAllowed
from bocage.housing.deduplication.errors import NothingToTakeBack, OffersDiffer, OnlyListing
from bocage.housing.deduplication.operations.decisions import (
    link_listings,
    split_listings,
    split_off,
    take_back_decisions,
)
from bocage.housing.deduplication.operations.deduplication import deduplicate_pending_listings
from bocage.housing.models import (
    Dwelling,
    DwellingAlias,
    LinkageVerdict,
    Listing,
    MarketFact,
)
from tests.housing.deduplication.pairs import (
    SAME_HOUSE,
    coordinator_of,
    deduplicated_pair,
    doubtful_pair,
)
from tests.housing.factories import ListingFactory
from tests.territory.factories import DepartementFactory

pytestmark = pytest.mark.django_db


def deduplicate_again(*listings: Listing) -> None:
    Listing.objects.filter(pk__in=[listing.pk for listing in listings]).update(deduplicated_at=None)
    deduplicate_pending_listings()


def homes() -> int:
    return Listing.objects.values("dwelling").distinct().count()


def test_a_doubtful_pair_is_two_dwellings_until_somebody_joins_them():
    first, second = doubtful_pair()
    assert LinkageVerdict.objects.get().verdict == "doubtful"
    older = Dwelling.objects.order_by("first_seen_at", "pk").first()

    link_listings(by=coordinator_of(first.commune.departement), first=first, second=second)

    dwelling = Dwelling.objects.get()
    assert dwelling == older
    verdict = LinkageVerdict.objects.get()
    assert (verdict.verdict, verdict.decided_at is not None) == ("linked", True)


def test_the_address_of_a_dwelling_that_was_joined_leads_to_the_other():
    first, second = doubtful_pair()
    before = set(Dwelling.objects.values_list("pk", flat=True))

    link_listings(by=coordinator_of(first.commune.departement), first=first, second=second)

    alias = DwellingAlias.objects.get()
    assert {alias.old_id, alias.dwelling_id} == before


def test_what_a_person_split_is_not_joined_by_the_machine():
    first, second = deduplicated_pair()
    assert homes() == 1

    split_listings(by=coordinator_of(first.commune.departement), first=first, second=second)
    assert homes() == 2
    deduplicate_again(first, second)

    assert homes() == 2
    assert LinkageVerdict.objects.get().verdict == "apart"


def test_what_a_person_joined_is_not_split_by_the_machine():
    first, second = doubtful_pair()
    link_listings(by=coordinator_of(first.commune.departement), first=first, second=second)

    Listing.objects.filter(pk=second.pk).update(surface_m2=400, price_eur=900_000)
    deduplicate_again(first, second)

    assert homes() == 1


def test_the_database_refuses_that_a_machine_changes_a_decision():
    first, second = deduplicated_pair()
    split_listings(by=coordinator_of(first.commune.departement), first=first, second=second)

    with (
        pytest.raises(IntegrityError, match="housing_linkageverdict_decision_stands"),
        transaction.atomic(),
    ):
        LinkageVerdict.objects.update(verdict="linked")


def test_a_third_listing_does_not_tie_what_a_person_held_apart():
    first, second = deduplicated_pair()
    split_listings(by=coordinator_of(first.commune.departement), first=first, second=second)

    ListingFactory(commune=first.commune, **SAME_HOUSE)
    deduplicate_pending_listings()

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.dwelling_id != second.dwelling_id
    assert homes() == 2


def test_a_listing_that_is_split_off_leaves_all_the_others():
    first, second = deduplicated_pair()
    third = ListingFactory(commune=first.commune, **SAME_HOUSE)
    deduplicate_pending_listings()
    third.refresh_from_db()
    assert homes() == 1

    verdicts = split_off(by=coordinator_of(first.commune.departement), listing=third)

    assert len(verdicts) == 2
    assert homes() == 2
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.dwelling_id == second.dwelling_id


def test_the_only_listing_of_a_dwelling_cannot_be_split_off():
    listing = ListingFactory()
    deduplicate_pending_listings()
    listing.refresh_from_db()

    with pytest.raises(OnlyListing):
        split_off(by=coordinator_of(listing.commune.departement), listing=listing)


def test_a_decision_that_is_taken_back_leaves_the_pair_to_the_machine():
    first, second = doubtful_pair()
    by = coordinator_of(first.commune.departement)
    verdict = link_listings(by=by, first=first, second=second)

    take_back_decisions(by=by, verdicts=[verdict.pk])

    assert homes() == 2
    verdict.refresh_from_db()
    assert (verdict.verdict, verdict.decided_at) == ("doubtful", None)
    with pytest.raises(NothingToTakeBack):
        take_back_decisions(by=by, verdicts=[verdict.pk])


def test_a_decision_is_kept_in_the_history_and_what_the_machine_thinks_is_not():
    first, second = doubtful_pair()
    by = coordinator_of(first.commune.departement)
    assert LinkageVerdict.pgh_event_model.objects.count() == 0

    verdict = link_listings(by=by, first=first, second=second)
    take_back_decisions(by=by, verdicts=[verdict.pk])

    events = LinkageVerdict.pgh_event_model.objects.order_by("pgh_id")
    assert list(events.values_list("verdict", "decided_by")) == [
        ("linked", by.pk),
        ("doubtful", None),
    ]


def test_the_coordinator_of_elsewhere_decides_nothing():
    first, second = doubtful_pair()
    sarthe_coordinator = coordinator_of(DepartementFactory(sarthe=True))

    with pytest.raises(NotAllowed):
        link_listings(by=sarthe_coordinator, first=first, second=second)

    assert LinkageVerdict.objects.get().decided_at is None


def test_a_sale_and_a_rental_stay_two_dwellings():
    first = ListingFactory()
    second = ListingFactory(commune=first.commune, offer="rental", price_eur=700)

    with pytest.raises(OffersDiffer):
        link_listings(by=coordinator_of(first.commune.departement), first=first, second=second)


def test_a_home_that_was_reported_before_it_was_joined_is_no_news_when_it_is_split_off():
    first, second = doubtful_pair()
    by = coordinator_of(first.commune.departement)
    MarketFact.objects.update(matched_at=first.first_seen_at)

    verdict = link_listings(by=by, first=first, second=second)
    take_back_decisions(by=by, verdicts=[verdict.pk])

    assert MarketFact.objects.filter(kind="appeared").count() == 2
    assert set(MarketFact.objects.values_list("dwelling", flat=True)) == set(
        Dwelling.objects.values_list("pk", flat=True)
    )
