"""What every change of a programme shares: one transaction, one lock, periods that make sense."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from bocage.foundation.db.row_locks import lock_row
from bocage.welcome.visits.stays import errors as stays
from bocage.welcome.visits.stays.errors import PeriodBackwards, StayOver
from bocage.welcome.visits.stays.models import Stay, StayStep
from bocage.welcome.visits.weekends import errors as weekends
from bocage.welcome.visits.weekends.errors import WeekendOver
from bocage.welcome.visits.weekends.models import WeekendStep, WelcomeWeekend

PROGRAMME_RULES = stays.RULES | weekends.RULES
"""Refusals of a programme that the database does not let stand."""


def period_between(start: datetime, end: datetime) -> DateTimeTZRange:
    """The half-open period between two aware moments.

    Raises:
        PeriodBackwards: it would be empty.
    """
    if end <= start:
        raise PeriodBackwards
    return DateTimeTZRange(start, end, "[)")


def locked_stay(stay: Stay) -> Stay:
    """The stay as it is now, kept from other changes until the end of the transaction."""
    return lock_row(stay, "project__commune", "prepared_by", "arrival_commune")


def locked_open_stay(stay: Stay) -> Stay:
    """The same, of a stay whose programme may change.

    Raises:
        StayOver: it is done, or called off.
    """
    locked = locked_stay(stay)
    if not locked.is_open:
        raise StayOver
    return locked


def touch(stay: Stay, now: datetime) -> None:
    """Notes that the programme changed: calendars follow, and those it concerns will be told."""
    stay.sequence += 1
    stay.changed_at = now
    stay.save(update_fields=["sequence", "changed_at"])


def locked_weekend(weekend: WelcomeWeekend) -> WelcomeWeekend:
    """The weekend as it is now, kept from other changes until the end of the transaction.

    Raises:
        WeekendOver: it was held, or called off.
    """
    locked = lock_row(weekend, "commune", "epci", "departement", "prepared_by")
    if not locked.is_to_come:
        raise WeekendOver
    return locked


def fresh_step(step: StayStep, stay: Stay) -> StayStep:
    """The moment as it is now, whether it stands or not, under the lock of its stay."""
    found = lock_row(step, "booking__place", "booking__booked_for", "commune")
    found.stay = stay
    return found


def fresh_shared_step(step: WeekendStep, weekend: WelcomeWeekend) -> WeekendStep:
    """The same of a moment that all share, under the lock of its weekend."""
    found = lock_row(step, "commune")
    found.weekend = weekend
    return found
