"""Changes of a home are notified to the searches that it did not meet before."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from bocage.housing.alerts.operations import matching
from bocage.housing.alerts.operations.alerts import send_due_alerts
from bocage.housing.alerts.operations.matching import match_pending_facts
from bocage.housing.deduplication.operations.deduplication import deduplicate_pending_listings
from bocage.housing.models import Alert, Dwelling, Listing, MarketFact
from bocage.workspaces.hosting.operations.places import publish_place
from tests.housing.deduplication.pairs import SAME_HOUSE
from tests.housing.factories import (
    AlertFactory,
    DwellingFactory,
    ListingFactory,
    MarketFactFactory,
    SavedSearchFactory,
)
from tests.housing.wishes import between, search_around
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import HostFactory, PlaceFactory, ResourceFactory

pytestmark = pytest.mark.django_db

BARE = {
    "surface_m2": None,
    "rooms": None,
    "land_m2": None,
    "energy_class": "",
    "title": "Maison",
    "description": "Au calme.",
}
"""Values stated by an agency when a home is first listed."""


def deduplicate():
    deduplicate_pending_listings()
    while match_pending_facts():
        pass


def offered(**fields):
    """Returns a deduplicated listing whose appearance was notified."""
    listing = ListingFactory(**BARE | fields)
    deduplicate()
    return listing


def states(listing, **fields):
    """The next delivery says this of a listing."""
    Listing.objects.filter(pk=listing.pk).update(deduplicated_at=None, **fields)
    deduplicate()


def read_alerts():
    """The searches that were alerted of what, in the order in which it happened."""
    alerts = Alert.objects.order_by("fact__happened_at", "fact", "search__created_at")
    return [(alert.search_id, alert.fact.kind) for alert in alerts]


@pytest.mark.parametrize(
    ("wish", "changes"),
    [
        ({"surface": between(90), "needs_fibre": True}, {"surface_m2": 95}),
        ({"surface": between(90)}, {"surface_m2": 90}),
        ({"rooms": between(4)}, {"rooms": 4}),
        ({"land_from_m2": 800}, {"land_m2": 1_000}),
        ({"energy_at_least": "D"}, {"energy_class": "C"}),
        ({"needs_garden": True}, {"description": "Au calme. Jardin clos."}),
        ({"needs_office_room": True}, {"description": "Au calme. Un bureau."}),
        ({"words": "cheminée"}, {"description": "Au calme. Belle cheminée."}),
        ({"kinds": ["apartment"]}, {"kind": "apartment"}),
        ({"offer": "rental"}, {"offer": "rental"}),
        ({"price": between(first=190_000)}, {"price_eur": 195_000}),
    ],
    ids="-".join,
)
def test_a_home_that_comes_to_answer_a_search_is_reported_once(wish, changes):
    search = SavedSearchFactory(**wish)
    listing = offered()
    assert read_alerts() == []

    states(listing, **{"description": "Au calme. Fibre optique éligible.", **changes})
    assert read_alerts() == [(search.pk, "changed")]

    states(listing, title="Maison de bourg")
    assert read_alerts() == [(search.pk, "changed")]


def test_a_home_that_is_put_in_its_commune_is_reported_around_it():
    mortagne, flers = CommuneFactory(mortagne=True), CommuneFactory(flers=True)
    search = search_around(mortagne)
    listing = offered(commune=flers)

    states(listing, commune=mortagne)

    assert read_alerts() == [(search.pk, "changed")]


def test_who_could_have_known_the_home_is_not_shown_that_it_has_changed():
    listing = offered(surface_m2=100, description="Au calme. Cheminée.")
    SavedSearchFactory(words="cheminée", surface=between(90))

    states(listing, surface_m2=120, description="Au calme. Cheminée et jardin.")

    assert read_alerts() == []


def test_who_was_notified_of_the_home_is_not_shown_that_it_has_changed():
    search = SavedSearchFactory(surface=between(last=120))
    listing = offered(surface_m2=100)
    assert read_alerts() == [(search.pk, "appeared")]

    states(listing, surface_m2=200)
    states(listing, surface_m2=110)

    assert read_alerts() == [(search.pk, "appeared")]


@pytest.mark.parametrize(
    "changes",
    [
        {"surface_m2": None},
        {"rooms": None},
        {"land_m2": 200},
        {"energy_class": "E"},
        {"energy_class": "NS"},
        {"bedrooms": 4},
    ],
    ids=["no surface", "no rooms", "less land", "worse", "not subject", "bedrooms"],
)
def test_what_lets_no_search_in_is_no_fact(changes):
    ListingFactory(energy_class="D", land_m2=400, description="Au calme. Jardin.")
    deduplicate_pending_listings()

    Listing.objects.update(deduplicated_at=None, **changes)
    deduplicate_pending_listings()

    assert list(MarketFact.objects.values_list("kind", flat=True)) == ["appeared"]


def test_a_change_that_interests_nobody_is_forgotten():
    listing = offered()

    states(listing, surface_m2=90)

    assert list(MarketFact.objects.values_list("kind", flat=True)) == ["appeared"]


def test_what_the_home_was_is_forgotten_once_it_is_matched():
    SavedSearchFactory(surface=between(90))
    listing = offered()

    Listing.objects.update(deduplicated_at=None, surface_m2=95, description="Remis à neuf.")
    deduplicate_pending_listings()
    (was,) = MarketFact.objects.get(kind="changed").before
    assert (was["surface_m2"], was["price_eur"]) == (None, listing.price_eur)
    assert "calm" in was["search_vector"]

    match_pending_facts()
    assert MarketFact.objects.get(kind="changed").before is None


def test_only_what_changed_keeps_what_it_was():
    with pytest.raises(IntegrityError, match="housing_marketfact_before_of_what_changed"):
        MarketFactFactory(before=[])


def test_a_home_under_offer_is_shown_when_it_is_back():
    search = SavedSearchFactory(surface=between(90))
    listing = offered(status="under_offer")

    states(listing, surface_m2=95)
    assert read_alerts() == []
    states(listing, status="available")

    assert read_alerts() == [(search.pk, "back")]


def test_a_fall_tells_those_whom_the_home_answers_now_as_well():
    search = SavedSearchFactory(surface=between(90))
    listing = offered()

    states(listing, surface_m2=95, price_eur=170_000)

    assert read_alerts() == [(search.pk, "price_fell")]


def test_another_agency_that_says_more_is_reported_to_those_whom_it_answers():
    commune = CommuneFactory()
    search = SavedSearchFactory(rooms=between(6))
    unaware = SAME_HOUSE | {"commune": commune, "rooms": None}
    offered(**unaware)

    ListingFactory(**BARE | unaware | {"rooms": 6})
    deduplicate()

    assert Dwelling.objects.count() == 1
    assert read_alerts() == [(search.pk, "changed")]


def test_a_home_joined_before_it_was_reported_is_news_of_the_home_that_it_is():
    """Its own fact is deleted with its dwelling: the surviving home is announced instead."""
    commune = CommuneFactory()
    search = SavedSearchFactory(price=between(last=225_000))
    house = SAME_HOUSE | {"commune": commune}
    offered(**house)
    second = ListingFactory(**BARE | house | {"price_eur": 224_000, "offer": "rental"})
    deduplicate_pending_listings()
    assert Dwelling.objects.count() == 2

    Listing.objects.filter(pk=second.pk).update(deduplicated_at=None, offer="sale")
    deduplicate()

    assert Dwelling.objects.count() == 1
    assert read_alerts() == [(search.pk, "price_fell")]


@pytest.mark.parametrize("fate", ["dearer", "gone"])
def test_a_known_home_whose_change_waits_is_still_known_when_it_is_joined(fate):
    """The pending fact is a change of a home already announced: the home that it is merged into is
    neither cheaper nor back because of it.
    """
    commune = CommuneFactory()
    search = SavedSearchFactory()
    house = SAME_HOUSE | {"commune": commune}
    first = offered(**house)
    second = offered(**house | {"price_eur": 229_000, "surface_m2": "90"})
    if fate == "gone":
        states(first, status="withdrawn", gone_at=timezone.now())
    assert read_alerts() == [(search.pk, "appeared"), (search.pk, "appeared")]
    Listing.objects.filter(pk=second.pk).update(deduplicated_at=None, title="Maison de bourg")
    deduplicate_pending_listings()
    assert MarketFact.objects.filter(kind="changed", matched_at=None).count() == 1

    states(second, surface_m2=SAME_HOUSE["surface_m2"])

    assert Dwelling.objects.count() == 1
    assert read_alerts() == [(search.pk, "appeared"), (search.pk, "appeared")]


def test_a_change_that_waits_is_not_lost_when_its_home_is_joined():
    commune = CommuneFactory()
    house = SAME_HOUSE | {"commune": commune}
    offered(**house)
    second = offered(**house | {"surface_m2": "90"})
    search = SavedSearchFactory(words="cheminée")
    SavedSearchFactory(words="calme")
    Listing.objects.filter(pk=second.pk).update(
        deduplicated_at=None, description="Au calme, belle cheminée."
    )
    deduplicate_pending_listings()
    assert MarketFact.objects.filter(kind="changed", matched_at=None).count() == 1

    states(second, surface_m2=SAME_HOUSE["surface_m2"])

    assert Dwelling.objects.count() == 1
    assert read_alerts() == [(search.pk, "changed")]


def test_news_goes_before_any_number_of_changes(monkeypatch):
    monkeypatch.setattr(matching, "FACTS_AT_ONCE", 2)
    SavedSearchFactory()
    for _number in range(3):
        MarketFactFactory(kind="changed", before=[])
    news = MarketFactFactory()

    match_pending_facts()

    assert list(Alert.objects.values_list("fact", flat=True)) == [news.pk]
    assert (match_pending_facts(), match_pending_facts(), match_pending_facts()) == (2, 1, 0)
    assert Alert.objects.count() == 4


def test_a_home_is_asked_about_once_however_many_dwellings_it_was(django_assert_num_queries):
    SavedSearchFactory(surface=between(90))
    home = DwellingFactory(surface_m2=95)
    was = {"offer": "sale", "kind": "house", "price_eur": 180_000, "energy_class": ""}
    MarketFactFactory(kind="changed", dwelling=home, before=[was, {**was, "surface_m2": 80}])

    # Savepoint, news, changes, match, insert, mark, forget, release.
    with django_assert_num_queries(8):
        match_pending_facts()
    assert Alert.objects.count() == 1


def place_opens():
    """A place to work in Boitron, eight kilometres from Sées."""
    place = PlaceFactory(boitron=True, status="draft")
    ResourceFactory(place=place)
    publish_place(by=HostFactory(of=place), place=place)


def test_a_place_to_work_that_opens_is_reported_to_those_who_ask_for_one_near(run_tasks):
    search = SavedSearchFactory(workspace_within_m=10_000)
    SavedSearchFactory(workspace_within_m=2_000)
    near, _joined = (DwellingFactory(commune=CommuneFactory(sees=True)) for _number in range(2))
    Dwelling.objects.exclude(pk=near.pk).update(is_on_the_market=False, gone_at=timezone.now())

    place_opens()
    run_tasks()

    assert read_alerts() == [(search.pk, "changed")]
    assert Alert.objects.get().fact.dwelling == near


def test_a_place_to_work_that_nobody_asks_for_makes_no_fact(run_tasks):
    SavedSearchFactory(workspace_within_m=2_000)
    DwellingFactory(commune=CommuneFactory(sees=True))

    place_opens()
    run_tasks()

    assert MarketFact.objects.count() == 0


def test_the_mail_says_that_the_listing_changed(deliver_mails):
    now = timezone.now()
    search = SavedSearchFactory(quiet_from=0, quiet_until=0)
    fact = MarketFactFactory(kind="changed", matched_at=now)
    AlertFactory(search=search, fact=fact, due_at=now)

    send_due_alerts(now=now)

    (mail,) = deliver_mails()
    assert mail.subject.startswith("L’annonce a changé · Longère de 5 pièces")
    assert "elle répond maintenant à votre recherche" in mail.text


@pytest.mark.parametrize("first", ["changed", "price_fell"])
def test_a_fall_is_stated_before_a_change_of_the_same_home(deliver_mails, first):
    now = timezone.now()
    search = SavedSearchFactory(quiet_from=0, quiet_until=0)
    home = DwellingFactory()
    for kind in (first, "price_fell" if first == "changed" else "changed"):
        previous = 190_000 if kind == "price_fell" else None
        fact = MarketFactFactory(kind=kind, dwelling=home, previous_price_eur=previous)
        AlertFactory(search=search, fact=fact, due_at=now)

    send_due_alerts(now=now)

    (mail,) = deliver_mails()
    assert [line["fact"] for line in mail.facts["lines"]] == ["price_fell"]
