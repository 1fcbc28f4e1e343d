"""Events: delivered after the commit, to each subscriber, and retried after a failure."""

import sys
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from pytest_django import DjangoAssertNumQueries
from structlog.testing import capture_logs

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.events import (
    Event,
    Publication,
    events_together,
    handle_event,
    handles,
    publication,
    publish,
)
from bocage.foundation.models import OutgoingMail
from tests.conftest import RunTasks
from tests.pending_tasks import work_until_idle


class SeatTaken(Event):
    seat_id: UUID
    taken_at: datetime
    by: str


class NobodyListens(Event):
    seat_id: UUID


received: list[tuple[str, object]] = []


@handles(SeatTaken)
def write_down(event: SeatTaken) -> None:
    received.append(("write_down", event))


@handles(SeatTaken)
def notify_host(event: SeatTaken) -> None:
    if event.by == "a broken person":
        raise RuntimeError("the host cannot be told")
    received.append(("notify_host", event))


@pytest.fixture(autouse=True)
def empty_received() -> Iterator[None]:
    received.clear()
    yield
    received.clear()


def seat_taken(by: str = "Ada") -> SeatTaken:
    return SeatTaken(
        seat_id=new_identifier(), taken_at=datetime(2026, 11, 24, 9, tzinfo=UTC), by=by
    )


@pytest.mark.django_db
def test_each_subscriber_hears_the_event_as_it_was_published(run_tasks: RunTasks) -> None:
    event = seat_taken()
    publish(event)
    assert received == []
    assert run_tasks() == 2
    assert received == [("write_down", event), ("notify_host", event)]


@pytest.mark.django_db
def test_events_are_heard_in_their_order(run_tasks: RunTasks) -> None:
    events = [seat_taken("Ada"), seat_taken("Bruno"), seat_taken("Chloé")]
    for event in events:
        publish(event)
    run_tasks()
    assert [event for name, event in received if name == "write_down"] == events


@pytest.mark.django_db
def test_publishing_costs_one_statement_whatever_the_subscribers(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        publish(seat_taken())
    with django_assert_num_queries(0):
        publish(NobodyListens(seat_id=new_identifier()))


@pytest.mark.django_db
def test_events_together_are_shown_in_one_statement_and_in_their_order(
    run_tasks: RunTasks, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    events = [seat_taken("Ada"), seat_taken("Bruno"), seat_taken("Chloé")]
    with django_assert_num_queries(1), events_together():
        for event in events:
            publish(event)
    run_tasks()
    assert [event for name, event in received if name == "write_down"] == events


@pytest.mark.django_db
def test_events_together_of_a_block_that_raises_are_reported_to_nobody(run_tasks: RunTasks) -> None:
    def fail() -> None:
        with events_together():
            publish(seat_taken())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert run_tasks() == 0


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_operation_tells_nobody(run_tasks: RunTasks) -> None:
    class Rolled(Exception):
        pass

    @transaction.atomic
    def operation() -> None:
        publish(seat_taken())
        raise Rolled

    with pytest.raises(Rolled):
        operation()
    assert run_tasks() == 0
    assert received == []


@pytest.mark.django_db(transaction=True)
def test_a_failing_handler_undoes_neither_the_operation_nor_the_others(
    run_tasks: RunTasks,
) -> None:
    with transaction.atomic():
        OutgoingMail.objects.create(
            kind="x", channel="x", recipient="a@bocage.example", language="fr"
        )
        publish(seat_taken("a broken person"))
    with pytest.raises(RuntimeError, match="the host cannot be told"):
        run_tasks()
    assert [name for name, _event in received] == ["write_down"]
    assert OutgoingMail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_tries_a_failing_handler_again_later() -> None:
    publish(seat_taken("a broken person"))
    work_until_idle()
    jobs = ProcrastinateJob.objects.filter(args__payload__by="a broken person")
    by_handler = {job.args["handler_name"].rpartition(".")[2]: job for job in jobs}
    assert (by_handler["write_down"].status, by_handler["notify_host"].status) == (
        "succeeded",
        "todo",
    )
    assert by_handler["notify_host"].attempts == 1
    assert by_handler["notify_host"].scheduled_at is not None


def test_waits_grow_and_end() -> None:
    def wait_after(attempts: int) -> float | None:
        job = Job(
            id=1, lock=None, queueing_lock=None, queue="default",
            task_name=handle_event.name, attempts=attempts,
        )  # fmt: skip
        error = RuntimeError()
        before = datetime.now(tz=UTC)
        decision = handle_event.retry_strategy.get_retry_decision(exception=error, job=job)
        return decision and round((decision.retry_at - before).total_seconds())

    assert [wait_after(attempts) for attempts in (0, 1, 2, 7, 8)] == [3, 9, 27, 6561, None]


class SeatLeft(Event):
    seat_id: UUID


publications: list[tuple[str, object, Publication]] = []
wanted_flags: list[bool] = []


def seat_of(event: SeatTaken | SeatLeft) -> str:
    return f"seats:{event.seat_id}"


@handles(SeatTaken, in_order_of=seat_of, while_wanted=lambda: bool(wanted_flags))
def note_taken(event: SeatTaken) -> None:
    publications.append(("taken", event.seat_id, publication()))


@handles(SeatLeft, in_order_of=seat_of)
def note_left(event: SeatLeft) -> None:
    publications.append(("left", event.seat_id, publication()))


@pytest.fixture
def seat() -> Iterator[UUID]:
    publications.clear()
    wanted_flags[:] = [True]
    yield new_identifier()
    wanted_flags.clear()


@pytest.mark.django_db
def test_what_is_about_one_thing_has_one_lock_whatever_the_event(seat: UUID) -> None:
    taken_at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    with events_together():
        publish(SeatTaken(seat_id=seat, taken_at=taken_at, by="Ada"))
        publish(SeatLeft(seat_id=seat))
    locks = ProcrastinateJob.objects.order_by("id").values_list("args__handler_name", "lock")
    assert {name.rpartition(".")[2]: lock for name, lock in locks} == {
        "write_down": None,
        "notify_host": None,
        "note_taken": f"seats:{seat}",
        "note_left": f"seats:{seat}",
    }


@pytest.mark.django_db(transaction=True)
def test_what_fails_keeps_what_comes_after_it_waiting(
    seat: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "publications", None)  # Handlers fail.
    publish(taken_of(seat))
    publish(SeatLeft(seat_id=seat))
    other_seat = new_identifier()
    publish(SeatLeft(seat_id=other_seat))
    work_until_idle()
    waiting = ProcrastinateJob.objects.filter(lock=f"seats:{seat}").order_by("id")
    assert [(job.status, job.attempts) for job in waiting] == [("todo", 1), ("todo", 0)]


def taken_of(seat: UUID) -> SeatTaken:
    return SeatTaken(seat_id=seat, taken_at=datetime(2026, 11, 24, 9, tzinfo=UTC), by="Ada")


@pytest.mark.django_db
def test_a_publication_keeps_its_identifier_and_its_moment(seat: UUID, run_tasks: RunTasks) -> None:
    before = timezone.now()
    publish(taken_of(seat))
    [job] = ProcrastinateJob.objects.filter(args__handler_name__endswith="note_taken")
    run_tasks()
    handle_event.func(**job.args)
    assert len(publications) == 2
    assert publications[0] == publications[1]
    assert before <= publications[0][2].at <= timezone.now()
    with pytest.raises(LookupError):
        publication()


@pytest.mark.django_db
def test_unwanted_event_is_not_handled(seat: UUID) -> None:
    wanted_flags.clear()
    publish(taken_of(seat))
    assert not ProcrastinateJob.objects.filter(lock=f"seats:{seat}").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["handler_name", "event_name"])
def test_a_handler_that_exists_no_more_is_logged_and_let_go(name: str) -> None:
    arguments = {
        "event_name": "tests.foundation.jobs.test_events.SeatTaken",
        "handler_name": "tests.foundation.jobs.test_events.write_down",
        "payload": {"seat_id": str(new_identifier()), "taken_at": "2026-11-24", "by": "Ada"},
    }
    with capture_logs() as logs:
        handle_event.func(**arguments | {name: "tests.renamed"})
    assert [(log["event"], log["log_level"]) for log in logs] == [
        ("event without handler", "error")
    ]
    assert received == []


def test_an_event_is_a_frozen_dataclass() -> None:
    event = NobodyListens(seat_id=new_identifier())
    with pytest.raises(FrozenInstanceError):
        event.seat_id = new_identifier()


def test_an_event_carries_no_object() -> None:
    class CarriesMail(Event):
        mail: OutgoingMail

    with pytest.raises(TypeError, match="mail of CarriesMail cannot travel"):
        publish(CarriesMail(mail=OutgoingMail()))
