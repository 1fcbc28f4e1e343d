"""The first month on the home of the Espace: read from what is there, while an instance is new."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.first_steps.first_month import SHOWN_FOR, first_times, month_for
from bocage.people.models import Mandate, Role
from tests.network.gatherings.factories import GatheringFactory
from tests.outreach.factories import CampaignFactory
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.people.second_factors import show_second_factor
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_production")]


@pytest.fixture
def coordinator(administrator):
    """Returns the coordinator of a new instance that has its communes."""
    CommuneFactory()
    return MandateFactory(role=Role.COORDINATOR, scope=ScopeFactory(of_departement=True)).person


@pytest.fixture
def home_of(signed_in_client):
    """`home_of(person)`: the home of the Espace, as a session with a second factor has it."""

    def read(person):
        client = signed_in_client(person)
        show_second_factor(client, person)
        return client.get(reverse("espace"))

    return read


def done():
    return [first.is_done for first in first_times()]


def test_each_first_time_is_read_from_what_is_there():
    assert done() == [False] * 4

    MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True))
    MandateFactory(role=Role.ELECTED, scope=ScopeFactory(of_commune=True))
    GatheringFactory()
    CampaignFactory()

    assert done() == [True] * 4


def test_first_host_is_led_to_a_place_where_there_is_none():
    assert first_times()[0].url_name == "host_open"
    PlaceFactory()
    assert first_times()[0].url_name == "mandate_scope"


def test_administrators_and_coordinators_are_led_to_each_action(
    home_of, administrator, coordinator
):
    for person in (administrator, coordinator):
        page = home_of(person)
        assert "Le premier mois" in text_of(page)
        for name in ("host_open", "mandate_scope", "gathering_plan", "campaign_open"):
            assert reverse(name) in page.content.decode()


def test_month_waits_for_the_communes(home_of, administrator):
    page = text_of(home_of(administrator))

    assert month_for(administrator) is None
    assert "Le premier mois" not in page
    assert "il en reste 6 sur 6" in page


def test_nobody_else_sees_it(home_of, administrator):
    CommuneFactory()
    host = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True)).person

    for person in (host, PersonFactory()):
        assert month_for(person) is None
        assert "Le premier mois" not in text_of(home_of(person))


def test_old_instance_is_shown_nothing(administrator):
    CommuneFactory()
    Mandate.objects.update(starts_on=timezone.localdate() - SHOWN_FOR - timedelta(days=1))

    assert month_for(administrator) is None


def test_steps_that_are_left_are_what_waits_for_an_administrator_alone(
    home_of, administrator, coordinator
):
    mine = text_of(home_of(administrator))
    theirs = text_of(home_of(coordinator))

    assert "Premiers pas : il en reste" in mine
    assert "Premiers pas" not in theirs


def test_demo_has_taken_its_first_steps(home_of, administrator, monkeypatch):
    from django.conf import settings

    monkeypatch.setattr(settings, "BOCAGE", settings.BOCAGE.model_copy(update={"demo": True}))

    page = text_of(home_of(administrator))

    assert "Premiers pas" not in page
    assert "Le premier mois" not in page
