"""The queue of doubtful pairs, and the listings of one home."""

import pytest
from django.test import Client
from django.urls import reverse

from bocage.housing.deduplication.operations.deduplication import deduplicate_pending_listings
from bocage.housing.models import Dwelling, LinkageVerdict
from tests.housing.deduplication.pairs import (
    SAME_HOUSE,
    coordinator_of,
    deduplicated_pair,
    doubtful_pair,
)
from tests.housing.factories import ListingFactory
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory

pytestmark = pytest.mark.django_db

QUEUE_QUERIES = 6
HOME_QUERIES = 7
"""Queries within an existing session: its first request also records the browser."""


@pytest.fixture
def coordinator(client: Client):
    person = coordinator_of(DepartementFactory())
    client.force_login(person)
    client.get(reverse("linkage_queue"))
    return person


def decide(client: Client, decision: str):
    verdict = LinkageVerdict.objects.get()
    return client.post(
        reverse("linkage_decide", args=[verdict.pk]), {"decision": decision}, follow=True
    )


def test_the_queue_compares_the_likeliest_pair(client, coordinator):
    first, second = doubtful_pair()

    page = client.get(reverse("linkage_queue")).content.decode()

    assert first.source.name in page
    assert second.source.name in page
    assert "182\u202f000\u00a0€" in page
    assert "diffère" in page
    assert "Des prix proches, aux honoraires près" in page


def test_an_empty_queue_says_that_all_is_well(client, coordinator):
    assert "Rien à vérifier" in client.get(reverse("linkage_queue")).content.decode()


@pytest.mark.parametrize("pairs", [1, 3])
def test_the_queue_reads_as_much_whatever_its_length(
    client, coordinator, pairs, django_assert_num_queries
):
    for _number in range(pairs):
        doubtful_pair(commune=CommuneFactory())
    assert LinkageVerdict.objects.count() >= pairs

    with django_assert_num_queries(QUEUE_QUERIES):
        client.get(reverse("linkage_queue"))


def test_one_click_joins_and_the_next_pair_is_there(client, coordinator):
    doubtful_pair()

    answer = decide(client, "linked")

    assert answer.redirect_chain == [(reverse("linkage_queue"), 302)]
    assert "celles d’un même logement" in answer.content.decode()
    assert Dwelling.objects.count() == 1


def test_one_click_tells_two_homes_apart(client, coordinator):
    doubtful_pair()

    decide(client, "apart")

    assert Dwelling.objects.count() == 2
    assert LinkageVerdict.objects.get().verdict == "apart"


def test_a_decision_is_undone_from_its_message(client, coordinator):
    doubtful_pair()
    decide(client, "linked")
    verdict = LinkageVerdict.objects.get()

    answer = client.post(f"{reverse('linkage_take_back')}?paire={verdict.pk}", follow=True)

    assert answer.redirect_chain[0][0] == reverse("linkage_pair", args=[verdict.pk])
    assert Dwelling.objects.count() == 2


def test_a_pair_that_is_put_off_leaves_room_for_the_next(client, coordinator):
    doubtful_pair(commune=CommuneFactory())
    doubtful_pair(commune=CommuneFactory())
    verdict = client.get(reverse("linkage_queue")).context["pair"].verdict

    next_verdict = (
        client.get(f"{reverse('linkage_queue')}?apres={verdict.pk}").context["pair"].verdict
    )

    assert next_verdict.pk != verdict.pk


@pytest.mark.parametrize("put_off", ["", "x", "00000000-0000-7000-8000-000000000000"])
def test_an_address_that_means_nothing_shows_the_first_pair(client, coordinator, put_off):
    doubtful_pair()

    assert client.get(reverse("linkage_queue"), {"apres": put_off}).context["pair"]


def test_a_decision_that_is_none_is_refused(client, coordinator):
    doubtful_pair()
    verdict = LinkageVerdict.objects.get()

    answer = client.post(reverse("linkage_decide", args=[verdict.pk]), {"decision": "perhaps"})

    assert answer.status_code == 400
    assert LinkageVerdict.objects.get().decided_at is None


def test_the_coordinator_of_elsewhere_sees_no_pair(client):
    doubtful_pair()
    verdict = LinkageVerdict.objects.get()
    client.force_login(coordinator_of(DepartementFactory(sarthe=True)))

    assert client.get(reverse("linkage_queue")).context["pair"] is None
    assert client.get(reverse("linkage_pair", args=[verdict.pk])).status_code == 404
    decided = client.post(reverse("linkage_decide", args=[verdict.pk]), {"decision": "linked"})
    assert decided.status_code == 404


def test_somebody_without_a_mandate_has_no_queue(client):
    client.force_login(PersonFactory())

    assert client.get(reverse("linkage_queue")).status_code == 404


def test_words_of_a_listing_are_text(client, coordinator):
    doubtful_pair(description="<script>alert(1)</script>Belle maison")

    page = client.get(reverse("linkage_queue")).content.decode()

    assert "<script>alert" not in page
    assert "Belle maison" in page


@pytest.mark.parametrize("listings", [2, 4])
def test_a_home_lists_its_listings(client, coordinator, listings, django_assert_num_queries):
    first, _second = deduplicated_pair()
    dwelling = first.dwelling
    ListingFactory.create_batch(listings - 2, commune=first.commune, **SAME_HOUSE)
    deduplicate_pending_listings()

    with django_assert_num_queries(HOME_QUERIES):
        page = client.get(reverse("dwelling_listings", args=[dwelling.pk])).content.decode()

    assert page.count("Détacher cette annonce") == listings


def test_a_listing_is_split_off_and_put_back(client, coordinator):
    first, second = deduplicated_pair()
    home = reverse("dwelling_listings", args=[first.dwelling_id])

    answer = client.post(
        reverse("listing_split_off", args=[second.dwelling_id, second.pk]), follow=True
    )
    assert "L’annonce est détachée" in answer.content.decode()
    assert Dwelling.objects.count() == 2

    verdict = LinkageVerdict.objects.get()
    undone = client.post(
        f"{reverse('linkage_take_back')}?paire={verdict.pk}&logement=1", follow=True
    )
    assert undone.redirect_chain[0][0] == home
    assert Dwelling.objects.count() == 1


def test_a_home_that_was_joined_is_found_at_its_old_address(client, coordinator):
    doubtful_pair()
    before = set(Dwelling.objects.values_list("pk", flat=True))
    decide(client, "linked")
    now = Dwelling.objects.get()
    (old,) = before - {now.pk}

    answer = client.get(reverse("dwelling_listings", args=[old]))

    assert answer.url == reverse("dwelling_listings", args=[now.pk])


def test_the_espace_tells_of_pairs_that_wait(client, coordinator):
    doubtful_pair()

    page = client.get(reverse("espace")).content.decode()

    assert "1 paire d’annonces est peut-être un seul logement" in page
