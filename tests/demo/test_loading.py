"""The demo as the rooms hold it once it is loaded."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bocage.demo.cast import CAST, HOST, OCCASIONAL, SECOND_HOME
from bocage.demo.loading import PLACES, DemoReport, load_demo
from bocage.demo.neighbours import NEIGHBOURS
from bocage.demo.places import BOITRON
from bocage.demo.presence import door_address
from bocage.foundation.models import InstanceSettings
from bocage.people.models import Mandate, Person, Role
from bocage.workspaces.models import Booking, Hold, Place, Resource, Visit
from tests.territory.factories import CommuneFactory

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The report of a demo that is loaded once for this module, and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        for facts in PLACES:
            CommuneFactory(code=facts.commune, postcodes=[facts.postcode])
        with CaptureQueriesContext(connection) as queries:
            report = load_demo(now=NOW)
        yield report, len(queries)
        transaction.set_rollback(True)


@pytest.fixture
def report(demo, db):
    return demo[0]


def test_everything_that_was_planned_is_there(report):
    assert report.refused == []
    assert report.people == Person.objects.count() == len(CAST) + len(NEIGHBOURS)
    assert report.places == Place.objects.published().count() == len(PLACES)
    assert report.bookings == Booking.objects.count()
    cancelled = Booking.objects.filter(status=Booking.Status.CANCELLED).count()
    assert report.cancelled == cancelled
    assert 20 < cancelled < report.bookings / 8


def test_loading_asks_a_bounded_number_of_queries(demo, db):
    report, queries = demo

    assert queries / report.bookings < 16


def test_everybody_lives_at_an_address_that_receives_nothing(report):
    assert Person.objects.exclude(email__endswith=".example").count() == 0


def test_places_say_whether_their_position_is_a_fact_of_the_census(report):
    sources = Counter(Place.objects.values_list("position_source", flat=True))

    assert sources == {"census": 4, "commune": len(PLACES) - 4}


def test_places_lie_in_their_communes_with_what_their_facts_say(report):
    for facts in PLACES:
        place = Place.objects.get(slug=facts.slug)
        assert place.commune_id == facts.commune
        assert place.name == facts.name
        assert place.opening_rules.count() == sum(map(len, facts.weekly_hours.values()))
        parents = {
            resource.name: resource.parent.name if resource.parent else ""
            for resource in Resource.objects.filter(place=place).select_related("parent")
        }
        assert parents == {one.name: one.part_of for one in facts.resources}


def test_every_place_has_a_host_and_boitron_has_the_one_of_the_cast(report):
    hosts = Mandate.objects.filter(role=Role.HOST)

    assert hosts.count() == hosts.values("scope").distinct().count() == len(PLACES)
    boitron = Place.objects.get(slug=BOITRON.slug)
    assert hosts.get(scope=boitron.scope).person.email == HOST.email


def test_each_member_of_the_cast_holds_the_mandate_of_their_role(report):
    held = {
        member.email: list(
            Mandate.objects.filter(person__email=member.email).values_list("role", flat=True)
        )
        for member in CAST
    }

    assert held == {member.email: [member.mandate] if member.mandate else [] for member in CAST}


def test_the_host_of_boitron_runs_boitron_and_no_other_place(report):
    host = Person.objects.get(email=HOST.email)

    seen = [
        place.slug for place in Place.objects.all() if host.has_perm("workspaces.see_day", place)
    ]

    assert seen == [BOITRON.slug]


def test_no_two_holds_of_a_resource_meet(report):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), (SELECT count(*) FROM workspaces_hold) FROM workspaces_hold one"
            " JOIN workspaces_hold other ON one.resource_id = other.resource_id"
            " AND one.id < other.id AND one.period && other.period"
            " WHERE one.is_holding AND other.is_holding"
        )
        overlaps, holds = cursor.fetchone()

    assert overlaps == 0
    assert holds == Hold.objects.count() >= report.bookings


def test_the_past_and_the_month_ahead_are_filled(report):
    periods = list(Booking.objects.values_list("period", flat=True))

    assert min(period.lower for period in periods) < NOW - timedelta(days=25)
    assert max(period.lower for period in periods) > NOW + timedelta(days=25)


def test_mails_tell_the_cast_of_what_is_to_come_and_nobody_of_the_past(report, deliver_mails):
    mails = deliver_mails()

    told = Counter(mail.recipient for mail in mails)
    assert set(told) <= {member.email for member in CAST}
    assert told[OCCASIONAL.email] == 3
    assert [mail.language for mail in mails if mail.recipient == SECOND_HOME.email] == ["en"]


def test_loaded_again_it_changes_nothing_and_asks_one_question(report, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert load_demo(now=NOW + timedelta(days=5)) == DemoReport()


def test_the_command_says_that_the_demo_is_there(report, capsys):
    call_command("load_demo")

    assert "loaded already" in capsys.readouterr().out


def test_two_weeks_later_only_the_days_that_were_missing_are_planned(report):
    before = set(Booking.objects.values_list("pk", flat=True))
    last = max(Booking.objects.values_list("period", flat=True)).lower

    later = load_demo(now=NOW + timedelta(days=14))

    added = Booking.objects.exclude(pk__in=before)
    assert later.people == later.places == 0
    assert later.bookings == added.count() > 50
    assert {booking.period.lower.date() > last.date() for booking in added} == {True}


def test_the_instance_says_whose_territory_it_serves(report):
    settings = InstanceSettings.objects.get()

    assert (settings.name, settings.tagline) == ("Bocage", "le télétravail dans l’Orne")
    assert settings.territory_name == "l’Orne"


def test_boitron_has_noted_who_came_for_a_month(report):
    boitron = Place.objects.get(slug=BOITRON.slug)
    visits = Visit.objects.filter(place=boitron)

    assert report.presences > 40
    assert visits.filter(is_walk_in=True).count() > 20
    assert visits.filter(is_walk_in=False).count() > 20
    assert Booking.objects.filter(place=boitron, status=Booking.Status.NO_SHOW).exists()
    assert not Booking.objects.filter(
        status=Booking.Status.CONFIRMED, period__endswith__lte=NOW
    ).exists()


def test_a_door_of_boitron_can_be_shown(report):
    door = door_address()

    assert (door.kind, door.resource.name) == ("door", "Salle des Tilleuls")
