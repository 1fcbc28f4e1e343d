"""Operations on outside calendars: add, read every few minutes, pause, remove."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_free_rows, lock_row
from bocage.foundation.events import publish
from bocage.foundation.files.calls_apart import CallExceeded, CallLimits, call_apart
from bocage.foundation.http.fetching import Fetched, FetchRefused, Limits, checked_address, fetch
from bocage.foundation.jobs.tasks import periodic
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import ResourceUnknown
from bocage.workspaces.calendar_sync.errors import RULES, TooManyOutsideCalendars
from bocage.workspaces.calendar_sync.events import OutsideCalendarDue
from bocage.workspaces.calendar_sync.imports.outside_calendars import (
    BusyPeriod,
    BusyTimes,
    CalendarTooFull,
    NotACalendar,
    read_busy,
)
from bocage.workspaces.calendar_sync.notifications import notify_failing
from bocage.workspaces.opening_hours.availability import Interval, day_interval, local_day
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.scheduling.models.outside_calendars import OutsideCalendar, OutsideEvent

READ_EVERY = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
"""Between two readings of a calendar that fails, each wait being twice the one before."""
LONGEST_WISH = timedelta(days=1)
"""Longest `Retry-After` of a server that is respected."""
NOTIFY_AFTER = timedelta(hours=24)
MAX_CALENDARS = 10
MAX_ROWS = 20_000
TAKEN_AT_ONCE = 200
LIMITS = Limits(octets=5 * 1024 * 1024)
READING_LIMITS = CallLimits(memory=200 * 1024 * 1024, processor_s=30, seconds=120.0)
"""A calendar of 10,000 events takes 6 s and 40 MB on a small server."""

State = OutsideCalendar.State


def add_outside_calendar(*, by: Person, resource: Resource, name: str, url: str) -> OutsideCalendar:
    """Adds an outside calendar, whose busy times block a resource; it is read at once, then
    periodically.

    Raises:
        NotAllowed: `by` does not run the place.
        AddressNotAllowed: the address is no public http(s) or webcal address.
        OutsideCalendarExists: the resource follows it already.
        TooManyOutsideCalendars: the resource follows ten.
    """
    by.require("workspaces.change_place", resource.place)
    address = checked_address(url)
    with refusing(RULES):
        lock_row(resource)
        if resource.outside_calendars.count() >= MAX_CALENDARS:
            raise TooManyOutsideCalendars
        calendar = OutsideCalendar.objects.create(
            place=resource.place, resource=resource, name=name.strip(), url=address, created_by=by
        )
        _read_soon(calendar)
    return calendar


def pause_outside_calendar(*, by: Person, calendar: OutsideCalendar) -> OutsideCalendar:
    """Stops reading the calendar, and frees the periods that it made busy.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    by.require("workspaces.change_place", calendar.place)
    with refusing(RULES):
        locked = _locked(calendar.pk)
        OutsideEvent.objects.filter(calendar=locked).delete()
        _write(locked, state=State.PAUSED, error="", failures=0, etag="", last_modified="")
    return locked


def resume_outside_calendar(*, by: Person, calendar: OutsideCalendar) -> OutsideCalendar:
    """Reads the calendar again, at once: after a pause, or sooner than a failure would have it.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    by.require("workspaces.change_place", calendar.place)
    with refusing(RULES):
        locked = _locked(calendar.pk)
        if locked.state == State.PAUSED:
            _write(locked, state=State.NEW)
        _read_soon(locked)
    return locked


def remove_outside_calendar(*, by: Person, calendar: OutsideCalendar) -> None:
    """Deletes the calendar and the periods that it made busy. Idempotent.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    by.require("workspaces.change_place", calendar.place)
    with refusing(RULES):
        OutsideCalendar.objects.filter(pk=calendar.pk).delete()


@periodic("* * * * *", description=_("Lit les calendriers tenus ailleurs"))
def take_due_outside_calendars(*, now: datetime | None = None) -> int:
    """Schedules a task for each outside calendar whose next reading is due; returns how many.

    Two workers that run at the same time take different calendars.
    """
    now = now or timezone.now()
    with refusing(RULES):
        due = list(
            lock_free_rows(
                OutsideCalendar.objects.exclude(state=State.PAUSED).filter(next_read_at__lte=now)
            ).order_by("next_read_at")[:TAKEN_AT_ONCE]
        )
        for calendar in due:
            calendar.next_read_at = now + READ_EVERY
            publish(OutsideCalendarDue(calendar_id=calendar.pk))
        OutsideCalendar.objects.bulk_update(due, ["next_read_at"])
    return len(due)


def read_outside_calendar(
    *, calendar_id: UUID, now: datetime | None = None
) -> OutsideCalendar | None:
    """Reads a calendar, and makes its resource busy in its periods. Returns None if it was removed
    or paused.

    After a failure the resource stays as after the last reading; the state and the code of the
    failure are stored, and the hosts of the place are notified once it lasts a day. Nothing is
    locked during the request.
    """
    now = now or timezone.now()
    calendar = (
        OutsideCalendar.objects.exclude(state=State.PAUSED)
        .filter(pk=calendar_id)
        .select_related("place", "resource")
        .first()
    )
    if calendar is None:
        return None
    try:
        fetched = _fetched(calendar, now)
        busy_times = None if fetched.is_unchanged else _understood(calendar, fetched, now)
    except FetchRefused as refusal:
        return _write_failure(calendar, refusal.code, refusal.retry_after_s, now)
    except NotACalendar:
        return _write_failure(calendar, "not_a_calendar", 0, now)
    except (CalendarTooFull, CallExceeded):
        return _write_failure(calendar, "calendar_too_full", 0, now)
    return _write_busy_times(calendar, fetched, busy_times, now)


def _fetched(calendar: OutsideCalendar, now: datetime) -> Fetched:
    """Returns the content of the calendar, or the fact that it is unchanged.

    The first reading of a day is unconditional: recurring events are expanded up to the last
    bookable day, which moves every day.
    """
    is_known = calendar.last_good_at is not None and local_day(calendar.last_good_at) == local_day(
        now
    )
    return fetch(
        calendar.url,
        limits=LIMITS,
        accept="text/calendar, */*",
        etag=calendar.etag if is_known else "",
        last_modified=calendar.last_modified if is_known else "",
        loopback=settings.BOCAGE.fetch_loopback,
    )


def _understood(calendar: OutsideCalendar, fetched: Fetched, now: datetime) -> BusyTimes:
    space = plan_of(calendar.place).space(calendar.resource_id)
    horizon = space.rules.horizon_days if space else 0
    today = local_day(now)
    window = Interval(
        day_interval(today).start, day_interval(today + timedelta(days=horizon + 1)).end
    )
    return call_apart(read_busy, READING_LIMITS, fetched.content, window=window)


@retry_on_conflict
def _write_busy_times(
    calendar: OutsideCalendar, fetched: Fetched, busy_times: BusyTimes | None, now: datetime
) -> OutsideCalendar | None:
    """Writes a reading as the whole content of the calendar; writes nothing if it is unchanged."""
    resources = _held_with(calendar)
    if busy_times and len(busy_times.periods) * len(resources) > MAX_ROWS:
        return _write_failure(calendar, "calendar_too_full", 0, now)
    with refusing(RULES):
        locked = _locked_in_its_place(calendar)
        if locked is None:
            return None
        changes: dict[str, object] = {}
        if busy_times is not None:
            _replace_events(locked, busy_times.periods, resources)
            changes = {
                "etag": fetched.etag,
                "last_modified": fetched.last_modified,
                "left_out": busy_times.left_out,
            }
        _write(
            locked,
            state=State.GOOD,
            error="",
            failures=0,
            last_read_at=now,
            last_good_at=now,
            next_read_at=now + READ_EVERY,
            **changes,
        )
    return locked


def _held_with(calendar: OutsideCalendar) -> set[UUID]:
    """Returns the resource and its parts, which are busy together."""
    plan = plan_of(calendar.place)
    space = plan.space(calendar.resource_id)
    return set(plan.held_with(space)) if space else {calendar.resource_id}


def _replace_events(
    calendar: OutsideCalendar, periods: Iterable[BusyPeriod], resources: set[UUID]
) -> None:
    """Inserts new periods and deletes obsolete ones; an identical reading writes nothing."""
    new_events = {
        (resource, period.uid, *period.interval): period
        for period in periods
        for resource in resources
    }
    rows = OutsideEvent.objects.filter(calendar=calendar).values_list(
        "pk", "resource_id", "uid", "period"
    )
    removed_ids = []
    for pk, resource, uid, period in rows:
        if new_events.pop((resource, uid, period.lower, period.upper), None) is None:
            removed_ids.append(pk)
    OutsideEvent.objects.filter(pk__in=removed_ids).delete()
    OutsideEvent.objects.bulk_create(_events(calendar, new_events), batch_size=1_000)


def _events(
    calendar: OutsideCalendar, new_events: Iterable[tuple[UUID, str, datetime, datetime]]
) -> Iterator[OutsideEvent]:
    for resource, uid, start, end in new_events:
        yield OutsideEvent(
            calendar=calendar,
            resource_id=resource,
            uid=uid,
            period=DateTimeTZRange(start, end, "[)"),
        )


def _write_failure(
    calendar: OutsideCalendar, code: str, retry_after_s: int, now: datetime
) -> OutsideCalendar | None:
    with refusing(RULES):
        locked = _locked_in_its_place(calendar)
        if locked is None:
            return None
        since = locked.failing_since or now
        failures = locked.failures + 1
        wait = min(READ_EVERY * 2 ** min(failures - 1, 10), LONGEST_WAIT)
        wish = min(timedelta(seconds=retry_after_s), LONGEST_WISH)
        is_to_notify = locked.notified_at is None and now - since >= NOTIFY_AFTER
        _write(
            locked,
            state=State.FAILING,
            error=code,
            failures=failures,
            failing_since=since,
            notified_at=now if is_to_notify else locked.notified_at,
            last_read_at=now,
            next_read_at=now + max(wait, wish),
        )
        if is_to_notify:
            notify_failing(locked, since=since)
    return locked


def _write(calendar: OutsideCalendar, *, state: str, **changes: object) -> None:
    if state != State.FAILING:
        changes |= {"failing_since": None, "notified_at": None}
    for name, value in {"state": state, **changes}.items():
        setattr(calendar, name, value)
    calendar.save(update_fields=["state", *changes])


def _read_soon(calendar: OutsideCalendar) -> None:
    publish(OutsideCalendarDue(calendar_id=calendar.pk))


def _locked(calendar_id: UUID) -> OutsideCalendar:
    locked = (
        OutsideCalendar.objects.select_related("place")
        .select_for_update(of=("self",))
        .filter(pk=calendar_id)
        .first()
    )
    if locked is None:
        raise ResourceUnknown
    return locked


def _locked_in_its_place(calendar: OutsideCalendar) -> OutsideCalendar | None:
    """Returns the calendar while the place takes no booking, or None where it was removed or
    paused.

    The place first, as every operation does: a booking either comes before the reading or
    meets it.
    """
    Place.objects.select_for_update(of=("self",)).only("pk").get(pk=calendar.place_id)
    return (
        OutsideCalendar.objects.exclude(state=State.PAUSED)
        .select_related("place", "resource")
        .select_for_update(of=("self",))
        .filter(pk=calendar.pk)
        .first()
    )
