"""Pages of relays: by the link of a mail, in the Espace, in the file and for the household."""

import re
from datetime import timedelta
from functools import cache

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.housing.models import Lead
from bocage.people.models import Mandate, Role
from bocage.welcome.models import ProjectConsent, Relay, RelayReply, SponsorProfile
from bocage.welcome.relays.links import relay_link
from bocage.welcome.relays.operations.relays import answer_relay, ask_town_halls
from bocage.welcome.sponsors.naming import OFFERS
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.relays.factories import (
    RelayFactory,
    agree,
    agreeing_project,
    coordinator,
    elected_of_epci,
    town_hall,
)
from tests.welcome.sponsors.factories import SponsorProfileFactory

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('relais')</script>"


@pytest.fixture
def mayor(boitron):
    return town_hall(boitron, Role.ELECTED)


@pytest.fixture
def relay(boitron):
    camille = PersonFactory(name="Camille Marchand", email="camille@exemple.example")
    hugo = PersonFactory(name="Hugo Marchand")
    project = ProjectFactory(
        departement=boitron.departement,
        name="Famille Marchand",
        adults=[camille, hugo],
        words="Notre secret",
        worries="Notre inquiétude",
    )
    agree(project)
    return RelayFactory(commune=boitron, project=project)


@cache
def token(person_id, relay_id):
    """Returns one token for the whole test: another call could fall in another second."""
    return relay_link.token(person_id, relay_id)


def signed_path(name, person, relay, *args):
    return reverse(f"relay_signed{name}", args=[token(person.pk, relay.pk), *args])


def test_the_page_of_the_link(client, mayor, relay):
    page = client.get(signed_path("", mayor, relay))

    text = text_of(page)
    assert "Mairie de Boitron" in text
    assert "Que peut-on lui répondre ?" in text
    assert "Camille et Hugo · deux adultes, deux enfants" in text
    for label in ("Oui, nous avons peut-être un logement", "Pas de logement, mais bienvenue"):
        assert label in text
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]


def test_the_page_tells_no_more_than_the_sheet(client, mayor, relay):
    for url in (signed_path("", mayor, relay), signed_path("_choice", mayor, relay, "bienvenue")):
        html = client.get(url).content.decode()
        for secret in ("Marchand", "Notre secret", "Notre inquiétude", "camille@", "Paris"):
            assert secret not in html


@pytest.mark.parametrize("choice", ["logement", "bienvenue", "pas-maintenant", "non"])
def test_opening_a_link_changes_nothing(client, mayor, relay, choice):
    for method in (client.get, client.head):
        assert method(signed_path("_choice", mayor, relay, choice)).status_code == 200
        assert method(signed_path("", mayor, relay)).status_code == 200
        assert method(signed_path("_home", mayor, relay)).status_code == 200

    relay.refresh_from_db()
    assert (relay.status, relay.seen_at) == ("sent", None)


ANSWERS = {
    "logement": ("yes", True, "_home"),
    "bienvenue": ("yes", False, ""),
    "pas-maintenant": ("not_now", False, ""),
    "non": ("no", False, ""),
}


@pytest.mark.parametrize("choice", ANSWERS)
def test_one_click_answers(client, mayor, relay, choice):
    answer, has_home, next_step = ANSWERS[choice]
    url = signed_path("_choice", mayor, relay, choice)

    response = client.post(url, {"words": "Passez samedi."})

    relay.refresh_from_db()
    assert response.url == signed_path(next_step, mayor, relay)
    assert (relay.answer, relay.may_have_home, relay.answered_by) == (answer, has_home, mayor)
    assert relay.answer_words == "Passez samedi."
    assert client.post(url, {"words": "Passez samedi."}).status_code == 302
    assert "C’est répondu" in text_of(client.get(signed_path("", mayor, relay)))


def test_changing_the_answer(client, mayor, relay):
    client.post(signed_path("_choice", mayor, relay, "non"), {"words": "Rien"})

    page = client.get(signed_path("", mayor, relay) + "?changer")
    assert "Pas maintenant" in text_of(page)
    assert "Rien" in text_of(client.get(signed_path("_choice", mayor, relay, "bienvenue")))
    client.post(signed_path("_choice", mayor, relay, "bienvenue"), {"words": "Venez !"})

    relay.refresh_from_db()
    assert (relay.answer, relay.answer_words) == ("yes", "Venez !")


def test_telling_the_home(client, mayor, relay):
    client.post(signed_path("_choice", mayor, relay, "logement"), {"words": ""})

    response = client.post(
        signed_path("_home", mayor, relay),
        {"bien": "house", "pour": "rental", "idempotency_key": "a1"},
    )

    relay.refresh_from_db()
    assert response.url == signed_path("", mayor, relay)
    assert (relay.lead.commune_id, relay.lead.reported_by) == (relay.commune_id, mayor)
    assert "un logement est signalé" in text_of(client.get(signed_path("", mayor, relay)))


def test_an_empty_home_says_what_lacks(client, mayor, relay):
    page = client.post(signed_path("_home", mayor, relay), {})

    assert page.status_code == 422
    assert not Lead.objects.exists()
    relay.refresh_from_db()
    assert relay.is_open


@pytest.mark.parametrize(("words", "status"), [("a" * 2001, 422), ("\x00", 422), (HOSTILE, 302)])
def test_hostile_words(client, mayor, relay, words, status):
    response = client.post(signed_path("_choice", mayor, relay, "bienvenue"), {"words": words})

    assert response.status_code == status
    page = client.get(signed_path("", mayor, relay)).content.decode()
    assert HOSTILE not in page


def test_a_mandate_that_ended_shows_nothing_and_hears_words(client, mayor, relay):
    Mandate.objects.filter(person=mayor).update(ends_on=timezone.localdate())

    for url in (signed_path("", mayor, relay), signed_path("_choice", mayor, relay, "bienvenue")):
        page = client.get(url)
        assert page.status_code == 403
        assert "n’est plus en cours" in text_of(page)
        assert "Camille" not in text_of(page)
    response = client.post(
        signed_path("_choice", mayor, relay, "bienvenue"), {"words": "Bienvenue"}
    )

    assert response.status_code == 403
    assert "Vos mots sont gardés" in text_of(response)
    assert RelayReply.objects.get().words == "Bienvenue"
    too_long = client.post(signed_path("_choice", mayor, relay, "bienvenue"), {"words": "a" * 2001})
    assert (too_long.status_code, "Camille" in text_of(too_long)) == (403, False)


def test_a_household_that_agrees_no_longer_is_not_shown(client, mayor, relay):
    ProjectConsent.objects.update(withdrawn_at=timezone.now())

    page = client.get(signed_path("", mayor, relay))

    assert page.status_code == 410
    assert "Camille" not in text_of(page)


def test_link_of_a_person_of_another_commune(client, relay):
    neighbour = town_hall(CommuneFactory(essay=True), Role.ELECTED)

    assert client.get(signed_path("", neighbour, relay)).status_code == 403
    assert client.post(signed_path("_choice", neighbour, relay, "non"), {}).status_code == 403
    relay.refresh_from_db()
    assert relay.is_open


@pytest.mark.parametrize(
    "invented", ["x", relay_link.token("a", "b"), "é" * 40], ids=["word", "of nobody", "accents"]
)
def test_a_token_that_is_not_ours(client, invented):
    assert client.get(reverse("relay_signed", args=[invented])).status_code == 404


def test_an_old_link(client, mayor, relay, monkeypatch):
    url = signed_path("", mayor, relay)
    monkeypatch.setattr(relay_link, "good_for", timedelta(seconds=-1))

    assert client.get(url).status_code == 410


def test_an_unknown_choice(client, mayor, relay):
    assert client.get(signed_path("_choice", mayor, relay, "peut-etre")).status_code == 404


def test_in_the_espace(client, mayor, relay):
    client.force_login(mayor)

    page = client.get(reverse("relay", args=[relay.pk]))
    response = client.post(reverse("relay_choice", args=[relay.pk, "bienvenue"]), {"words": ""})

    relay.refresh_from_db()
    assert "Camille et Hugo" in text_of(page)
    assert response.url == reverse("relay", args=[relay.pk])
    assert (relay.answer, relay.seen_at is not None) == ("yes", True)


SPONSOR_QUESTION = "Qui, chez vous, les accueillerait ?"


@pytest.mark.parametrize("answer", ["yes", "no", "not_now", ""])
def test_a_sponsor_is_asked_for_after_a_yes_alone(client, mayor, relay, answer):
    if answer:
        answer_relay(by=mayor, relay=relay, answer=answer)

    assert (SPONSOR_QUESTION in text_of(client.get(signed_path("", mayor, relay)))) == (
        answer == "yes"
    )
    client.post(signed_path("_sponsor", mayor, relay), {"moi": "1"})
    assert SponsorProfile.objects.count() == (answer == "yes")


def test_the_mayor_offers_themself_in_one_action(client, mayor, relay):
    answer_relay(by=mayor, relay=relay, answer="yes")
    url = signed_path("_sponsor", mayor, relay)

    for _time in range(2):
        assert client.post(url, {"moi": "1"}).url == signed_path("", mayor, relay)

    profile = SponsorProfile.objects.get()
    assert (profile.person, profile.commune) == (mayor, relay.commune)
    page = text_of(client.get(signed_path("", mayor, relay)))
    assert ("Vous vous êtes proposé(e) ici" in page, "Ce sera moi" in page) == (True, False)


def test_somebody_else_is_named_there_and_then(client, mayor, relay, deliver_mails):
    answer_relay(by=mayor, relay=relay, answer="yes")
    deliver_mails()

    response = client.post(
        signed_path("_sponsor", mayor, relay),
        {"email": "ines@exemple.example", "name": "Inès Roche"},
    )

    assert response.url == signed_path("", mayor, relay)
    page = client.get(response.url)
    assert "un clic suffit pour dire oui" in text_of(page)
    assert page["Referrer-Policy"] == "same-origin"
    offered_profile = SponsorProfile.objects.get()
    assert (offered_profile.commune, offered_profile.offered_by, offered_profile.status) == (
        relay.commune,
        mayor,
        SponsorProfile.Status.OFFERED,
    )
    assert "ines@exemple.example" in [mail.recipient for mail in deliver_mails()]


def test_naming_a_sponsor_does_not_reveal_known_addresses(client, mayor, relay):
    answer_relay(by=mayor, relay=relay, answer="yes")
    sponsor = SponsorProfileFactory(commune=relay.commune, person__name="Odile Secrète").person
    confirmations = set()
    for address in (sponsor.email, "personne@exemple.example"):
        client.post(signed_path("_sponsor", mayor, relay), {"email": address})
        page = client.get(signed_path("", mayor, relay)).content.decode()
        confirmations.add("un clic suffit pour dire oui" in page)
        assert "Odile" not in page

    assert confirmations == {True}


@pytest.mark.parametrize(
    "data",
    [{}, {"email": "x"}, {"email": HOSTILE}, {"email": "a@b.example", "name": "é" * 999}],
    ids=["empty", "no address", "hostile", "huge"],
)
def test_invalid_sponsor_is_explained_on_the_page(client, mayor, relay, data):
    answer_relay(by=mayor, relay=relay, answer="yes")

    page = client.post(signed_path("_sponsor", mayor, relay), data)

    assert page.status_code == 422
    assert SPONSOR_QUESTION in text_of(page)
    assert HOSTILE not in page.content.decode()
    assert not SponsorProfile.objects.exists()


def test_people_without_a_mandate_name_no_sponsor(client, mayor, relay):
    answer_relay(by=mayor, relay=relay, answer="yes")
    neighbour = town_hall(CommuneFactory(essay=True), Role.ELECTED)
    Mandate.objects.filter(person=mayor).update(ends_on=timezone.localdate())

    for person in (mayor, neighbour):
        assert client.post(signed_path("_sponsor", person, relay), {"moi": "1"}).status_code == 403
    client.force_login(neighbour)
    url = reverse("relay_sponsor", args=[relay.pk])
    assert client.post(url, {"moi": "1"}).status_code == 404
    assert not SponsorProfile.objects.exists()


def test_naming_by_the_link_is_not_pressed_without_end(client, mayor, relay):
    answer_relay(by=mayor, relay=relay, answer="yes")
    url = signed_path("_sponsor", mayor, relay)
    codes = {client.post(url, {"email": "x"}).status_code for _press in range(OFFERS.amount)}

    assert codes == {422}
    assert client.post(url, {"moi": "1"}).status_code == 429


def test_a_sponsor_is_named_in_the_espace_too(client, mayor, relay):
    answer_relay(by=mayor, relay=relay, answer="yes")
    client.force_login(mayor)

    response = client.post(reverse("relay_sponsor", args=[relay.pk]), {"moi": "1"})

    assert response.url == reverse("relay", args=[relay.pk])
    assert SponsorProfile.objects.get().person == mayor


def test_the_espace_says_who_waits(client, mayor, relay):
    client.force_login(mayor)
    page = text_of(client.get(reverse("espace")))
    assert "Un ménage aimerait s’installer à Boitron" in page
    assert "Ma commune" in page

    client.post(reverse("relay_choice", args=[relay.pk, "non"]), {"words": ""})

    assert "aimerait s’installer" not in text_of(client.get(reverse("espace")))


def test_near_misses_find_nothing(client, relay, boitron):
    other_commune = CommuneFactory(essay=True)
    parent = relay.project.adults.first().person
    people = [
        town_hall(other_commune, Role.ELECTED),
        elected_of_epci(boitron),
        town_hall(boitron, Role.ELECTED, over=True),
        PersonFactory(),
        parent,
    ]
    for person in people:
        client.force_login(person)
        for address in (
            reverse("relay", args=[relay.pk]),
            reverse("relay_choice", args=[relay.pk, "bienvenue"]),
            reverse("relay_home", args=[relay.pk]),
            reverse("relay_ask", args=[relay.project_id]),
            reverse("own_commune", args=[boitron.slug]),
        ):
            if person == people[1] and address.startswith("/espace/ma-commune"):
                continue
            assert client.get(address).status_code == 404, (person, address)


def test_the_town_hall_never_reads_the_file(client, mayor, relay):
    client.force_login(mayor)

    assert client.get(relay.project.get_absolute_url()).status_code == 404
    assert client.post(reverse("relay_withdraw", args=[relay.pk])).status_code == 404


def test_asking_from_the_file(client, boitron):
    claire, mayor = coordinator(boitron.departement), town_hall(boitron)
    essay = CommuneFactory(essay=True)
    project = agreeing_project(departement=boitron.departement)
    project.communes.set([boitron])
    client.force_login(claire)
    url = reverse("relay_ask", args=[project.pk])

    assert "Boitron" in text_of(client.get(url))
    response = client.post(
        url,
        {
            "communes": [boitron.pk],
            "other_commune": "Essay",
            "autre_code": essay.pk,
            "words": "Bonjour",
        },
        follow=True,
    )

    text = text_of(response)
    assert {relay.commune for relay in Relay.objects.all()} == {boitron, essay}
    assert "La question est partie à la mairie de Boitron." in text
    assert "Essay" in text
    assert mayor is not None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"words": "Bonjour"},
        {"communes": ["99999"], "words": "Bonjour"},
        {"communes": ["\x00"], "words": "\x00"},
        {"other_commune": HOSTILE, "words": HOSTILE},
        {"other_commune": "a" * 500, "words": "a" * 5000},
    ],
)
def test_incomplete_request_is_explained(client, boitron, data):
    project = agreeing_project(departement=boitron.departement)
    project.communes.set([boitron])
    client.force_login(coordinator(boitron.departement))

    page = client.post(reverse("relay_ask", args=[project.pk]), data)

    assert page.status_code == 422
    assert HOSTILE not in page.content.decode()
    assert not Relay.objects.exists()


def test_asking_without_consent_says_so(client, boitron):
    project = ProjectFactory(departement=boitron.departement)
    client.force_login(coordinator(boitron.departement))

    page = text_of(client.get(reverse("relay_ask", args=[project.pk])))

    assert "n’a pas encore accepté" in page


def test_the_file_tells_its_relays(client, relay, boitron):
    client.force_login(coordinator(boitron.departement))
    RelayReply.objects.create(
        relay=relay,
        person=PersonFactory(name="Jean Prévost"),
        state="mandate_over",
        words="Qu’ils viennent !",
        received_at=timezone.now(),
    )

    text = text_of(client.get(relay.project.get_absolute_url()))

    assert "Mairies" in text
    assert "Jean Prévost (mandat terminé)" in text


def test_the_household_reads_and_takes_back(client, relay):
    client.force_login(relay.project.adults.first().person)

    page = text_of(client.get(reverse("own_project")))
    assert "Les mairies" in page
    response = client.post(reverse("relay_withdraw", args=[relay.pk]))

    relay.refresh_from_db()
    assert (response.url, relay.status) == (reverse("own_project"), "withdrawn")


def test_personal_data_lists_relays(client, relay, mayor):
    client.force_login(relay.project.adults.first().person)
    assert "Les mairies à qui l’on a parlé de votre projet" in text_of(
        client.get(reverse("own_data"))
    )


def test_links_of_the_mail_lead_to_pages(client, deliver_mails, boitron, mayor):
    claire = coordinator(boitron.departement)
    project = agreeing_project(departement=boitron.departement)
    ask_town_halls(by=claire, project=project, communes=[boitron], words="Bonjour à vous")

    [mail] = [mail for mail in deliver_mails() if mail.recipient == mayor.email]

    paths = re.findall(r"http://[^/\s]+(/un-menage[^\s]+)", mail.text)
    assert len(paths) == 5
    for path in paths:
        assert client.get(path).status_code == 200
    assert "Bonjour à vous" in mail.text
    assert mail.reply_to == ""
