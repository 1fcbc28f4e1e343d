"""The first month on the home of the Espace: read from what is there, while an instance is new."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.first_steps.first_month import SHOWN_FOR, first_times, month_for
from bocage.people.models import Mandate, Role
from tests.network.gathering_factories import GatheringFactory
from tests.outreach.factories import CampaignFactory
from tests.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_instance")]


@pytest.fixture
def coordinator(administrator):
    """Of an instance that begins, and has its communes."""
    CommuneFactory()
    return MandateFactory(role=Role.COORDINATOR, scope=ScopeFactory(of_departement=True)).person


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


def test_administrators_and_coordinators_are_led_to_each_gesture(
    signed_in_client, administrator, coordinator
):
    for person in (administrator, coordinator):
        page = signed_in_client(person).get(reverse("espace"))
        assert "Le premier mois" in text_of(page)
        for name in ("host_open", "mandate_scope", "gathering_plan", "campaign_open"):
            assert reverse(name) in page.content.decode()


def test_month_waits_for_the_communes(signed_in_client, administrator):
    page = text_of(signed_in_client(administrator).get(reverse("espace")))

    assert month_for(administrator) is None
    assert "Le premier mois" not in page
    assert page.index("il en reste 6 sur 6") < page.index("Ajoutez une clé")


def test_nobody_else_sees_it(signed_in_client, administrator):
    CommuneFactory()
    host = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True)).person

    for person in (host, PersonFactory()):
        assert month_for(person) is None
        assert "Le premier mois" not in text_of(signed_in_client(person).get(reverse("espace")))


def test_old_instance_is_told_nothing(administrator):
    CommuneFactory()
    Mandate.objects.update(starts_on=timezone.localdate() - SHOWN_FOR - timedelta(days=1))

    assert month_for(administrator) is None


def test_steps_that_are_left_are_what_waits_for_an_administrator_alone(
    signed_in_client, administrator, coordinator
):
    mine = text_of(signed_in_client(administrator).get(reverse("espace")))
    theirs = text_of(signed_in_client(coordinator).get(reverse("espace")))

    assert "Premiers pas : il en reste" in mine
    assert "Premiers pas" not in theirs


def test_demo_has_taken_its_first_steps(signed_in_client, administrator, monkeypatch):
    from django.conf import settings

    monkeypatch.setattr(settings, "BOCAGE", settings.BOCAGE.model_copy(update={"demo": True}))

    page = text_of(signed_in_client(administrator).get(reverse("espace")))

    assert "Premiers pas" not in page
    assert "Le premier mois" not in page
