"""Deliveries of one source that arrive, and are read, together."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from bocage.housing.feeds.operations.feed_runs import apply_feed_run
from bocage.housing.models import FeedRun, Listing, ListingPrice
from tests.housing.factories import SourceFactory
from tests.housing.feed_files import lines, received, zipped

pytestmark = pytest.mark.django_db(transaction=True)
Status = FeedRun.Status


def together(*works):
    """Runs each in a thread of its own, all from the same instant."""
    barrier = Barrier(len(works))
    errors = []

    def run(work):
        try:
            barrier.wait()
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_each_that_arrives_has_its_number():
    source = SourceFactory()
    together(*[lambda: received(source, zipped(lines(2)))] * 6)
    numbers = FeedRun.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]


def test_one_that_two_workers_read_is_applied_once():
    run = received(SourceFactory(), zipped(lines(50)))
    together(*[lambda: apply_feed_run(run_id=run.pk)] * 4)
    run.refresh_from_db()
    assert (run.status, run.created) == (Status.APPLIED, 50)
    assert (Listing.objects.count(), ListingPrice.objects.count()) == (50, 50)


def test_whatever_the_order_of_reading_the_last_that_came_stands():
    source = SourceFactory()
    runs = [received(source, zipped(lines(10 + number))) for number in range(4)]
    together(*[lambda run=run: apply_feed_run(run_id=run.pk) for run in reversed(runs)])
    assert source.listings.on_the_market().count() == 13
    statuses = {run.number: run.status for run in FeedRun.objects.all()}
    assert statuses[4] == Status.APPLIED
    assert set(statuses.values()) <= {Status.APPLIED, Status.SUPERSEDED}


def test_of_those_that_are_held_together_the_last_alone_waits():
    source = SourceFactory()
    apply_feed_run(run_id=received(source, zipped(lines(20))).pk)
    runs = [received(source, zipped(lines(number))) for number in (5, 4, 3)]
    together(*[lambda run=run: apply_feed_run(run_id=run.pk) for run in reversed(runs)])
    statuses = [FeedRun.objects.get(pk=run.pk).status for run in runs]
    assert statuses == [Status.SUPERSEDED, Status.SUPERSEDED, Status.HELD]
    assert source.listings.on_the_market().count() == 20
