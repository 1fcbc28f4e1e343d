"""Gatherings that come back each month: each date is a gathering with its own room."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateutil.rrule import MONTHLY, rrule, weekday
from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import Refusal
from bocage.network.gatherings.errors import GatheringNowhere, GatheringOver
from bocage.network.gatherings.models.gatherings import Gathering, GatheringSeries
from bocage.network.gatherings.operations.gatherings import GatheringPlan, plan_gathering
from bocage.network.gatherings.querysets import GatheringQuerySet
from bocage.people.models import Person
from bocage.people.seams.meeting_rooms import room_provider
from bocage.registrations.operations.events import call_off_event, open_event
from bocage.territory.models import Commune

MAX_DATES = 12


@dataclass(frozen=True, kw_only=True)
class PlannedSeries:
    """A series, and why some of its dates have no room."""

    series: GatheringSeries
    gatherings: list[Gathering]
    without_room: list[tuple[Gathering, str]]


def plan_series(
    *,
    by: Person,
    plan: GatheringPlan,
    dates: int,
    week: int | None = None,
    now: datetime | None = None,
) -> PlannedSeries:
    """Creates a monthly series of gatherings: the first at the plan's date, the others on the same
    weekday of the same week of the month. `week` gives the week (-1 is the last), if the first date
    is ambiguous.

    A date whose room is not available is prepared without it, in the commune of the first, and
    reported in the result, for another room to be chosen. The first date has its room, or nothing
    is written.

    Raises:
        NotAllowed, GatheringInThePast, RoomTaken…: as `plan_gathering`, for the first date.
    """
    now = now or timezone.now()
    first = timezone.localtime(plan.starts_at)
    with transaction.atomic():
        series = GatheringSeries(
            title=plan.title.strip(),
            week=week if week is not None else _week_of(first.date()),
            weekday=first.weekday(),
            made_by=by,
            made_at=now,
            commune=plan.commune or _commune_of(plan),
        )
        by.require("network.manage_gathering", series)
        series.save(force_insert=True)
        return _make(series, by, plan, _days(series, first.date(), dates), now)


def extend_series(
    *, by: Person, series: GatheringSeries, dates: int, now: datetime | None = None
) -> PlannedSeries:
    """Prepares more months after the last, as the last is.

    Raises:
        NotAllowed: `by` does not run it.
        GatheringOver: it was ended.
    """
    by.require("network.manage_gathering", series)
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_row(series)
        if locked.ended_at is not None:
            raise GatheringOver
        last = locked.gatherings.select_related("commune").order_by("-occurs_on").first()
        if last is None:
            raise GatheringNowhere
        booking = last.room_booking
        booked_room = room_provider().look([booking]).get(booking) if booking is not None else None
        plan = GatheringPlan(
            title=last.title,
            description=last.description,
            starts_at=last.starts_at,
            ends_at=last.ends_at,
            capacity=last.capacity,
            room_id=booked_room.room.room_id if booked_room else last.room_wanted,
            location=last.location,
            commune=last.commune,
        )
        day = last.occurs_on or timezone.localdate(last.starts_at)
        days = _days(locked, day + timedelta(days=8), dates)
        return _make(locked, by, plan, days, now, requires_first_room=False)


def open_series(
    *, by: Person, series: GatheringSeries, now: datetime | None = None
) -> GatheringSeries:
    """Shows all its dates that are being prepared.

    Raises:
        NotAllowed: `by` does not run it.
    """
    now = now or timezone.now()
    with transaction.atomic():
        for gathering in _to_come(series, now).filter(status=Gathering.Status.DRAFT):
            open_event(by=by, event=gathering, now=now)
    return series


def end_series(
    *, by: Person, series: GatheringSeries, reason: str = "", now: datetime | None = None
) -> GatheringSeries:
    """Calls off all upcoming dates of a series and frees their rooms; past dates stay. Idempotent.

    Raises:
        NotAllowed: `by` does not run it.
    """
    by.require("network.manage_gathering", series)
    now = now or timezone.now()
    with transaction.atomic():
        for gathering in _to_come(series, now).filter(status__in=Gathering.CHANGING):
            call_off_event(by=by, event=gathering, reason=reason, now=now)
        GatheringSeries.objects.filter(pk=series.pk, ended_at=None).update(ended_at=now)
    return series


def _make(
    series: GatheringSeries,
    by: Person,
    plan: GatheringPlan,
    days: Iterator[date],
    now: datetime,
    *,
    requires_first_room: bool = True,
) -> PlannedSeries:
    planned = PlannedSeries(series=series, gatherings=[], without_room=[])
    for day in days:
        dated = _on(plan, day)
        must_have_room = requires_first_room and not planned.gatherings
        try:
            gathering = plan_gathering(by=by, plan=dated, series=series, occurs_on=day, now=now)
        except Refusal as refusal:
            if must_have_room or plan.room_id is None:
                raise
            bare = replace(
                dated, room_id=None, commune=series.commune, location=series.commune.name
            )
            gathering = plan_gathering(by=by, plan=bare, series=series, occurs_on=day, now=now)
            planned.without_room.append((gathering, str(refusal.sentence)))
        planned.gatherings.append(gathering)
    return planned


def _days(series: GatheringSeries, first: date, dates: int) -> Iterator[date]:
    """Yields the dates of the series, from its first one."""
    rule = rrule(
        MONTHLY,
        dtstart=datetime.combine(first, datetime.min.time()),
        byweekday=weekday(series.weekday, series.week),
        count=min(dates, MAX_DATES),
    )
    for moment in rule:
        yield moment.date()


def _on(plan: GatheringPlan, day: date) -> GatheringPlan:
    """Returns the plan moved to another day, at the same local times."""
    starts, ends = timezone.localtime(plan.starts_at), timezone.localtime(plan.ends_at)
    lasts = ends.date() - starts.date()
    return replace(
        plan,
        starts_at=timezone.make_aware(datetime.combine(day, starts.time())),
        ends_at=timezone.make_aware(datetime.combine(day + lasts, ends.time())),
    )


def _week_of(day: date) -> int:
    """Returns which week of its month a day falls in, by its weekday; the fifth counts as the
    last."""
    week = (day.day - 1) // 7 + 1
    return week if week <= 4 else GatheringSeries.Week.LAST


def _commune_of(plan: GatheringPlan) -> Commune:
    """Returns the commune of the room requested by the plan.

    Raises:
        GatheringNowhere: the plan requests no room, or the room does not exist.
    """
    if plan.room_id is None:
        raise GatheringNowhere
    place = room_provider().find(plan.room_id)
    if place is None:
        raise GatheringNowhere
    return place.commune


def _to_come(series: GatheringSeries, now: datetime) -> GatheringQuerySet:
    return Gathering.objects.filter(series=series, starts_at__gt=now).select_related("commune")
