"""End to end: a delivery of an agency, or a report of a mayor, reaches the matching searches."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.housing.leads.links import lead_report_link
from bocage.housing.leads.operations.freshness import (
    ANSWER_WITHIN,
    ask_about_old_leads,
    hide_stale_leads,
)
from bocage.housing.models import Dwelling, Lead, MarketFact, PositionPrecision
from bocage.people.models import Role
from tests.housing.factories import SourceFactory
from tests.housing.feed_files import SAMPLES, received
from tests.housing.leads.factories import candidate, town_hall
from tests.housing.wishes import between, search_around
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

ALWAYS = {"quiet_from": 0, "quiet_until": 0}
"""No quiet hours: the result does not depend on the time of the test."""


@pytest.fixture(autouse=True)
def _files_of_the_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def commune(name, postcode, latitude, longitude):
    return CommuneFactory(name=name, postcodes=[postcode], latitude=latitude, longitude=longitude)


def follows(place, **wish):
    """Returns a person with a search for sales or rentals within five kilometres."""
    return search_around(place, radius_m=5_000, **ALWAYS, **wish).person.email


@pytest.fixture
def waiting():
    """Returns the people who wait, by the expected result of the second delivery."""
    courteraie = commune("Saint-Aubin-de-Courteraie", "61560", 48.6197, 0.5436)
    sap = commune("Le Sap-André", "61230", 48.8268, 0.3814)
    briouze = commune("Saint-Hilaire-de-Briouze", "61220", 48.7065, -0.3114)
    courgeout = commune("Courgeoût", "61560", 48.5124, 0.4904)
    return {
        "plot without a position": follows(courteraie, kinds=["land"], price=between(353_000)),
        "flat": follows(sap, kinds=["apartment"], price=between(371_000, 371_000)),
        "farm that fell": follows(briouze, kinds=["house"], price=between(210_000, 215_000)),
        "mill that fell": follows(
            courgeout, kinds=["house"], offer="rental", price=between(570, 580)
        ),
        "nothing there": follows(commune("Ailleurs", "61001", 48.2, 0.9), kinds=[]),
    }


def deliver(source, number, run_tasks):
    """Receives a delivery of the agency, and has all that follows done."""
    run = received(source, (SAMPLES / f"perche-immo-{number}.zip").read_bytes())
    run_tasks()
    run.refresh_from_db()
    return run


def count_mails(waiting):
    """Returns how many mails each of them received."""
    return {name: OutgoingMail.objects.filter(recipient=to).count() for name, to in waiting.items()}


def test_what_an_agency_delivers_reaches_the_mailboxes_of_those_who_wait_once(waiting, run_tasks):
    source = SourceFactory(slug="perche-immo")

    first = deliver(source, 1, run_tasks)
    assert (first.created, MarketFact.objects.count()) == (60, Dwelling.objects.count())
    assert not any(count_mails(waiting).values())

    second = deliver(source, 2, run_tasks)
    assert (second.created, second.withdrawn, second.price_falls) == (3, 3, 2)
    expected = dict.fromkeys(waiting, 1) | {"nothing there": 0}
    assert count_mails(waiting) == expected
    assert Dwelling.objects.filter(is_on_the_market=False).count() == 3

    deliver(source, 2, run_tasks)
    assert count_mails(waiting) == expected


def test_what_the_mails_say_is_the_home_that_each_waited_for(waiting, run_tasks):
    source = SourceFactory(slug="perche-immo")
    for number in (1, 2):
        deliver(source, number, run_tasks)

    texts = {
        name: OutgoingMail.objects.get(recipient=to)
        .text.replace("\u202f", " ")
        .replace("\xa0", " ")
        for name, to in waiting.items()
        if name != "nothing there"
    }

    assert "353 000 €" in texts["plot without a position"]
    assert "371 000 €" in texts["flat"]
    assert "de 234 000 € à 210 600 €" in texts["farm that fell"]
    assert "de 613 € par mois à 576 €" in texts["mill that fell"]


def test_home_without_a_position_stands_at_the_centre_of_its_commune(waiting, run_tasks):
    deliver(SourceFactory(slug="perche-immo"), 2, run_tasks)

    plot = Dwelling.objects.get(commune__name="Saint-Aubin-de-Courteraie", price_eur=353_000)

    assert (plot.latitude, plot.longitude) == (48.6197, 0.5436)
    assert plot.position_precision == PositionPrecision.COMMUNE


def test_what_a_mayor_tells_by_the_signed_link_reaches_a_candidate_until_it_goes_stale(
    client, run_tasks
):
    boitron = CommuneFactory(boitron=True)
    mayor = town_hall(boitron, role=Role.ELECTED)
    person = candidate()
    search_around(boitron, person=person, **ALWAYS)
    stranger = search_around(boitron, **ALWAYS).person
    link = reverse("lead_report_signed", args=[lead_report_link.token(mayor.pk, boitron.pk)])

    assert client.get(link).status_code == 200
    client.post(link, {"bien": "house", "pour": "sale", "prix": "sale:80000-120000"})
    run_tasks()

    lead = Lead.objects.get()
    (mail,) = OutgoingMail.objects.filter(recipient=person.email)
    assert lead.get_absolute_url() in mail.text
    assert not OutgoingMail.objects.filter(recipient=stranger.email).exists()
    client.force_login(person)
    assert client.get(lead.get_absolute_url()).status_code == 200

    later = timezone.now() + timedelta(days=31)
    assert ask_about_old_leads(now=later) == 1
    assert hide_stale_leads(now=later + ANSWER_WITHIN) == 1
    run_tasks()

    assert client.get(lead.get_absolute_url()).status_code in {403, 404}
    assert lead.get_absolute_url() not in client.get(reverse("lead_list")).content.decode()
    assert OutgoingMail.objects.filter(recipient=person.email).count() == 1
