"""Facts of the page of a place apart from bookings: hours, coming changes, people, town."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import (
    format_date,
    format_day,
    format_hours,
    format_period,
    format_time,
)
from bocage.people.models import Mandate, Person, Role
from bocage.territory.models import Commune
from bocage.territory.public_holidays import public_holiday
from bocage.workspaces.opening_hours.availability import (
    DayRange,
    Interval,
    OpenDay,
    day_interval,
    instant,
    local_day,
)
from bocage.workspaces.opening_hours.models import OpeningRule
from bocage.workspaces.place_plans.plans import PlacePlan
from bocage.workspaces.places.models import Place

COMING_DAYS = 60
TOWN_POPULATION = 2_000
"""Population from which a commune is deemed known to people from elsewhere."""
NEAR_M = 60_000


@dataclass(frozen=True, slots=True)
class WeekdayHours:
    name: str
    hours: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class ComingChange:
    """Day, or days, on which the place is not open as usual."""

    days: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownHost:
    """Host of a place as its page shows them: named only where they chose to show their name."""

    name: str

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words))


def week_of(plan: PlacePlan, today: date) -> list[WeekdayHours]:
    """Returns the hours of every week, Monday first."""
    return [
        WeekdayHours(
            str(OpeningRule.Weekday(weekday).label),
            format_ranges(plan.hours.weekly.get(weekday, ()), today),
            weekday == today.weekday(),
        )
        for weekday in range(7)
    ]


def format_ranges(ranges: Iterable[DayRange], day: date) -> str:
    """Returns a text such as « 9 h – 12 h 30 et 14 h – 18 h », or « fermé »."""
    parts = [
        format_hours(instant(day, opens), instant(day, closes, fold=1)) for opens, closes in ranges
    ]
    return _(" et ").join(parts) if parts else _("fermé")


def coming_changes(plan: PlacePlan, now: datetime) -> list[ComingChange]:
    """Returns the exceptional hours, holidays and closures of the two months to come, in order."""
    today = local_day(now)
    last = today + timedelta(days=COMING_DAYS)
    changes: list[tuple[date, ComingChange]] = []
    for day, ranges in plan.hours.exceptions.items():
        if today <= day <= last:
            changes.append((day, ComingChange(format_date(day), format_ranges(ranges, day))))
    for number in range(COMING_DAYS + 1):
        day = today + timedelta(days=number)
        holiday = public_holiday(day, plan.hours.departement)
        opens = bool(plan.hours.weekly.get(day.weekday()))
        if (
            holiday
            and opens
            and plan.hours.observes_public_holidays
            and day not in plan.hours.exceptions
        ):
            words = _("fermé, %(holiday)s") % {"holiday": holiday}
            changes.append((day, ComingChange(format_date(day), words)))
    for closure in plan.hours.closures:
        if closure.interval.end <= now or local_day(closure.interval.start) > last:
            continue
        space = plan.space(closure.resource_id) if closure.resource_id else None
        words = _("%(space)s : fermé") % {"space": space.name} if space else _("fermé")
        if closure.reason:
            words = f"{words} ({closure.reason})"
        days = _spoken_closure(closure.interval)
        changes.append((local_day(closure.interval.start), ComingChange(days, words)))
    return [change for _day, change in sorted(changes, key=lambda pair: pair[0])]


def _spoken_closure(interval: Interval) -> str:
    """Returns the days of a closure if it covers whole days, else its hours too."""
    first, last = local_day(interval.start), local_day(interval.end - timedelta(microseconds=1))
    whole = interval == Interval(day_interval(first).start, day_interval(last).end)
    if whole and first == last:
        return format_date(first)
    if whole:
        return _("du %(first)s au %(last)s") % {
            "first": format_date(first),
            "last": format_date(last),
        }
    return format_period(*interval)


@dataclass(frozen=True, slots=True)
class OpenNow:
    words: str
    is_open: bool


def open_now(plan: PlacePlan, now: datetime) -> OpenNow:
    """Returns « Ouvert maintenant, jusqu’à 18 h », or when the place opens next."""
    today = local_day(now)
    for number in range(14):
        opened: OpenDay = plan.open_day(today + timedelta(days=number))
        for part in opened.intervals:
            if part.start <= now < part.end:
                return OpenNow(
                    _("Ouvert maintenant, jusqu’à %(time)s") % {"time": format_time(part.end)},
                    True,
                )
            if now < part.start:
                words = {
                    "day": format_day(opened.day, today=today),
                    "time": format_time(part.start),
                }
                return OpenNow(_("Fermé maintenant, ouvre %(day)s à %(time)s") % words, False)
    return OpenNow(_("Fermé pour le moment"), False)


def hosts_of(place: Place) -> list[ShownHost]:
    """Lists the named hosts of a place, the earliest mandate first; a single unnamed one where it
    has hosts but none shows a name. One query.
    """
    mandates = (
        Mandate.objects.in_force()
        .filter(role=Role.HOST, scope=place.scope_id, person__is_active=True)
        .select_related("person")
        .order_by("starts_on", "pk")
    )
    people: list[Person] = [mandate.person for mandate in mandates]
    hosts = [
        ShownHost(person.name) for person in people if person.shows_name_to_others and person.name
    ]
    return hosts or ([ShownHost("")] if people else [])


def town_near(place: Place) -> Any:
    """Returns the nearest well-known town, with its `distance_m`; None if there is none near."""
    if place.latitude is None or place.longitude is None:
        return None
    town = (
        Commune.objects.current()
        .filter(population__gte=TOWN_POPULATION)
        .exclude(pk=place.commune_id)
        .near(place.latitude, place.longitude)
        .first()
    )
    distance_m: float = getattr(town, "distance_m", NEAR_M)
    return town if distance_m < NEAR_M else None
