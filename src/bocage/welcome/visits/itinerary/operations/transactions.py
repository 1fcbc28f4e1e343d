"""Helpers of every change of a programme: one transaction, one lock, valid periods."""

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
"""Refusals of a programme by the name of the database constraint that was violated."""


def period_between(start: datetime, end: datetime) -> DateTimeTZRange:
    """Returns the half-open period between two aware datetimes.

    Raises:
        PeriodBackwards: it would be empty.
    """
    if end <= start:
        raise PeriodBackwards
    return DateTimeTZRange(start, end, "[)")


def locked_stay(stay: Stay) -> Stay:
    """Locks a stay until the end of the transaction, and returns its current state."""
    return lock_row(stay, "project__commune", "prepared_by", "arrival_commune")


def locked_open_stay(stay: Stay) -> Stay:
    """Locks a stay whose programme may change until the end of the transaction, and returns its
    current state.

    Raises:
        StayOver: it is done, or called off.
    """
    locked = locked_stay(stay)
    if not locked.is_open:
        raise StayOver
    return locked


def touch(stay: Stay, now: datetime) -> None:
    """Records that the programme changed, so that calendars are updated and the people concerned
    are notified later.
    """
    stay.sequence += 1
    stay.changed_at = now
    stay.save(update_fields=["sequence", "changed_at"])


def locked_weekend(weekend: WelcomeWeekend) -> WelcomeWeekend:
    """Locks a weekend to come until the end of the transaction, and returns its current state.

    Raises:
        WeekendOver: it was held, or called off.
    """
    locked = lock_row(weekend, "commune", "epci", "departement", "prepared_by")
    if not locked.is_to_come:
        raise WeekendOver
    return locked


def fresh_step(step: StayStep, stay: Stay) -> StayStep:
    """Locks a step of a stay and returns its current state, even if called off; the caller holds
    the lock of the stay.
    """
    locked = lock_row(step, "booking__place", "booking__booked_for", "commune")
    locked.stay = stay
    return locked


def fresh_shared_step(step: WeekendStep, weekend: WelcomeWeekend) -> WeekendStep:
    """Locks a step shared by all households of a weekend and returns its current state; the caller
    holds the lock of the weekend.
    """
    locked = lock_row(step, "commune")
    locked.weekend = weekend
    return locked
