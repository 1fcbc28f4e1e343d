"""Scheduled jobs of the demo do nothing if no demo is loaded."""

from datetime import UTC, datetime

from bocage.demo.loading import DemoReport, live_on
from bocage.people.models import Person
from bocage.workspaces.models import Visit

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def test_nothing_lives_where_no_demo_is_loaded(db):
    assert live_on(now=NOW) == DemoReport()
    assert not Person.objects.exists()
    assert not Visit.objects.exists()
