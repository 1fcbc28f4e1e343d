"""Pages, documents and one-click answers of awareness meetings."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.territory.models import CommuneFact, YearlyFigure
from bocage.welcome.meetings.commune_material import material_of
from bocage.welcome.meetings.commune_page import meetings_of_commune
from bocage.welcome.meetings.dashboard import meetings_to_answer, meetings_to_decide
from bocage.welcome.meetings.documents import material_pdf, sign_in_sheet_pdf
from bocage.welcome.meetings.formatting import the_epci
from bocage.welcome.meetings.links import meeting_link
from bocage.welcome.meetings.personal_data import meeting_answer_rows, planned_meeting_rows
from bocage.welcome.models import AwarenessMeeting, MeetingInvitation
from tests.housing.factories import LeadFactory, SavedSearchFactory
from tests.housing.leads.factories import coordinator, town_hall
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.meetings.factories import MeetingFactory, MeetingInvitationFactory

pytestmark = pytest.mark.django_db

DAY = (timezone.localdate() + timedelta(days=12)).isoformat()
GOOD = {"jour": DAY, "heure": "18:30", "lieu": "Sées", "places": "", "mot": ""}


@pytest.fixture
def nadia(boitron):
    return coordinator(boitron)


def text_of(pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_pages_are_for_keepers_of_the_meeting(client, boitron, nadia):
    invitation = MeetingInvitationFactory()
    key = invitation.meeting_id
    pages = [
        reverse("meeting_list"),
        reverse("meeting_plan"),
        *[
            reverse(name, args=[key])
            for name in ("meeting", "meeting_change", "meeting_call_off", "meeting_sheet")
        ],
    ]
    of_the_commune = [
        reverse("meeting_answer", args=[invitation.pk]),
        reverse("commune_material", args=[boitron.pk]),
    ]

    for person, open_pages, hidden_pages in (
        (nadia, pages + of_the_commune, []),
        (town_hall(boitron), of_the_commune, pages),
        (town_hall(CommuneFactory(essay=True)), [], pages + of_the_commune),
        (PersonFactory(), [], pages + of_the_commune),
    ):
        client.force_login(person)
        assert {client.get(page).status_code for page in open_pages} <= {200}
        assert {client.get(page).status_code for page in hidden_pages} <= {404}


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_as_much_for_many(client, nadia, number, django_assert_num_queries):
    for day in range(number):
        MeetingInvitationFactory(meeting__starts_at=timezone.now() + timedelta(days=day + 2))
    client.force_login(nadia)
    client.get(reverse("meeting_list"))

    with django_assert_num_queries(4):
        client.get(reverse("meeting_list"))


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_as_much_for_many(client, nadia, number, django_assert_num_queries):
    meeting = MeetingFactory(open=True)
    for _commune in range(number):
        MeetingInvitationFactory(meeting=meeting, commune=CommuneFactory())
    client.force_login(nadia)
    client.get(meeting.get_absolute_url())

    with django_assert_num_queries(4):
        client.get(meeting.get_absolute_url())


def test_from_the_form_to_the_sheet(client, nadia, boitron):
    town_hall(boitron)
    client.force_login(nadia)

    client.post(reverse("meeting_plan"), {**GOOD, "epci": boitron.epci_id, "places": "20"})
    meeting = AwarenessMeeting.objects.get()
    client.post(reverse("meeting_open", args=[meeting.pk]))
    invitation = MeetingInvitation.objects.get()
    client.post(
        reverse("meeting_answer", args=[invitation.pk]),
        {"vient": "oui", "combien": "2", "noms": "Odile Prévost"},
    )
    AwarenessMeeting.objects.update(starts_at=timezone.now() - timedelta(hours=2))
    client.post(reverse("meeting_held", args=[meeting.pk]), {"presente": [invitation.pk, "x"]})

    invitation.refresh_from_db()
    assert (invitation.attended, invitation.meeting.status) == (True, "held")


@pytest.mark.parametrize(
    "bad_data",
    [
        {},
        {"epci": "999999999"},
        {"jour": "2020-01-01"},
        {"heure": "midi"},
        {"places": "-1"},
        {"places": "99999999999"},
        {"lieu": "x" * 201},
        {"mot": "x" * 2001},
    ],
)
def test_invalid_meeting_is_refused(client, nadia, boitron, bad_data):
    client.force_login(nadia)
    form = {**GOOD, "epci": boitron.epci_id, **bad_data} if bad_data else {}

    response = client.post(reverse("meeting_plan"), form)

    assert (response.status_code, AwarenessMeeting.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    "bad_data",
    [
        {},
        {"vient": "oui"},
        {"vient": "oui", "combien": "0"},
        {"vient": "oui", "combien": "21"},
        {"vient": "oui", "combien": "2", "noms": "x" * 301},
    ],
)
def test_invalid_answer_is_refused(client, boitron, bad_data):
    invitation = MeetingInvitationFactory()
    url = reverse(
        "meeting_answer_signed", args=[meeting_link.token(town_hall(boitron).pk, invitation.pk)]
    )

    assert client.post(url, bad_data).status_code == 422


def test_full_meeting_says_so_and_keeps_the_form(client, boitron):
    invitation = MeetingInvitationFactory(meeting=MeetingFactory(open=True, capacity=1))
    client.force_login(town_hall(boitron))

    response = client.post(
        reverse("meeting_answer", args=[invitation.pk]), {"vient": "oui", "combien": "2"}
    )

    assert response.status_code == 422
    assert "assez de places" in response.content.decode()


def test_one_click_yes_then_no(client, boitron):
    invitation = MeetingInvitationFactory()
    payload = {"invitation": str(invitation.pk), "person": str(town_hall(boitron).pk), "people": 2}
    path = signed_action_path("welcome.meeting_yes", payload)

    client.get(path)
    invitation.refresh_from_db()
    assert invitation.answer == "none"
    for _time in range(2):
        client.post(path)
    invitation.refresh_from_db()
    assert (invitation.answer, invitation.people) == ("yes", 2)
    client.post(signed_action_path("welcome.meeting_no", payload))
    invitation.refresh_from_db()
    assert invitation.answer == "no"


def test_links_of_a_mandate_that_ended(client, boitron):
    invitation, former = MeetingInvitationFactory(), town_hall(boitron, over=True)
    token = meeting_link.token(former.pk, invitation.pk)
    payload = {"invitation": str(invitation.pk), "person": str(former.pk), "people": 1}

    assert client.get(reverse("meeting_answer_signed", args=[token])).status_code == 410
    assert client.get(reverse("meeting_material_signed", args=[token])).status_code == 410
    assert client.get(signed_action_path("welcome.meeting_yes", payload)).status_code == 410
    assert client.get(reverse("meeting_answer_signed", args=["n-importe-quoi"])).status_code == 404


def test_material_from_the_mail(client, boitron):
    token = meeting_link.token(town_hall(boitron).pk, MeetingInvitationFactory().pk)

    answer = client.get(reverse("meeting_material_signed", args=[token]))

    assert answer.content.startswith(b"%PDF")


def test_material_tells_live_figures_with_their_source(boitron):
    for _search in range(6):
        SavedSearchFactory(commune=boitron, latitude=boitron.latitude, longitude=boitron.longitude)
    LeadFactory(commune=boitron)
    for _household in range(2):
        ProjectFactory(settled=True)
    CommuneFact.objects.create(
        commune=boitron, kind="schools", value=1, source="Annuaire", dated_on=date(2026, 9, 1)
    )

    text = text_of(material_pdf(boitron))

    for words in (
        "6 ménages cherchent un logement",
        "Source : recherches enregistrées",
        "Annuaire, au 1er septembre 2026",
        "2 ménages accompagnés vivent",
        "L’évolution de la population n’est pas renseignée",
        "Trois premiers pas",
    ):
        assert words in text.replace("\u00a0", " ")


def test_material_shows_people_and_pupils_year_after_year(boitron):
    for kind, year, value in (
        ("population", 2013, 372),
        ("population", 2023, 349),
        ("pupils", 2015, 42),
        ("pupils", 2025, 31),
    ):
        YearlyFigure.objects.create(
            commune=boitron, kind=kind, year=year, value=value, source=f"Registre, {kind}"
        )
    YearlyFigure.objects.create(
        commune=CommuneFactory(essay=True), kind="pupils", year=2025, value=9177, source="Autre"
    )

    text = text_of(material_pdf(boitron)).replace("\u00a0", " ")

    for words in (
        "De 2013 à 2023 : de 372 à 349 habitants (−6 %).",
        "De la rentrée 2015 à la rentrée 2025 : de 42 à 31 élèves (−26 %).",
        "Habitants, année par année",
        "Source : Registre, population.",
    ):
        assert words in " ".join(text.split())
    assert "n’est pas renseignée" not in text
    assert "177" not in text


@pytest.mark.parametrize(
    ("neighbours", "expected_words", "counted_communes"),
    [
        ({"essay": 1}, "Des ménages accompagnés vivent", {"Boitron"}),
        ({"essay": 4, "sees": 5}, "Des ménages accompagnés vivent", {"Boitron", "Sées"}),
        ({"essay": 5}, "7 ménages accompagnés vivent", {"Boitron", "Essay"}),
        ({"essay": 3, "sees": 4}, "9 ménages accompagnés vivent", {"Boitron"}),
    ],
    ids=["one next door", "few beside many", "enough", "few of two, many together"],
)
def test_material_counts_no_few_households_of_a_neighbour(
    boitron, neighbours, expected_words, counted_communes
):
    ProjectFactory.create_batch(2, settled=True)
    for name, households in neighbours.items():
        commune = CommuneFactory(**{name: True})
        ProjectFactory.create_batch(households, settled=True, commune=commune)

    material = material_of(boitron)
    [chapter] = [
        candidate
        for candidate in material["chapters"]
        if candidate["title"].startswith("Les ménages installés")
    ]

    assert expected_words in chapter["words"][0].replace("\u00a0", " ")
    assert {
        bar["label"] for chart in chapter["charts"] for bar in chart["bars"]
    } == counted_communes


def test_material_of_a_commune_of_which_nothing_is_known():
    commune = CommuneFactory(unlocated=True, population=None, epci=None)

    text = text_of(material_pdf(commune)).replace("\u00a0", " ")

    for words in (
        "Personne ne cherche ici",
        "Les écoles ne sont pas renseignées",
        "Aucun ménage accompagné",
    ):
        assert words in text


def test_material_does_not_tell_a_few_households(boitron):
    SavedSearchFactory(commune=boitron, latitude=boitron.latitude, longitude=boitron.longitude)

    assert "moins de 5" in text_of(material_pdf(boitron)).replace("\u00a0", " ")


def test_sheet_has_a_line_for_each_commune(boitron):
    meeting = MeetingFactory(open=True)
    MeetingInvitationFactory(
        meeting=meeting, answer="yes", people=1, names="Odile", answered_at=timezone.now()
    )
    MeetingInvitationFactory(meeting=meeting, commune=CommuneFactory(essay=True))

    text = text_of(sign_in_sheet_pdf(meeting, list(meeting.invitations.select_related("commune"))))

    assert text.index("Boitron") < text.index("Essay")
    assert "Odile" in text


@pytest.mark.parametrize("number", [1, 3])
def test_tasks_cost_one_query(nadia, boitron, number, django_assert_num_queries):
    secretary = town_hall(boitron)
    for day in range(number):
        meeting = MeetingFactory(open=True, starts_at=timezone.now() + timedelta(days=day + 1))
        MeetingInvitationFactory(meeting=meeting)
        MeetingInvitationFactory(
            meeting=meeting, commune=CommuneFactory(essay=True), invited_at=None
        )
    for person in (nadia, secretary):
        person.has_perm("welcome.see_meetings")

    with django_assert_num_queries(1):
        assert len(list(meetings_to_decide(nadia))) == number
    with django_assert_num_queries(1):
        assert len(list(meetings_to_answer(secretary))) == number
    with django_assert_num_queries(1):
        assert len(meetings_of_commune(boitron, secretary)["invitations"]) == number


def test_neighbour_and_strangers_wait_for_nothing(boitron):
    MeetingInvitationFactory()

    assert list(meetings_to_answer(town_hall(CommuneFactory(essay=True)))) == []
    assert list(meetings_to_decide(PersonFactory())) == []
    assert meetings_of_commune(boitron, town_hall(CommuneFactory(essay=True))) is None


@pytest.mark.parametrize("number", [1, 3])
def test_personal_data_costs_one_query(number, django_assert_num_queries):
    person = PersonFactory()
    for day in range(number):
        MeetingInvitationFactory(
            meeting__planned_by=person,
            meeting__starts_at=timezone.now() + timedelta(days=day + 1),
            answered_by=person,
            answered_at=timezone.now(),
            answer="no",
        )

    for rows in (meeting_answer_rows, planned_meeting_rows):
        with django_assert_num_queries(1):
            assert len(rows(person, None)) == number


@pytest.mark.parametrize(
    ("name", "expected_words"),
    [
        ("CC des Sources de l’Orne", "la CC des Sources de l’Orne"),
        ("CU d’Alençon", "la CU d’Alençon"),
        ("Territoire d’Argentan", "Territoire d’Argentan"),
    ],
)
def test_intercommunalite_has_its_article_within_a_french_sentence(name, expected_words):
    assert the_epci(name) == expected_words
    with translation.override("en"):
        assert the_epci(name) == name
