"""Pages of the charter and of the communes: rights, bad input, many rows."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from bocage.people.models import Role
from bocage.welcome.ceremonies.commune_page import ceremonies_of_commune
from bocage.welcome.charters.commune_page import charter_of_commune
from bocage.welcome.charters.dashboard import commitments_due
from bocage.welcome.charters.documents import charter_pdf
from bocage.welcome.charters.links import charter_link
from bocage.welcome.charters.personal_data import charter_rows, commitment_rows
from bocage.welcome.commune_portal.communes_table import communes_within, lines
from bocage.welcome.models import Commitment, Relay, WelcomeCharter
from tests.housing.factories import LeadFactory
from tests.housing.leads.factories import coordinator, town_hall
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.welcome.ceremonies.factories import CeremonyFactory
from tests.welcome.charters.factories import CharterFactory, CommitmentFactory
from tests.welcome.factories import ProjectFactory

pytestmark = pytest.mark.django_db

DAY = (timezone.localdate() + timedelta(days=90)).isoformat()
GOOD = {
    "engagements": ["ceremony", "sponsor"],
    "autre": "",
    "date": DAY,
    "nom": "Odile Prévost",
    "qualite": "maire",
}


@pytest.fixture
def mayor(boitron):
    return town_hall(boitron, role=Role.ELECTED, person__name="Odile Prévost")


def test_pages_are_for_keepers_of_the_charter(client, boitron, mayor):
    commitment = CommitmentFactory()
    of_the_commune = [
        reverse("commune_charter", args=[boitron.pk]),
        reverse("charter_paper", args=[boitron.pk]),
        reverse("commitment_postpone", args=[commitment.pk]),
    ]
    of_the_territory = [reverse("communes_table"), reverse("communes_table_file", args=["csv"])]

    for person, open_pages, hidden_pages in (
        (mayor, of_the_commune, of_the_territory),
        (coordinator(boitron), of_the_commune + of_the_territory, []),
        (town_hall(CommuneFactory(essay=True)), [], of_the_commune + of_the_territory),
        (PersonFactory(), [], of_the_commune + of_the_territory),
    ):
        client.force_login(person)
        assert {client.get(page).status_code for page in open_pages} <= {200}
        assert {client.get(page).status_code for page in hidden_pages} <= {404}


def test_signed_from_the_espace_then_followed(client, boitron, mayor):
    client.force_login(mayor)
    page = reverse("commune_charter", args=[boitron.pk])
    assert "Odile Prévost" in client.get(page).content.decode()

    client.post(reverse("charter_sign", args=[boitron.pk]), GOOD)
    commitment = Commitment.objects.get(kind="ceremony")
    client.post(reverse("commitment_done", args=[commitment.pk]))
    client.post(
        reverse("commitment_add", args=[boitron.pk]),
        {"engagement": "own", "mots": "Rouvrir la poste", "date": DAY},
    )
    client.post(reverse("commitment_postpone", args=[commitment.pk]), {"date": DAY})

    commitment.refresh_from_db()
    assert commitment.done_on == timezone.localdate()
    assert Commitment.objects.count() == 3
    assert client.get(page).status_code == 200


def test_signed_from_the_mail_without_signing_in(client, boitron, mayor):
    url = reverse("charter_sign_signed", args=[charter_link.token(mayor.pk, boitron.pk)])

    assert client.get(url).status_code == 200
    assert not WelcomeCharter.objects.exists()
    client.post(url, GOOD)

    assert WelcomeCharter.objects.get().signed_by == mayor
    assert "Signée par Odile Prévost" in client.get(url).content.decode()


def test_signing_link_of_a_person_not_elected(client, boitron):
    for person in (town_hall(boitron), town_hall(boitron, role=Role.ELECTED, over=True)):
        url = reverse("charter_sign_signed", args=[charter_link.token(person.pk, boitron.pk)])
        assert client.post(url, GOOD).status_code == 410
    assert client.get(reverse("charter_sign_signed", args=["x"])).status_code == 404
    assert not WelcomeCharter.objects.exists()


def test_secretary_reads_and_does_not_sign(client, boitron):
    client.force_login(town_hall(boitron))

    assert client.post(reverse("charter_sign", args=[boitron.pk]), GOOD).status_code == 404
    assert client.get(reverse("commune_charter", args=[boitron.pk])).status_code == 200


@pytest.mark.parametrize(
    "bad_data",
    [
        {"engagements": []},
        {"engagements": ["own"]},
        {"engagements": ["la lune"]},
        {"date": "2020-01-01"},
        {"date": "demain"},
        {"date": "9999-12-31"},
        {"nom": ""},
        {"nom": "x" * 121},
        {"qualite": "x" * 81},
        {"autre": "x" * 201},
    ],
)
def test_invalid_signature_is_refused(client, boitron, mayor, bad_data):
    client.force_login(mayor)

    response = client.post(reverse("charter_sign", args=[boitron.pk]), {**GOOD, **bad_data})

    assert (response.status_code, WelcomeCharter.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    "bad_data",
    [
        {},
        {"engagement": "own", "mots": "", "date": DAY},
        {"engagement": "ceremony", "date": "2020-01-01"},
        {"engagement": "ceremony", "date": DAY},
    ],
)
def test_invalid_commitment_is_refused(client, boitron, mayor, bad_data):
    CommitmentFactory()
    client.force_login(mayor)

    response = client.post(reverse("commitment_add", args=[boitron.pk]), bad_data)

    assert (response.status_code, Commitment.objects.count()) == (422, 1)


def test_asked_for_says_why_not(client, boitron):
    client.force_login(coordinator(boitron))

    response = client.post(reverse("charter_ask", args=[boitron.pk]), follow=True)

    assert "Aucun élu de cette commune" in response.content.decode()


def test_charter_paper_keeps_the_name_of_before_and_fits_one_page(boitron):
    charter = CharterFactory(former_name="Essay")
    CommitmentFactory.create_batch(6, charter=charter, kind="own", words="Rouvrir la poste " * 8)

    pages = PdfReader(io.BytesIO(charter_pdf(charter, list(charter.commitments.all())))).pages

    text = " ".join(pages[0].extract_text().split()).replace("\u00a0", " ")
    assert len(pages) == 1
    assert "COMMUNE D’ESSAY" in text.upper()
    assert "Odile Prévost" in text


def make_charters(number, departement=None):
    for _commune in range(number):
        commune = CommuneFactory(departement=departement or DepartementFactory())
        charter = CharterFactory(commune=commune)
        CommitmentFactory(charter=charter, due_on=timezone.localdate() - timedelta(days=3))
        CeremonyFactory(held=True, commune=commune)
        LeadFactory(commune=commune)
        town_hall(commune)


@pytest.mark.parametrize("number", [1, 3])
def test_table_costs_as_much_for_many(client, number, django_assert_num_queries):
    make_charters(number)
    client.force_login(coordinator(CommuneFactory(boitron=True)))
    client.get(reverse("communes_table"))

    with django_assert_num_queries(12):
        client.get(reverse("communes_table"))


def test_table_tells_how_each_commune_welcomes(boitron):
    town_hall(boitron, person__name="Odile Prévost")
    CommitmentFactory(due_on=timezone.localdate() - timedelta(days=3))
    CeremonyFactory(held=True)
    LeadFactory(commune=boitron)
    sent_at = timezone.now() - timedelta(hours=30)
    Relay.objects.create(
        project=ProjectFactory(),
        commune=boitron,
        status=Relay.Status.ANSWERED,
        answer=Relay.Answer.YES,
        sent_at=sent_at,
        due_at=sent_at + timedelta(days=2),
        answered_at=sent_at + timedelta(hours=5),
    )

    line = lines(list(communes_within(coordinator(boitron))))[0]

    assert line.referents == ("Odile Prévost",)
    assert (line.promised, line.fulfilled_promises, line.late) == (1, 0, 1)
    assert (line.leads, line.relays, line.answer_hours) == (1, 1, 5)
    assert line.held_at is not None


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Boitron", "Essay"]),
        ({"nom": "boi"}, ["Boitron"]),
        ({"manque": "charte"}, ["Essay"]),
        ({"manque": "referent"}, ["Boitron", "Essay"]),
        ({"manque": "n’importe"}, ["Boitron", "Essay"]),
        ({"epci": "200035111"}, ["Boitron", "Essay"]),
        ({"epci": "' OR 1=1"}, []),
    ],
)
def test_table_is_narrowed(client, boitron, query, names):
    CommuneFactory(essay=True)
    CommuneFactory(is_current=False)
    CommuneFactory(departement=DepartementFactory(sarthe=True), epci=None)
    CharterFactory()
    client.force_login(coordinator(boitron))

    page = client.get(reverse("communes_table"), query)
    assert [line.commune.name for line in page.context["lines"]] == names

    text = b"".join(client.get(reverse("communes_table_file", args=["csv"]), query)).decode(
        "utf-8-sig"
    )
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [row[1] for row in rows[1:]] == names


@pytest.mark.parametrize("number", [1, 3])
def test_tasks_and_personal_data_cost_one_query(number, django_assert_num_queries, boitron):
    person = town_hall(boitron)
    charter = CharterFactory(signed_by=person)
    for word in range(number):
        CommitmentFactory(
            charter=charter, kind="own", words=f"n° {word}", due_on=timezone.localdate()
        )
        CommitmentFactory(
            charter=charter,
            kind="own",
            words=f"fait {word}",
            done_on=timezone.localdate(),
            done_by=person,
        )
    person.has_perm("welcome.see_charter", boitron)

    with django_assert_num_queries(1):
        assert len(list(commitments_due(person))) == number
    with django_assert_num_queries(1):
        assert len(commitment_rows(person, None)) == number
    with django_assert_num_queries(1):
        assert len(charter_rows(person, None)) == 1
    with django_assert_num_queries(2):
        assert len(charter_of_commune(boitron, person)["to_do"]) == number


def test_sections_of_ma_commune_show_nothing_to_the_neighbour(boitron):
    CommitmentFactory()
    CeremonyFactory()
    neighbour = town_hall(CommuneFactory(essay=True))

    assert charter_of_commune(boitron, neighbour) is None
    assert ceremonies_of_commune(boitron, neighbour) is None
    assert list(commitments_due(neighbour)) == []
    assert len(ceremonies_of_commune(boitron, town_hall(boitron))["to_come"]) == 1
