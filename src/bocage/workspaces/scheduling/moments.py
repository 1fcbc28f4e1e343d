"""Parts of a day that people pick: a morning, an afternoon, the day, or hours.

The past part of today is cut off: at ten past ten, the morning of a place that opens at 8:00 is «
10 h – 12 h 30 ».
"""

from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from bocage.workspaces.booking_refusals.errors import (
    OutsideOpeningHours,
    PeriodInvalid,
    PlaceClosed,
)
from bocage.workspaces.booking_refusals.periods import closed_sentence, local_period
from bocage.workspaces.booking_rules.rules import Rules
from bocage.workspaces.opening_hours.availability import (
    Halves,
    Interval,
    OpenDay,
    halves,
    local_day,
    remaining,
)


class Moment(models.TextChoices):
    """Parts of a day, as they are written in addresses."""

    MORNING = "matin", _("matin")
    AFTERNOON = "apres-midi", _("après-midi")
    DAY = "journee", _("journée")
    HOURS = "heures", _("heures")


HALVES = (Moment.MORNING, Moment.AFTERNOON, Moment.DAY)


def last_bookable_day(rules: Rules, now: datetime) -> date:
    return local_day(now) + timedelta(days=rules.horizon_days)


def moments_of(offers: Halves) -> dict[Moment, Interval]:
    """Returns the remaining part of each half of a day, and of the day itself, in order."""
    remaining = {
        moment: period for moment, period in zip(HALVES, offers, strict=True) if period is not None
    }
    # Once the morning is over, the afternoon and the rest of the day are identical.
    if Moment.MORNING not in remaining:
        remaining.pop(Moment.DAY, None)
    return remaining


def period_of(
    opened: OpenDay,
    moment: str,
    *,
    starts: int | None = None,
    ends: int | None = None,
    rules: Rules,
    now: datetime,
) -> Interval:
    """Returns the period for a moment of a day; hours are in minutes of the clock.

    Raises:
        PeriodInvalid: hours are requested without a start or an end, or in the wrong order.
        NoSuchHour: the clocks skip one of the hours that night.
        PlaceClosed: the place does not open that day.
        OutsideOpeningHours: it does, but not at that moment, or the moment is past.
    """
    if moment == Moment.HOURS:
        if starts is None or ends is None:
            raise PeriodInvalid
        return local_period(opened.day, starts, ends)
    whole = dict(zip(HALVES, halves(opened), strict=True)).get(Moment(moment))
    if whole is None:
        if not opened.is_open:
            raise PlaceClosed(closed_sentence(opened))
        raise OutsideOpeningHours
    # A moment that has wholly gone by is given whole: the rule on the past has the sentence.
    soonest = now + rules.notice
    return remaining(whole, soonest, rules.step) or whole
