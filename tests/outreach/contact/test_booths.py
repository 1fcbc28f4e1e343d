"""Tablet of a fair: contacts are received once, and refusals have a reason."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.outreach.contact.links import booth_link
from bocage.outreach.contact.operations import close_booth, open_booth
from bocage.outreach.models import Booth, Campaign, Prospect, ProspectConsent, Touch
from bocage.outreach.prospects.formatting import words_of
from bocage.people.models import Person
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import CampaignFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return CampaignFactory()


@pytest.fixture
def coordinator(campaign: Campaign) -> Person:
    return coordinator_of(campaign.departement)


@pytest.fixture
def booth(campaign: Campaign, coordinator: Person) -> Booth:
    return open_booth(by=coordinator, campaign=campaign, label="Tablette 1", days=2)


def contact(number: int, **fields: object) -> dict[str, object]:
    met = timezone.now() - timedelta(hours=number + 1)
    return {
        "id": str(UUID(int=0x4000_8000_0000_0000_0000 + number)),
        "at": met.isoformat(),
        "recorder": "Odile",
        "email": f"ada{number}@ville.example",
        "purposes": ["letters"],
        **fields,
    }


def send(client: Client, booth: Booth, contacts: object) -> tuple[int, list[dict[str, str]]]:
    address = reverse("booth_send", args=[booth_link.token(booth.pk)])
    answer = client.post(address, {"contacts": contacts}, content_type="application/json")
    return answer.status_code, answer.json().get("results", [])


def test_what_is_sent_twice_is_written_once(client: Client, booth: Booth) -> None:
    contacts = [contact(0), contact(1, email="", phone="06 11 22 33 44", purposes=["calls"])]
    for _twice in range(2):
        status, results = send(client, booth, contacts)
        assert (status, [result["state"] for result in results]) == (200, ["written", "written"])
    assert (Prospect.objects.count(), Touch.objects.count()) == (2, 2)
    touch = Touch.objects.get(prospect__phone="0611223344")
    assert touch.note == "Accord donné de vive voix, noté par Odile."
    assert (touch.campaign, touch.by) == (booth.campaign, booth.opened_by)
    assert timezone.now() - touch.at > timedelta(hours=1)
    consent = ProspectConsent.objects.get(purpose="letters")
    assert (consent.collection_method, consent.words, consent.confirmed_at) == (
        "spoken",
        words_of("letters", "fr"),
        None,
    )


def test_what_is_refused_stays_with_its_sentence(client: Client, booth: Booth) -> None:
    wrong = [
        contact(0, purposes=[]),
        contact(1, email="ada@"),
        contact(2, recorder=""),
        contact(3, id="9"),
        contact(4, name=["a", {"b": 1}], interests="work", at="hier"),
        contact(5, name="é" * 5_000),
        contact(6, email={"a": 1}),
    ]
    _status, results = send(client, booth, wrong)
    assert [result["state"] for result in results] == ["refused"] * 7
    assert results[0]["sentence"].startswith("Cochez ce que vous acceptez")
    assert not Prospect.objects.exists()


def test_what_is_no_sending_is_refused_whole(client: Client, booth: Booth) -> None:
    address = reverse("booth_send", args=[booth_link.token(booth.pk)])
    for body in ("", "[]", "{", '{"contacts": 3}', '{"contacts": [3]}', json.dumps({})):
        assert client.post(address, body, content_type="application/json").status_code == 400
    assert send(client, booth, [contact(number) for number in range(21)])[0] == 400
    assert client.get(address).status_code == 405
    forged = reverse("booth_send", args=["faux"])
    assert client.post(forged, "{}", content_type="application/json").status_code == 404


def test_a_closed_booth_takes_nothing_until_it_is_opened_again(
    client: Client, booth: Booth, coordinator: Person
) -> None:
    with pytest.raises(NotAllowed):
        close_booth(by=PersonFactory(), booth=booth)
    client.force_login(coordinator)
    client.post(reverse("booth_close", args=[booth.pk]))
    assert send(client, booth, [contact(0)])[0] == 410
    assert client.get(booth_link.path(booth.pk)).status_code == 410
    client.post(reverse("booth_reopen", args=[booth.pk]))
    assert send(client, booth, [contact(0)])[0] == 200
    week_late = {"opened_at": timezone.now() - timedelta(days=9)}
    Booth.objects.update(closes_at=timezone.now() - timedelta(days=6), **week_late)
    assert send(client, booth, [contact(1)])[0] == 200
    Booth.objects.update(closes_at=timezone.now() - timedelta(days=8), **week_late)
    assert send(client, booth, [contact(2)])[0] == 410


def test_a_tablet_without_scripts_sends_a_form(client: Client, booth: Booth) -> None:
    page = booth_link.path(booth.pk)
    html = client.get(page).content.decode()
    assert words_of("letters", "fr") in html
    assert client.post(page, {}).status_code == 422
    fields = {name: value for name, value in contact(0).items() if name not in {"id", "at"}}
    assert client.post(page, fields).status_code == 302
    assert Touch.objects.get().kind == Touch.Kind.BOOTH
    agent = client.get(reverse("booth_agent", args=[booth_link.token(booth.pk)]))
    assert agent.headers["Content-Type"].startswith("text/javascript")
    assert "/stand/" in agent.content.decode()


def test_who_runs_the_campaign_opens_booths(
    client: Client, campaign: Campaign, coordinator: Person
) -> None:
    page = reverse("booth_list", args=[campaign.pk])
    client.force_login(PersonFactory())
    assert client.get(page).status_code == 404
    client.force_login(coordinator)
    assert client.post(page, {"label": "", "days": "400"}).status_code == 422
    client.post(page, {"label": "Tablette du hall", "days": "3"})
    booth = Booth.objects.get()
    assert booth.closes_at - booth.opened_at == timedelta(days=3)
    assert f"/stand/{booth_link.token(booth.pk)[:20]}" in client.get(page).content.decode()
