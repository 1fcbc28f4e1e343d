"""Two concurrent workers, and a worker that dies: no alert is lost or sent twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.housing.alerts.operations import matching
from bocage.housing.alerts.operations.alerts import send_due_alerts
from bocage.housing.alerts.operations.matching import match_pending_facts
from bocage.housing.criteria.criteria import Criteria
from bocage.housing.models import Alert, MarketFact, SavedSearch
from bocage.housing.searches.errors import TooManySearches
from bocage.housing.searches.operations import MAX_SEARCHES, confirm_search, save_search
from tests.housing.factories import AlertFactory, MarketFactFactory, SavedSearchFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*runners):
    """Runs each in its own thread and connection, all let go at once; what each gave."""
    barrier = Barrier(len(runners))

    def run(runner):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            return runner()
        except Exception as error:  # The test checks the exceptions.
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(runners)) as threads:
        return list(threads.map(run, runners))


def send_all_alerts():
    while send_due_alerts():
        pass


def match_all_facts():
    while match_pending_facts():
        pass


def awake_searches(count, **fields):
    return [SavedSearchFactory(quiet_from=0, quiet_until=0, **fields) for _number in range(count)]


def test_two_workers_match_each_fact_once():
    awake_searches(3)
    for _number in range(70):
        MarketFactFactory()

    assert at_once(match_all_facts, match_all_facts) == [None, None]

    assert Alert.objects.count() == 210
    assert MarketFact.objects.filter(matched_at=None).count() == 0


def test_two_workers_tell_each_holder_once():
    for search in awake_searches(12):
        for _number in range(3):
            AlertFactory(search=search, due_at=timezone.now() - timedelta(minutes=1))

    assert at_once(send_all_alerts, send_all_alerts) == [None, None]

    assert OutgoingMail.objects.count() == 12
    assert not Alert.objects.filter(notified_at=None).exists()


def test_a_worker_that_dies_after_the_insert_loses_and_doubles_nothing(monkeypatch):
    """Its transaction is rolled back: the next worker finds the fact unchanged."""
    awake_searches(2)
    MarketFactFactory()
    make_alerts = matching.make_alerts

    def make_then_die(*args, **kwargs):
        make_alerts(*args, **kwargs)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as patch:
        patch.setattr(matching, "make_alerts", make_then_die)
        (death,) = at_once(match_pending_facts)
    assert isinstance(death, Exception)
    assert Alert.objects.count() == 0

    match_all_facts()

    assert Alert.objects.count() == 2


def test_a_search_that_goes_while_its_fact_is_matched_does_not_fail_the_others(monkeypatch):
    deleted_search, remaining_search = awake_searches(2)
    MarketFactFactory()
    searches_met_by = matching.searches_met_by

    def find_then_forget(fact):
        met = searches_met_by(fact)
        SavedSearch.objects.filter(pk=deleted_search.pk).delete()
        return met

    monkeypatch.setattr(matching, "searches_met_by", find_then_forget)
    match_pending_facts()

    assert [alert.search_id for alert in Alert.objects.all()] == [remaining_search.pk]


def test_two_searches_saved_at_once_never_make_twenty_one():
    camille = PersonFactory()
    awake_searches(MAX_SEARCHES - 1, person=camille)

    results = at_once(
        lambda: save_search(by=camille, criteria=Criteria(price_to=100_000)),
        lambda: save_search(by=camille, criteria=Criteria(price_to=200_000)),
    )

    assert sum(isinstance(result, TooManySearches) for result in results) == 1
    assert SavedSearch.objects.filter(person=camille).count() == MAX_SEARCHES


def test_a_link_that_is_pressed_twice_at_once_confirms_once():
    search = SavedSearchFactory(
        person=None, email="lea@ville.example", status="unconfirmed", confirmed_at=None
    )

    first, second = at_once(
        lambda: confirm_search(search=search), lambda: confirm_search(search=search)
    )

    assert first.status == second.status == "active"
    assert first.confirmed_at == second.confirmed_at
