"""« Ce que nous savons de vous »: data of each room, on a page and in a file."""

import re

import pytest
from allauth.mfa.models import Authenticator

from bocage.foundation.mail import declare_channel, messages
from bocage.foundation.models import OutgoingMail
from bocage.people.models import MessageChoice, Role
from bocage.people.personal_data import SHOWN_ROWS, DataItem, DataSection, registry
from tests.foundation.registry_entries import replace_entries
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory

pytestmark = pytest.mark.django_db

PAGE = "/compte/donnees/"
FILE = "/compte/donnees/telecharger/"


@pytest.fixture
def only_sections(monkeypatch):
    """`only_sections(…)`: the page has these sections, and no other."""

    def declare(*sections):
        replace_entries(monkeypatch, registry._sections, {})
        for section in sections:
            registry._sections.add(section)

    return declare


def section(name, count, **fields):
    def rows(_person, limit):
        return [DataItem(title=f"{name} {number}", detail="x") for number in range(count)][:limit]

    return DataSection(name=name, title=f"Titre {name}", rank=0, rows=rows, **fields)


def words_of(response):
    return re.sub(r"[ \n]+", " ", response.content.decode())


def mail_to(person, **fields):
    return OutgoingMail.objects.create(
        kind="test", channel="news", language="fr", recipient=person.email, **fields
    )


def test_account_and_mandates_are_reported_to_their_holder_alone(signed_in_client):
    host = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True), over=True)
    granted = MandateFactory(granted_by=host.person)

    page = words_of(signed_in_client(host.person).get(PAGE))

    assert host.person.email in page
    assert "Animateur ou animatrice de lieu" in page
    assert str(host.scope.label) in page
    assert granted.person.email not in page
    assert "Administrateur ou administratrice" not in page


def test_messages_that_may_be_refused_are_shown_by_their_label(signed_in_client, monkeypatch):
    replace_entries(monkeypatch, messages._channels, {})
    declare_channel("one", label="Les nouvelles", reason="Vous suivez.", optional=True)
    declare_channel("two", label="Les rencontres", reason="Vous suivez.", optional=True)
    person = PersonFactory()
    MessageChoice.objects.create(person=person, channel="two", is_wanted=False)

    choices = signed_in_client(person).get(FILE).json()["Vos choix"]

    assert choices[2:] == [
        {"title": "Les nouvelles", "detail": "reçu par courriel"},
        {"title": "Les rencontres", "detail": "non reçu"},
    ]


def test_keys_are_shown_without_their_secret(signed_in_client):
    person = PersonFactory()
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    Authenticator.objects.create(
        user=person,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Mon téléphone", "credential": {"id": "JBSWY3DPEHPK3PXQ"}},
    )

    answer = signed_in_client(person).get(FILE)

    assert [row["title"] for row in answer.json()["Vos clés d’accès"]] == [
        "Mon téléphone",
        "Application de codes",
    ]
    assert "JBSWY3" not in words_of(answer)


def test_messages_that_were_sent_are_reported_and_those_of_others_are_not(signed_in_client):
    person, stranger = PersonFactory(), PersonFactory()
    mail_to(person, person_id=person.pk, subject="Votre réservation")
    mail_to(person, person_id=person.pk, subject="")
    mail_to(stranger, person_id=stranger.pk, subject="Le secret de quelqu’un")

    messages = signed_in_client(person).get(FILE).json()["Les messages que vous avez reçus"]

    assert [row["title"] for row in messages] == ["Votre réservation"]


def test_page_shows_the_latest_and_the_file_all(signed_in_client, only_sections):
    only_sections(section("Long", SHOWN_ROWS + 1), section("Vide", 0))
    client = signed_in_client(PersonFactory())

    page, file = words_of(client.get(PAGE)), client.get(FILE)

    assert f"Long {SHOWN_ROWS - 1}" in page
    assert f"Long {SHOWN_ROWS}" not in page
    assert "Le reste est dans le fichier" in page
    assert "Rien dans : Titre Vide." in page
    assert {title: len(rows) for title, rows in file.json().items()} == {
        "Titre Long": SHOWN_ROWS + 1,
        "Titre Vide": 0,
    }
    assert file.headers["Content-Disposition"] == 'attachment; filename="mes-donnees.json"'
    assert "no-store" in file.headers["Cache-Control"]


def test_page_leads_to_where_each_thing_is_changed(signed_in_client, only_sections):
    only_sections(section("Choix", 1, link=("preferences", "Changer")))

    page = words_of(signed_in_client(PersonFactory()).get(PAGE))

    assert '<a href="/compte/preferences/">Changer</a>' in page
    assert "Le reste est dans le fichier" not in page


def test_what_people_wrote_is_shown_as_text(signed_in_client):
    person = PersonFactory(name="<script>alert(1)</script>")

    page = words_of(signed_in_client(person).get(PAGE))

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("path", [PAGE, FILE])
def test_personal_data_is_read_in_the_same_queries(
    signed_in_client, count, path, django_assert_num_queries
):
    person = PersonFactory()
    for number in range(count):
        MandateFactory(
            person=person,
            role=Role.HOST,
            scope=ScopeFactory(of_place=True),
            granted_by=PersonFactory(),
        )
        mail_to(person, person_id=person.pk, subject=f"Message {number}")
        MessageChoice.objects.create(person=person, channel=f"channel{number}", is_wanted=True)
    client = signed_in_client(person)
    client.get("/compte/")

    # The session with its person; the mandates for the menu, on the page; one to know which columns
    # name the person; the sections that have rows; those that are found by an address.
    with django_assert_num_queries(26 if path == PAGE else 25):
        client.get(path)
