"""The period of a booking: read from the form, then checked against hours, closures and rules."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.formatting.durations import format_minutes
from bocage.foundation.formatting.times import format_date, format_day, format_hours
from bocage.workspaces.booking_refusals.errors import (
    BeyondHorizon,
    InThePast,
    NoSuchHour,
    OffTheStep,
    OutsideOpeningHours,
    PeriodInvalid,
    PeriodTooLong,
    PlaceClosed,
    TooLong,
    TooShort,
    TooSoon,
)
from bocage.workspaces.booking_rules.rules import Rules
from bocage.workspaces.opening_hours.availability import (
    PARIS,
    Interval,
    OpenDay,
    exists_on_the_clock,
    halves,
    instant,
    local_day,
)
from bocage.workspaces.place_plans.plans import PlacePlan, Space

LONGEST_DAY = timedelta(hours=25)


def as_interval(period: Any) -> Interval:
    """Returns a period as an interval: from a range `[)`, a pair, or an interval.

    Raises:
        PeriodInvalid: it is empty, backwards, endless, closed at its end, or not aware.
    """
    if hasattr(period, "lower"):
        if period.isempty or not period.lower_inc or period.upper_inc:
            raise PeriodInvalid
        start, end = period.lower, period.upper
    else:
        start, end = period
    if start is None or end is None or timezone.is_naive(start) or timezone.is_naive(end):
        raise PeriodInvalid
    if start >= end:
        raise PeriodInvalid
    return Interval(start, end)


def local_period(day: date, starts: int, ends: int) -> Interval:
    """Returns the period between two clock times of a local day, in minutes (1440 is midnight).

    An hour that exists twice starts with its first passage and ends with its second.

    Raises:
        NoSuchHour: the clocks skip one of the times that night.
        PeriodInvalid: the end does not come after the start, or lies out of the day.
    """
    if not 0 <= starts < ends <= 24 * 60:
        raise PeriodInvalid
    if not exists_on_the_clock(day, starts) or not exists_on_the_clock(day, ends % (24 * 60)):
        raise NoSuchHour
    return as_interval((instant(day, starts), instant(day, ends, fold=1)))


def check_period(period: Interval, *, plan: PlacePlan, spaces: list[Space], now: datetime) -> None:
    """Checks that a place can be booked in a period by its rules alone, whatever the existing
    bookings.

    Raises:
        BookingRefused: with the sentence on the rule and the possible values.
    """
    day = _only_day(period)
    opened = plan.open_day(day)
    distinct_rules = dict.fromkeys(space.rules for space in spaces) or [plan.loosest_rules]
    for rules in distinct_rules:
        _check_distance(period, day, rules, now)
    _check_hours(period, opened)
    _check_closures(period, plan, spaces)
    for rules in distinct_rules:
        _check_step(period, opened, rules.step_minutes)
        _check_length(period, rules)


def check_rules_of_times(period: Interval, opened: OpenDay, rules: Rules, now: datetime) -> None:
    """Checks that a period keeps the notice, the horizon, the step and the lengths of some rules.

    Raises:
        BookingRefused: with the rule in a few words (`in_short`).
    """
    _check_distance(period, opened.day, rules, now)
    _check_step(period, opened, rules.step_minutes)
    _check_length(period, rules)


def check_opening(period: Interval, *, plan: PlacePlan, spaces: list[Space]) -> None:
    """Checks the rules that bind hosts too: one day, opening hours, closures.

    Raises:
        BookingRefused: with the sentence on the rule and the possible values.
    """
    _check_hours(period, plan.open_day(_only_day(period)))
    _check_closures(period, plan, spaces)


def _only_day(period: Interval) -> date:
    day = local_day(period.start)
    if period.length > LONGEST_DAY or local_day(period.end - timedelta(microseconds=1)) != day:
        raise PeriodTooLong
    return day


def _check_distance(period: Interval, day: date, rules: Rules, now: datetime) -> None:
    """Checks that a period is neither past, nor sooner or later than the rules allow."""
    if period.start <= now - rules.step or period.end <= now:
        raise InThePast
    if rules.notice and period.start < now + rules.notice:
        notice = format_minutes(rules.notice_minutes)
        raise TooSoon(
            _("Il faut s’y prendre %(notice)s à l’avance : choisissez une heure plus tard.")
            % {"notice": notice},
            in_short=_("%(notice)s à l’avance") % {"notice": notice},
        )
    last_day = local_day(now) + timedelta(days=rules.horizon_days)
    if day > last_day:
        raise BeyondHorizon(
            _("C’est trop loin : ce lieu se réserve jusqu’au %(day)s.")
            % {"day": format_date(last_day, with_year=True)},
            in_short=_("jusqu’au %(day)s") % {"day": format_date(last_day, with_weekday=False)},
        )


def _check_length(period: Interval, rules: Rules) -> None:
    minutes = period.length // timedelta(minutes=1)
    if rules.minimum_minutes and minutes < rules.minimum_minutes:
        minimum = format_minutes(rules.minimum_minutes)
        raise TooShort(
            _("C’est trop court : la réservation dure %(length)s au moins.") % {"length": minimum},
            in_short=_("%(length)s au moins") % {"length": minimum},
        )
    if rules.maximum_minutes and minutes > rules.maximum_minutes:
        maximum = format_minutes(rules.maximum_minutes)
        raise TooLong(
            _("C’est trop long : la réservation dure %(length)s au plus.") % {"length": maximum},
            in_short=_("%(length)s au plus") % {"length": maximum},
        )


def _check_hours(period: Interval, opened: OpenDay) -> None:
    if not opened.is_open:
        raise PlaceClosed(closed_sentence(opened))
    if not is_open_during(opened, period):
        raise OutsideOpeningHours(
            _("Le lieu n’est pas ouvert à ces heures : %(day)s, il ouvre %(hours)s.")
            % {"day": format_day(opened.day), "hours": format_opening(opened)}
        )


def is_open_during(opened: OpenDay, period: Interval) -> bool:
    """Checks whether a period starts and ends while the place is open; a midday break inside is
    allowed.
    """
    starts = any(part.start <= period.start < part.end for part in opened.intervals)
    ends = any(part.start < period.end <= part.end for part in opened.intervals)
    return starts and ends


def _check_closures(period: Interval, plan: PlacePlan, spaces: list[Space]) -> None:
    for closure in plan.hours.closures:
        if closure.resource_id is None and closure.interval.meets(period):
            raise PlaceClosed(_because(_("Le lieu est fermé à ce moment"), closure.reason))
    for space in spaces:
        for closure in plan.closures_of(space):
            if closure.interval.meets(period):
                raise PlaceClosed(
                    _because(
                        _("%(space)s est fermé à ce moment") % {"space": space.name},
                        closure.reason,
                    )
                )


def _check_step(period: Interval, opened: OpenDay, step_minutes: int) -> None:
    """Checks that both ends are on the step of the clock, or at an opening or closing time."""
    edges = {edge for part in [*opened.intervals, *filter(None, halves(opened))] for edge in part}
    for edge in period:
        local = edge.astimezone(PARIS)
        on_the_step = local.minute % step_minutes == 0 and not local.second + local.microsecond
        if not on_the_step and edge not in edges:
            raise OffTheStep(
                _("Les heures de ce lieu se choisissent toutes les %(minutes)d minutes.")
                % {"minutes": step_minutes},
                in_short=_("toutes les %(minutes)d minutes") % {"minutes": step_minutes},
            )


def closed_sentence(opened: OpenDay) -> str:
    """Returns the sentence on why a place is closed on a day."""
    day = format_day(opened.day)
    if opened.closed_because == "weekly":
        return _("Le lieu n’ouvre pas %(day)s.") % {"day": day}
    return _because(_("Le lieu est fermé %(day)s") % {"day": day}, opened.reason)


def format_opening(opened: OpenDay) -> str:
    """Returns a text such as « 9 h – 12 h 30 et 14 h – 18 h »."""
    return _(" et ").join(format_hours(part.start, part.end) for part in opened.intervals)


def _because(sentence: str, reason: str) -> str:
    return f"{sentence} ({reason})." if reason else f"{sentence}."
