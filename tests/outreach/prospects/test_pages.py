"""Pages of prospects for campaign managers: search, filters, saved segments, exports, merges."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.outreach.models import (
    Campaign,
    NotTheSame,
    ProposedPair,
    Prospect,
    ProspectConsent,
    ProspectExport,
    Segment,
    Touch,
)
from bocage.outreach.prospects.errors import CannotMerge
from bocage.outreach.prospects.operations.consents import agrees, withdraw_consents
from bocage.outreach.prospects.operations.erasure import erase_old_prospects, erase_prospect
from bocage.outreach.prospects.operations.merges import merge_prospects
from bocage.outreach.prospects.operations.proposed_pairs import look_for_doubles
from bocage.outreach.prospects.operations.prospects import Capture, capture_prospect
from bocage.people.models import Person
from bocage.territory.models import Departement
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import CampaignFactory, ConsentFactory, ProspectFactory
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory
from tests.welcome.factories import ProjectFactory

pytestmark = pytest.mark.django_db

LIST = "/espace/prospects/"


def names_listed(desk: Client, **filters: object) -> list[str]:
    return [prospect.name for prospect in desk.get(LIST, filters).context["page"].object_list]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(
    desk: Client, departement: Departement, number: int, django_assert_num_queries
) -> None:
    for prospect in ProspectFactory.create_batch(number, departement=departement):
        ConsentFactory(prospect=prospect)
    desk.get(LIST)
    with django_assert_num_queries(8):
        desk.get(LIST)


@pytest.fixture
def agreed(departement: Departement) -> Prospect:
    """A prospect who agreed and of whom much is known, beside one who did not and one elsewhere;
    met in two campaigns, `first` then `last`."""
    ProspectFactory(departement=departement, name="Yann Kerbrat", language="en")
    ProspectFactory(name="Dans la Sarthe", departement=DepartementFactory(sarthe=True))
    prospect = ConsentFactory(
        prospect__departement=departement,
        prospect__name="Émilie Lefèbvre",
        prospect__origin="Rouen",
        prospect__trade="Graphiste",
        prospect__interests=["work", "nature"],
        prospect__family="couple",
    ).prospect
    now = timezone.now()
    for hours, name in ((5, "first"), (2, "last")):
        Touch.objects.create(
            prospect=prospect,
            campaign=CampaignFactory(departement=departement, name=name),
            kind="form",
            at=now - timedelta(hours=hours),
        )
    return prospect


def test_prospects_are_chosen_by_all_that_is_known(desk: Client, agreed: Prospect) -> None:
    first, last = Campaign.objects.get(name="first"), Campaign.objects.get(name="last")
    for filters in (
        {"q": "emilie lefebre"},
        {"q": "rouen"},
        {"q": agreed.email},
        {"origine": "roue"},
        {"metier": "graph"},
        {"famille": "couple"},
        {"interet": ["nature"]},
        {"accord": "letters"},
        {"etat": "confirmed"},
        {"premiere": first.pk},
        {"derniere": last.pk},
        {"accords": "en-vigueur"},
        {"accord": "letters", "famille": "couple", "derniere": last.pk, "projet": "sans-projet"},
    ):
        assert names_listed(desk, **filters) == ["Émilie Lefèbvre"], filters
    assert names_listed(desk, premiere=last.pk) == names_listed(desk, accord="calls") == []
    assert (
        names_listed(desk, langue="en") == names_listed(desk, accords="aucun") == ["Yann Kerbrat"]
    )
    assert len(names_listed(desk, joignable="courriel")) == 2
    assert names_listed(desk, joignable="telephone") == names_listed(desk, accords="retire") == []
    withdraw_consents(prospect=agreed, withdrawn_by="link")
    assert names_listed(desk, accords="retire") == ["Émilie Lefèbvre"]


@pytest.mark.usefixtures("agreed")
def test_prospects_are_chosen_by_the_day_they_came_or_were_spoken_to(desk: Client) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert names_listed(desk, depuis=tomorrow) == []
    assert len(names_listed(desk, **{"sans-echange-depuis": tomorrow})) == 2
    today = timezone.localdate().isoformat()
    assert (
        len(names_listed(desk, **{"depuis": today, "jusqu-au": today, "echange-depuis": today}))
        == 2
    )
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert names_listed(desk, **{"jusqu-au": yesterday}) == []


@pytest.mark.usefixtures("agreed")
def test_a_hostile_choice_of_prospects_is_answered_by_a_page(desk: Client) -> None:
    hostile = {
        "q": "\0';--%_",
        "etat": "pirate",
        "premiere": "pirate",
        "projet": "pirate",
        "accords": ["aucun", "' OR 1=1"],
        "interet": ["work", "work", "pirate"],
        "jusqu-au": "9999-12-31",
        "depuis": "hier",
        "page": -1,
    }
    assert desk.get(LIST, hostile).status_code == 200


def test_candidates_and_those_who_live_here_are_chosen(
    desk: Client, departement: Departement
) -> None:
    for name, values in (
        ("Curieuse", None),
        ("Candidate", {}),
        ("Habitante", {"settled": True}),
    ):
        project = ProjectFactory(departement=departement, **values) if values is not None else None
        ProspectFactory(
            departement=departement,
            name=name,
            project=project,
            status="candidate" if project else "captured",
        )
    joined = ProjectFactory(
        departement=departement, status="closed", close_reason="merged", closed_at=timezone.now()
    )
    joined.merged_into = ProjectFactory(departement=departement, settled=True)
    joined.save()
    ProspectFactory(departement=departement, name="Réunie", project=joined, status="candidate")
    assert names_listed(desk, projet="sans-projet") == ["Curieuse"]
    assert names_listed(desk, projet="candidat") == ["Candidate"]
    assert set(names_listed(desk, projet="installe")) == {"Habitante", "Réunie"}


def test_a_segment_is_kept_by_name_and_forgotten(desk: Client, departement: Departement) -> None:
    ProspectFactory(departement=departement)
    for query in ("origine=Rouen", "origine=Caen&pirate=1"):
        desk.post(f"{LIST}segments/", {"name": "Les voisins", "query": query})
    segment = Segment.objects.get()
    assert (segment.query, segment.departement) == ("origine=Caen", departement)
    assert "?origine=Caen" in desk.get(LIST).content.decode()
    desk.post(f"{LIST}segments/", {"name": "", "query": "q=a"})
    stranger = Client()
    stranger.force_login(coordinator_of(DepartementFactory(sarthe=True)))
    forget = reverse("segment_forget", args=[segment.pk])
    assert stranger.post(forget).status_code == 404
    desk.post(forget)
    assert not Segment.objects.exists()


def test_each_table_that_is_taken_out_is_written_down(
    desk: Client, departement: Departement
) -> None:
    ConsentFactory(prospect__departement=departement, prospect__name="=cmd()")
    ProspectFactory(name="Dans la Sarthe", departement=DepartementFactory(sarthe=True))
    table = desk.post(f"{LIST}tableau/", {"format": "csv", "query": "accord=letters"})
    lines = b"".join(table.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert "'=cmd()" in lines[1]
    assert "recevoir nos lettres" in lines[1]
    book = desk.post(f"{LIST}tableau/", {"format": "xlsx"})
    assert book.content.startswith(b"PK")
    exports = ProspectExport.objects.order_by("id").values_list("query", "count", "form")
    assert list(exports) == [("accord=letters", 1, "csv"), ("", 1, "xlsx")]


def test_one_page_tells_everything_and_does_what_they_ask(
    desk: Client, departement: Departement, django_assert_num_queries
) -> None:
    campaign = CampaignFactory(departement=departement)
    consent = ConsentFactory(prospect__departement=departement)
    prospect = consent.prospect
    capture_prospect(
        capture=Capture(
            departement=departement, kind="form", email=prospect.email, campaign=campaign
        )
    )
    page = prospect.get_absolute_url()
    desk.get(page)
    with django_assert_num_queries(8):
        html = desk.get(page).content.decode()
    assert consent.words in html
    assert campaign.name in html
    assert desk.post(f"{page}appel/", {"note": ""}).status_code == 422
    desk.post(f"{page}appel/", {"note": "Viendra en mai."})
    assert prospect.touches.get(kind="call").note == "Viendra en mai."
    desk.post(f"{page}retirer/", {"purpose": "letters"})
    consent.refresh_from_db()
    assert consent.withdrawn_by == ProspectConsent.WithdrawnBy.STAFF
    assert desk.get(f"{page}modifier/").status_code == 200
    assert desk.post(f"{page}modifier/", {"email": "", "language": "fr"}).status_code == 422
    desk.post(f"{page}modifier/", {"email": prospect.email, "language": "en", "name": "Camille V."})
    prospect.refresh_from_db()
    assert (prospect.name, prospect.language) == ("Camille V.", "en")
    desk.post(f"{page}effacer/")
    prospect.refresh_from_db()
    assert (prospect.status, prospect.email) == ("erased", "")
    assert prospect.touches.filter(campaign=campaign).exists()
    assert desk.get(page).status_code == 200


def test_a_stranger_sees_no_prospect(client: Client, departement: Departement) -> None:
    prospect = ProspectFactory(departement=departement)
    client.force_login(coordinator_of(DepartementFactory(sarthe=True)))
    assert prospect.name not in client.get(LIST).content.decode()
    assert client.get(prospect.get_absolute_url()).status_code == 404
    client.force_login(PersonFactory())
    assert client.get(LIST).status_code == 404
    with pytest.raises(NotAllowed):
        erase_prospect(by=PersonFactory(), prospect=prospect)


def test_two_spellings_are_proposed_once_and_decided_by_somebody(
    desk: Client, departement: Departement, coordinator: Person
) -> None:
    first, second = (
        ProspectFactory(departement=departement, name=name, origin="Paris 11e", phone=phone)
        for name, phone in (("Aurélie Desmoulins", "0611223344"), ("Aurelie Demoulin", ""))
    )
    namesake = ProspectFactory(departement=departement, name="Aurélie Desmoulin", origin="Lyon")
    ProspectFactory(departement=departement, name="Yann Kerbrat", origin="Paris 11e")
    assert "encore comparées" in desk.get(f"{LIST}doublons/").content.decode()
    look_for_doubles()
    [pair] = ProposedPair.objects.to_decide()
    assert pair.records == [first, second]
    html = desk.get(f"{LIST}doublons/").content.decode()
    assert "Aurelie Demoulin" in html
    assert "même ville" in html
    assert "encore comparées" not in html
    join = reverse("prospect_merge", args=[first.pk, second.pk])
    desk.post(join, {"decision": "deux"})
    assert "Rien à décider" in desk.get(f"{LIST}doublons/").content.decode()
    desk.post(reverse("prospect_merge", args=[second.pk, first.pk]), {"decision": "deux"})
    assert NotTheSame.objects.count() == 1
    desk.post(join, {"decision": "une"})
    second.refresh_from_db()
    assert second.merged_into == first
    assert desk.get(second.get_absolute_url()).headers["Location"] == first.get_absolute_url()
    again = capture_prospect(
        capture=Capture(departement=departement, kind="booth", email=second.email)
    )
    assert again == first
    with pytest.raises(CannotMerge):
        merge_prospects(by=coordinator, survivor=namesake, duplicate=second)


def test_what_either_took_back_stays_taken_back(
    departement: Departement, coordinator: Person
) -> None:
    now = timezone.now()
    letters = [
        ConsentFactory(
            prospect__departement=departement, given_at=now - timedelta(days=days), purpose=purpose
        )
        for days, purpose in ((9, "letters"), (8, "letters"), (7, "evenings"))
    ]
    first, joined, third = (letter.prospect for letter in letters)
    withdraw_consents(prospect=joined, withdrawn_by="link", now=now - timedelta(days=1))
    assert joined.consents.get().withdrawn_by == "link"
    whole = merge_prospects(by=coordinator, survivor=first, duplicate=joined)
    assert not agrees(whole, "letters")
    whole = merge_prospects(by=coordinator, survivor=whole, duplicate=third)
    assert agrees(whole, "evenings")
    assert whole.consents.count() == 3


def test_those_without_an_exchange_are_erased_and_figures_stay(departement: Departement) -> None:
    now = timezone.now()
    old, silent, recent = (
        ProspectFactory(departement=departement, last_touch_at=now - timedelta(days=days))
        for days in (1096, 61, 59)
    )
    agreeing = ConsentFactory(prospect__last_touch_at=now - timedelta(days=1000)).prospect
    assert erase_old_prospects(now=now) == 2
    assert erase_old_prospects(now=now) == 0
    for prospect in (old, silent, recent, agreeing):
        prospect.refresh_from_db()
    states = [record.erased_at is not None for record in (old, silent, recent, agreeing)]
    assert states == [True, True, False, False]
