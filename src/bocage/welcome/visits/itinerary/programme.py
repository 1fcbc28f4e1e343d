"""Programme day by day, with the travel between steps and the warnings.

No function refuses anything: travel that is too long gives a warning, and the person who prepares
the stay decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.formatting.durations import format_minutes
from bocage.foundation.formatting.times import format_hours, format_time
from bocage.territory.travel import Position, Travel, travel_between
from bocage.welcome.visits.itinerary.conflicts import conflicts_of
from bocage.welcome.visits.itinerary.models import ProgrammeStep, StepKind, StepStatus
from bocage.welcome.visits.stays.models import Stay, StayStep

if TYPE_CHECKING:
    from datetime import datetime

NOBODY_TO_ASK = (StepKind.MEAL, StepKind.NIGHT, StepKind.OTHER)
"""Kinds of steps that need no confirmation, unless a mail address is given."""


def has_booked_desks(stay: Stay) -> bool:
    """Checks whether a desk is booked for a step of a stay; one query."""
    return StayStep.objects.filter(stay=stay, booking__isnull=False).exists()


@dataclass(frozen=True, kw_only=True)
class Leg:
    """Road that leads to a step, with the minutes that the programme leaves for it."""

    travel: Travel
    free_minutes: int

    @property
    def fits(self) -> bool:
        return self.travel.minutes <= self.free_minutes

    @property
    def words(self) -> str:
        """Returns « environ 20 min de route, 15 km »."""
        return _("environ %(minutes)s de route, %(km)d km") % {
            "minutes": format_minutes(self.travel.minutes),
            "km": self.travel.km,
        }


@dataclass(frozen=True, kw_only=True)
class Moment[Step: ProgrammeStep]:
    """Step of a programme, with the road that leads to it and its warnings."""

    step: Step
    leg: Leg | None = None
    conflicts: Sequence[str] = ()
    """Conflicts with other programmes; travel time is reported by the leg."""
    is_first: bool = False
    """True if it is the first step of its day."""

    @property
    def hours(self) -> str:
        """Returns the hours, as « 10 h – 11 h »; only the start if the step ends on another day."""
        if timezone.localdate(self.step.ends_at) != timezone.localdate(self.step.starts_at):
            return _("dès %(time)s") % {"time": format_time(self.step.starts_at)}
        return format_hours(self.step.starts_at, self.step.ends_at)

    @property
    def meets_somebody(self) -> bool:
        step = self.step
        return bool(step.contact_name or step.contact_phone or step.contact_mail)

    @property
    def is_confirmed(self) -> bool:
        """True if no confirmation is pending: the person met agreed, or nobody is met."""
        expects_no_answer = not self.step.contact_mail and self.step.kind in NOBODY_TO_ASK
        return self.step.status == StepStatus.AGREED or expects_no_answer


@dataclass(frozen=True, kw_only=True)
class ProgrammeDay[Step: ProgrammeStep]:
    """Day of a programme, which may be empty."""

    day: date
    moments: list[Moment[Step]] = field(default_factory=list)


def steps_of_stay(stay: Stay) -> list[StayStep]:
    """Returns the active steps of a stay, in order, with the objects that they concern; one
    query.
    """
    return list(
        stay.steps.exclude(status="called_off")
        .select_related("commune", "lead", "dwelling", "booking__place")
        .order_by("period", "id")
    )


def programme_of(
    stay: Stay, steps: Sequence[StayStep] | None = None
) -> list[ProgrammeDay[StayStep]]:
    """Lists every day of a stay with its steps, roads and warnings; three queries whatever its
    length.
    """
    shown_steps = steps_of_stay(stay) if steps is None else steps
    start = _position_of_arrival(stay)
    return days_of(
        shown_steps,
        days=local_days(stay.starts_at, stay.ends_at),
        arrival=(start, stay.starts_at) if start is not None else None,
        conflicts=conflicts_of(stay, shown_steps) if stay.is_open else {},
    )


def days_of[Step: ProgrammeStep](
    steps: Sequence[Step],
    *,
    days: Iterable[date],
    arrival: tuple[Position, datetime] | None = None,
    conflicts: Mapping[UUID, Sequence[str]] | None = None,
) -> list[ProgrammeDay[Step]]:
    """Distributes steps over days, in the order of their hours, with the road between them."""
    legs = _legs(steps, arrival)
    by_day = {day: ProgrammeDay[Step](day=day) for day in days}
    for step in steps:
        day = timezone.localdate(step.starts_at)
        of_day = by_day.setdefault(day, ProgrammeDay[Step](day=day))
        leg = legs.get(step.pk)
        of_day.moments.append(
            Moment(
                step=step,
                leg=leg,
                conflicts=(conflicts or {}).get(step.pk, ()),
                is_first=not of_day.moments,
            )
        )
    return [by_day[day] for day in sorted(by_day)]


def warnings_of(days: Iterable[ProgrammeDay[StayStep]]) -> list[str]:
    """Lists every warning about a programme, step by step."""
    return [
        _("%(step)s : %(warning)s") % {"step": moment.step.title, "warning": words}
        for day in days
        for moment in day.moments
        for words in [*_road_warnings(moment.leg), *moment.conflicts]
    ]


def local_days(start: datetime, end: datetime) -> list[date]:
    """Returns the local days that a period touches; its end is excluded."""
    first, last = timezone.localdate(start), timezone.localdate(end - timedelta(microseconds=1))
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _legs(
    steps: Sequence[ProgrammeStep], arrival: tuple[Position, datetime] | None
) -> dict[UUID, Leg]:
    """Returns the leg to each step with a position, from the last one before it. Steps in between
    without a position, such as a meal, take their time and do not break the leg.
    """
    legs: dict[UUID, Leg] = {}
    position, left_at = arrival if arrival is not None else (None, None)
    busy = timedelta()
    for step in steps:
        if step.position is None:
            busy += step.ends_at - step.starts_at
            continue
        travel = travel_between(position, step.position)
        if travel is not None and travel.minutes and left_at is not None:
            free = int((step.starts_at - left_at - busy).total_seconds() // 60)
            legs[step.pk] = Leg(travel=travel, free_minutes=free)
        position, left_at, busy = step.position, step.ends_at, timedelta()
    return legs


def _road_warnings(leg: Leg | None) -> list[str]:
    if leg is None or leg.fits:
        return []
    return [
        _("comptez environ %(needed)s de route, il n’y a que %(free)s.")
        % {
            "needed": format_minutes(leg.travel.minutes),
            "free": format_minutes(leg.free_minutes),
        }
        if leg.free_minutes
        else _("comptez environ %(needed)s de route, il n’y a pas de temps pour elle.")
        % {"needed": format_minutes(leg.travel.minutes)}
    ]


def _position_of_arrival(stay: Stay) -> Position | None:
    commune = stay.arrival_commune
    if commune is None or commune.latitude is None or commune.longitude is None:
        return None
    return commune.latitude, commune.longitude
