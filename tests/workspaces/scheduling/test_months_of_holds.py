"""A copy of the holds that is cut by month keeps the rule that no two of a resource overlap, and
its old months leave while others read and write."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from psycopg.sql import SQL, Identifier

from tests.workspaces.bookings.test_races import outcomes, race
from tests.workspaces.factories import BookingFactory, ResourceFactory

pytestmark = pytest.mark.django_db(transaction=True)

BY_MONTH = Path("deploy/partitions/holds_by_month.sql").read_text(encoding="utf-8")
INSERT = """
    INSERT INTO workspaces_hold_by_month
        (id, booking_id, resource_id, is_holding, is_implied, month, period)
    VALUES (%s, %s, %s, true, false, %s, tstzrange(%s, %s))
"""
OLD = datetime(2031, 1, 1, tzinfo=UTC)
LATER = datetime(2031, 2, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


@contextmanager
def holds_by_month():
    with connection.cursor() as cursor:
        cursor.execute(BY_MONTH)
        try:
            yield
        finally:
            cursor.execute(
                "SELECT relid::regclass::text FROM pg_partition_tree('workspaces_hold_by_month')"
            )
            names = ", ".join(name for (name,) in cursor.fetchall())
            cursor.execute(f"DROP TABLE IF EXISTS {names}, workspaces_hold_2031_01")
            cursor.execute("DROP PROCEDURE begin_month_of_holds")


@pytest.fixture
def desk():
    """Returns a desk that is taken from an hour before February to an hour after its start."""
    desk = ResourceFactory()
    BookingFactory(resource=desk, period=DateTimeTZRange(LATER - HOUR, LATER + HOUR))
    with holds_by_month():
        yield desk


def hold(desk, starts, ends, month=None):
    """The values of one hold."""
    month = month or starts.date().replace(day=1)
    return [uuid4().int % 2**31, uuid4(), desk.pk, month, starts, ends]


def insert(values):
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)


def another_session():
    """Past Django, so that it has a transaction of its own. No lock is waited for."""
    parameters = connection.get_connection_params()
    connection_parameters = {name: parameters[name] for name in ("host", "dbname", "user")}
    return closing(psycopg.connect(**connection_parameters, options="-c lock_timeout=2s"))


def is_leaving(session):
    """Checks whether a month is being detached: a wait, and its own transaction."""
    return session.execute("SELECT count(*) FROM pg_inherits WHERE inhdetachpending").fetchone()[0]


def periods(session, table):
    query = SQL("SELECT lower(period), upper(period) FROM {} ORDER BY period")
    return session.execute(query.format(Identifier(table))).fetchall()


def test_a_hold_that_crosses_two_months_is_written_as_two(desk):
    with another_session() as session:
        assert periods(session, "workspaces_hold_2031_01") == [(LATER - HOUR, LATER)]
        assert periods(session, "workspaces_hold_2031_02") == [(LATER, LATER + HOUR)]


@pytest.mark.parametrize(
    ("month", "starts", "ends"),
    [
        (OLD, LATER - HOUR, LATER + HOUR),
        (LATER, LATER - HOUR, LATER),
        (LATER, LATER, LATER),
        (LATER + timedelta(days=3), LATER + timedelta(days=4), LATER + timedelta(days=5)),
    ],
    ids=["crosses its end", "of another month", "of no time", "of no first day"],
)
def test_one_that_is_not_within_its_month_is_refused(desk, month, starts, ends):
    with pytest.raises(IntegrityError):
        insert(hold(desk, starts, ends, month.date()))


def test_of_two_that_race_for_the_same_time_one_is_refused(desk):
    rivals = [hold(desk, OLD + HOUR * number, OLD + HOUR * (number + 2)) for number in range(2)]

    results = race(*[lambda values=values: insert(values) for values in rivals])

    [refusal] = [result for result in results if result is not None]
    # Each may wait for the other's row, and PostgreSQL then refuses one of them as a deadlock.
    refused_as = (psycopg.errors.ExclusionViolation, psycopg.errors.DeadlockDetected)
    assert isinstance(refusal.__cause__, refused_as)


def test_one_that_waits_for_a_rival_not_yet_written_is_refused_once_it_is(desk):
    with another_session() as first, ThreadPoolExecutor(1) as thread:
        first.execute(INSERT, hold(desk, OLD, OLD + HOUR))
        second = thread.submit(race, lambda: insert(hold(desk, OLD, OLD + HOUR)))
        first.commit()

        assert outcomes(second.result()) == {"IntegrityError": 1}


def test_an_old_month_leaves_while_others_read_and_write(desk):
    with (
        another_session() as reader,
        another_session() as writer,
        another_session() as holder,
        another_session() as watcher,
        ThreadPoolExecutor(1) as thread,
    ):
        watcher.autocommit = writer.autocommit = holder.autocommit = True
        assert len(periods(reader, "workspaces_hold_by_month")) == 2

        leaving = thread.submit(
            holder.execute,
            "ALTER TABLE workspaces_hold_by_month"
            " DETACH PARTITION workspaces_hold_2031_01 CONCURRENTLY",
        )
        while not is_leaving(watcher):
            assert not leaving.done() or leaving.result()
        # It waits for the reader; neither the reader nor the writer waits for it.
        row = hold(desk, LATER + HOUR, LATER + 2 * HOUR)
        writer.execute(INSERT, row)
        with pytest.raises(psycopg.errors.ExclusionViolation):
            writer.execute(INSERT, hold(desk, LATER + HOUR, LATER + 2 * HOUR))
        writer.execute("CALL begin_month_of_holds('2031-05-01')")
        periods_seen = periods(reader, "workspaces_hold_by_month")
        assert not leaving.done()
        reader.commit()
        leaving.result(timeout=30)

        expected = [(LATER, LATER + HOUR), (LATER + HOUR, LATER + 2 * HOUR)]
        assert periods_seen[-2:] == expected
        assert periods(reader, "workspaces_hold_by_month") == expected
        assert periods(reader, "workspaces_hold_2031_01") == [(LATER - HOUR, LATER)]
        with pytest.raises(psycopg.errors.CheckViolation):
            writer.execute(INSERT, hold(desk, OLD, OLD + HOUR))
