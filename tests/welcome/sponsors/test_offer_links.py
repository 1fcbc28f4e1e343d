"""Signed link by which a town hall proposes a sponsor without an account, and its mails."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from bocage.welcome.ceremonies.mails import DateWantedMail
from bocage.welcome.models import SponsorProfile
from bocage.welcome.relays.operations.relays import answer_relay
from bocage.welcome.sponsors.links import sponsor_offer_link
from bocage.welcome.sponsors.mails.becoming_sponsor import SponsorWantedMail
from bocage.welcome.sponsors.naming import OFFERS
from tests.housing.leads.factories import coordinator, town_hall
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.relays.factories import RelayFactory
from tests.welcome.sponsors.factories import SponsorProfileFactory

pytestmark = pytest.mark.django_db

Status = SponsorProfile.Status
HOSTILE = "<script>alert(1)</script>\x01" + "é" * 5000


def offer_by_mail(person, commune):
    return reverse("sponsor_offer_signed", args=[sponsor_offer_link.token(person.pk, commune.pk)])


def test_town_hall_names_a_sponsor_from_a_mail_without_an_account(client, boitron, deliver_mails):
    secretary = town_hall(boitron)
    known_person = SponsorProfileFactory(commune=boitron).person
    url = offer_by_mail(secretary, boitron)

    page = client.get(url)
    assert page["Referrer-Policy"] == "same-origin"
    assert known_person.name not in page.content.decode()
    assert SponsorProfile.objects.count() == 1

    answer = client.post(url, {"email": "ines@exemple.example", "name": "Inès Roche"})

    assert (answer.status_code, answer.url) == (302, url)
    assert "un clic suffit pour dire oui" in client.get(url).content.decode()
    offered_profile = SponsorProfile.objects.get(status=Status.OFFERED)
    assert (offered_profile.commune, offered_profile.offered_by) == (boitron, secretary)
    assert [mail.recipient for mail in deliver_mails()] == ["ines@exemple.example"]


def test_sponsor_link_does_not_reveal_known_addresses(client, boitron):
    url = offer_by_mail(town_hall(boitron), boitron)
    other_profile = SponsorProfileFactory(commune=boitron, person__name="Odile Secrète").person
    messages = []
    for address in (other_profile.email, "personne@exemple.example"):
        client.post(url, {"email": address})
        messages.append(client.get(url).content.decode())

    assert "Odile" not in messages[0]
    assert ("Merci" in messages[0], "Merci" in messages[1]) == (True, True)


@pytest.mark.parametrize("data", [{}, {"email": "x"}, {"email": HOSTILE}, {"name": "é" * 999}])
def test_invalid_offer_by_mail_is_shown_again(client, boitron, data):
    answer = client.post(offer_by_mail(town_hall(boitron), boitron), data)

    assert answer.status_code == 422
    assert not SponsorProfile.objects.exists()


def test_link_of_a_sponsor_serves_as_long_as_the_mandate_and_for_its_commune(client, boitron):
    former = town_hall(boitron, over=True)
    neighbour = town_hall(CommuneFactory(essay=True))
    for person in (former, neighbour, PersonFactory()):
        url = offer_by_mail(person, boitron)
        assert client.get(url).status_code == 410
        assert client.post(url, {"email": "ines@exemple.example"}).status_code == 410
    assert client.get(reverse("sponsor_offer_signed", args=["x:y"])).status_code in (400, 404, 410)
    assert not SponsorProfile.objects.exists()


def test_link_of_a_sponsor_is_not_pressed_without_end(client, boitron):
    url = offer_by_mail(town_hall(boitron), boitron)
    codes = {client.post(url, {"email": "x"}).status_code for _press in range(OFFERS.amount)}

    assert codes == {422}
    assert client.post(url, {"email": "ines@exemple.example"}).status_code == 429


@pytest.mark.parametrize(("days", "status"), [(89, 200), (91, 410)], ids=["89", "91"])
def test_link_of_a_sponsor_serves_ninety_days(client, boitron, monkeypatch, days, status):
    url = offer_by_mail(town_hall(boitron), boitron)
    later = timezone.now() + timedelta(days=days)
    monkeypatch.setattr("django.core.signing.time.time", later.timestamp)

    assert client.get(url).status_code == status
    if status == 410:
        assert client.post(url, {"email": "ines@exemple.example"}).status_code == status
        assert not SponsorProfile.objects.exists()


def accept_relay(commune, person):
    relay = RelayFactory(commune=commune)
    return answer_relay(by=person, relay=relay, answer="yes")


def offer_request_recipients(mails):
    return [mail.recipient for mail in mails if mail.kind == SponsorWantedMail.kind()]


def test_first_yes_of_a_commune_without_a_sponsor_asks_for_one(boitron, deliver_mails, client):
    secretary = town_hall(boitron)
    for _household in range(2):
        accept_relay(boitron, secretary)

    mails = deliver_mails()
    assert offer_request_recipients(mails) == [secretary.email]
    (mail,) = [mail for mail in mails if mail.kind == SponsorWantedMail.kind()]
    path = re.search(r'href="[^"]*(/parrainage/proposer/[^"]+)"', mail.html)[1]
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.OFFERED, Status.REQUESTED])
def test_commune_that_has_or_asked_a_sponsor_is_asked_for_none(boitron, status, deliver_mails):
    SponsorProfileFactory(commune=boitron, status=status, mandate=status == Status.ACTIVE)
    accept_relay(boitron, town_hall(boitron))

    assert offer_request_recipients(deliver_mails()) == []


def test_welcome_that_notes_a_yes_is_asked_for_no_sponsor(boitron, deliver_mails):
    relay = RelayFactory(commune=boitron)
    answer_relay(by=coordinator(boitron), relay=relay, answer="yes")

    assert offer_request_recipients(deliver_mails()) == []


def test_mail_of_an_arrival_leads_to_the_offer_of_a_sponsor(client, boitron):
    secretary = town_hall(boitron)
    mail = DateWantedMail(
        commune_name=boitron.name, commune_code=boitron.pk, person_id=secretary.pk
    )

    [offer] = mail.body().after
    ((_words, url),) = offer.links

    assert client.get(url.removeprefix(settings.BOCAGE.public_url)).status_code == 200
