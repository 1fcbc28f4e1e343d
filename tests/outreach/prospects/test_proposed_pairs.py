"""One person at two fairs, spelt twice: detected in the background, decided by a person."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bocage.outreach.campaigns.results import StepCounts, campaign_results
from bocage.outreach.models import (
    Campaign,
    NotTheSame,
    ProposedPair,
    Prospect,
    ProspectKeys,
)
from bocage.outreach.prospects.keys import match_keys, skeleton
from bocage.outreach.prospects.operations import proposed_pairs
from bocage.outreach.prospects.operations.erasure import erase_prospect
from bocage.outreach.prospects.operations.merges import mark_as_distinct, merge_prospects
from bocage.outreach.prospects.operations.proposed_pairs import (
    delete_resolved_pairs,
    look_for_doubles,
)
from bocage.outreach.prospects.operations.prospects import Capture, capture_prospect
from bocage.territory.models import Departement
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import CampaignFactory, ProspectFactory
from tests.territory.factories import DepartementFactory
from tests.workspaces.bookings.test_races import race

pytestmark = pytest.mark.django_db

DOUBLES = "/espace/prospects/doublons/"


def met_at(campaign: Campaign, days_ago: int, **fields: Any) -> Prospect:
    return capture_prospect(
        capture=Capture(
            departement=campaign.departement,
            campaign=campaign,
            kind="booth",
            at=timezone.now() - timedelta(days=days_ago),
            **fields,
        )
    )


@pytest.mark.parametrize(
    ("name", "other_spelling"),
    [
        ("Aurélie Desmoulins", "Aurelie Demoulin"),
        ("Philippe Le Goff", "LEGOFF Filipe"),
        ("Anne-Sophie Chesneau", "anne sophie Cheneau"),
        ("Yann Kerbrat", "Yan Kerbratte"),
        ("Zoë d’Hérouville", "Zoé Dhérouville"),
    ],
)
def test_two_spellings_of_a_name_have_a_key_in_common(name: str, other_spelling: str) -> None:
    assert set(match_keys(name, "", "")) & set(match_keys(other_spelling, "", ""))


def test_keys_of_anything_are_short_and_few() -> None:
    assert skeleton("") == ""
    assert match_keys("", "", "") == match_keys("@", "", "contact@ville.example") == []
    hostile = match_keys("é" * 120 + " \0;'-- " + "x y z " * 20, "0611223344", "a" * 240 + "@b.fr")
    assert len(hostile) <= 6
    assert all(len(key) <= 60 and " " not in key for key in hostile)


def test_the_same_person_at_two_fairs_is_one_once_somebody_says_so(
    departement: Departement, client: Client
) -> None:
    paris, nantes = (
        CampaignFactory(name=name, departement=departement) for name in ("Paris", "Nantes")
    )
    first_record = met_at(
        paris, 60, name="Aurélie Desmoulins", email="aurelie.desmoulins@poste.example"
    )
    second_record = met_at(
        nantes, 5, name="DEMOULIN Aurelie", email="a.demoulin@bureau.example", origin="Nantes"
    )
    met_at(nantes, 4, name="Gaspard Lenoir", email="gaspard@bureau.example", origin="Nantes")
    by = coordinator_of(departement)
    client.force_login(by)
    assert look_for_doubles() == 3
    assert look_for_doubles() == 0
    pair = ProposedPair.objects.get()
    assert pair.records == [first_record, second_record]
    client.post(
        reverse("prospect_merge", args=[first_record.pk, second_record.pk]), {"decision": "une"}
    )
    assert not ProposedPair.objects.to_decide().exists()
    first_record.refresh_from_db()
    assert (first_record.origin, first_record.touches.count()) == ("Nantes", 2)
    first, last = campaign_results([paris, nantes])
    assert (first.first, first.last) == (StepCounts(prospects=1), StepCounts())
    assert (last.first, last.last) == (StepCounts(prospects=1), StepCounts(prospects=2))
    again = met_at(nantes, 0, name="Aurélie D.", email=second_record.email)
    assert again == first_record


def test_a_telephone_or_a_mailbox_in_common_and_who_is_somebody_else(
    departement: Departement,
) -> None:
    def add_prospect(name: str, **fields: Any) -> Prospect:
        return ProspectFactory(departement=departement, name=name, **{"origin": "", **fields})

    yann = add_prospect("Yann Kerbrat", phone="0611223344")
    phone = add_prospect("Y. Kerbrat", phone="0611223344", email="")
    add_prospect("Rozenn Le Bihan", phone="0611223344", email="")  # Of the same household.
    add_prospect("Yann Kerbrat", phone="0699999999")  # A namesake.
    lea = add_prospect("Léa Roux", email="lea.roux@poste.example", origin="Lyon")
    mailbox = add_prospect("Lea Rousse", email="learoux@bureau.example", origin="Lille")
    add_prospect("Léa Roux", origin="Brest")
    ProspectFactory(name="Yann Kerbrat", departement=DepartementFactory(sarthe=True))
    look_for_doubles()
    pairs = {tuple(pair.records): pair for pair in ProposedPair.objects.to_decide()}
    assert set(pairs) == {(yann, phone), (lea, mailbox)}
    assert pairs[yann, phone].reasons == ["name", "phone"]
    assert pairs[lea, mailbox].reasons == ["name", "mailbox"]


def test_what_is_corrected_is_looked_at_again_and_who_is_gone_leaves_nothing(
    departement: Departement,
) -> None:
    first = ProspectFactory(departement=departement, name="Aurélie Desmoulins")
    second_record = ProspectFactory(departement=departement, name="Inès Roussel")
    look_for_doubles()
    assert not ProposedPair.objects.exists()
    Prospect.objects.filter(pk=second_record.pk).update(name="Aurelie Demoulin")
    assert ProspectKeys.objects.filter(read_at=None).count() == 1
    look_for_doubles()
    pair = ProposedPair.objects.get()
    Prospect.objects.filter(pk=second_record.pk).update(name="Inès Roussel")
    look_for_doubles()
    assert not ProposedPair.objects.exists()
    Prospect.objects.filter(pk=second_record.pk).update(name="Aurelie Demoulin")
    look_for_doubles()
    assert ProposedPair.objects.get().pk != pair.pk
    second_record.refresh_from_db()
    erase_prospect(prospect=second_record)
    assert not ProspectKeys.objects.filter(prospect=second_record).exists()
    assert not ProposedPair.objects.to_decide().exists()
    assert delete_resolved_pairs() == 1
    assert ProspectKeys.objects.filter(prospect=first).exists()


def test_what_somebody_decided_is_not_proposed_again(departement: Departement) -> None:
    by = coordinator_of(departement)
    first, second, third = (
        ProspectFactory(departement=departement, name=name)
        for name in ("Aurélie Desmoulins", "Aurelie Demoulin", "Aurélie Demoulins")
    )
    look_for_doubles()
    assert ProposedPair.objects.to_decide().count() == 3
    mark_as_distinct(by=by, first=second, second=first)
    merge_prospects(by=by, survivor=first, duplicate=third)
    assert not ProposedPair.objects.to_decide().exists()
    Prospect.objects.filter(pk=first.pk).update(phone="0611223344")
    look_for_doubles()
    assert not ProposedPair.objects.to_decide().exists()
    assert NotTheSame.objects.exists()


@pytest.mark.parametrize("pairs", [1, 30])
def test_the_queue_asks_as_much_for_thirty_as_for_one(
    departement: Departement, client: Client, pairs: int, django_assert_num_queries: Any
) -> None:
    for number in range(pairs):
        for _twice in range(2):
            ProspectFactory(departement=departement, name=f"Aurélie Des{chr(97 + number)}oulins")
    look_for_doubles()
    client.force_login(coordinator_of(departement))
    client.get(DOUBLES)
    with django_assert_num_queries(5):
        html = client.get(DOUBLES, {"page": 2}).content.decode()
    assert ("page=1" in html) == (pairs == 30)
    assert client.get(DOUBLES, {"page": "\0' OR 1=1"}).status_code == 200


def test_a_batch_after_the_other_finds_the_pairs_between_them(
    departement: Departement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposed_pairs, "AT_ONCE", 2)
    names = ("Aurélie Desmoulins", "Inès Roussel", "Karim Haddad", "Aurelie Demoulin")
    for name in names:
        ProspectFactory(departement=departement, name=name)
    assert look_for_doubles(limit=2) == 2
    assert look_for_doubles() == 2
    assert ProposedPair.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_workers_that_look_at_once_find_each_pair_once() -> None:
    departement = DepartementFactory()
    for number in range(6):
        ProspectFactory(
            departement=departement, name="Aurélie Desmoulins", phone=f"061122334{number}"
        )
        ProspectFactory(
            departement=departement, name="Aurelie Demoulin", phone=f"061122334{number}"
        )
    assert sum(race(*[look_for_doubles] * 4)) + look_for_doubles() == 12
    assert ProposedPair.objects.count() == 6
