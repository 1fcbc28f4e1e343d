"""Steps of a stay: added, changed, removed, moved forward, copied to another day."""

from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.housing.models import Dwelling, Lead
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.visits.itinerary.models import StepStatus
from bocage.welcome.visits.itinerary.operations.appointments import note_spoken_yes, rewrite_step
from bocage.welcome.visits.itinerary.operations.transactions import (
    PROGRAMME_RULES,
    fresh_step,
    locked_open_stay,
    period_between,
    touch,
)
from bocage.welcome.visits.stays.errors import DeskIsBooked, NothingBefore, NothingThatDay, StepGone
from bocage.welcome.visits.stays.models import Stay, StayStep
from bocage.welcome.visits.stays.operations.announcements import check_consents
from bocage.welcome.visits.stays.operations.desks import free_desk


@dataclass(frozen=True, kw_only=True)
class StepWish:
    """Description of a step to write. Its period is `[starts_at, ends_at)`, aware."""

    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime
    commune: Commune | None = None
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    contact_name: str = ""
    contact_phone: str = ""
    contact_mail: str = ""
    words: str = ""
    dwelling: Dwelling | None = None
    lead: Lead | None = None


def add_step(*, by: Person, stay: Stay, wish: StepWish, now: datetime | None = None) -> StayStep:
    """Adds a step to the programme.

    Raises:
        NotAllowed: `by` does not prepare the stay.
        StayOver: it is done, or called off.
        StepsOverlap, StepOutside, PeriodBackwards: the hours are taken, or outside the stay.
        ConsentMissing: the household does not consent to be mentioned to the person met.
    """
    by.require("welcome.manage_stay", stay)
    with refusing(PROGRAMME_RULES):
        locked = locked_open_stay(stay)
        step = StayStep.objects.create(stay=locked, **step_values(wish))
        _check_consent(locked, [step])
        touch(locked, now or timezone.now())
    return step


def change_step(
    *, by: Person, step: StayStep, wish: StepWish, now: datetime | None = None
) -> StayStep:
    """Changes a step. The person met is notified again if the facts sent to them have changed; if
    another person is met, earlier answers are discarded.

    Raises:
        NotAllowed, StayOver, StepsOverlap, StepOutside, PeriodBackwards: see `add_step`.
        StepGone: it was removed meanwhile.
        DeskIsBooked: it has a desk booked at another hour.
    """
    by.require("welcome.manage_stay", step.stay)
    values = step_values(wish)
    with refusing(PROGRAMME_RULES):
        stay = locked_open_stay(step.stay)
        locked = locked_step(step, stay)
        if locked.booking_id is not None and locked.period != values["period"]:
            raise DeskIsBooked
        if all(getattr(locked, name) == value for name, value in values.items()):
            return locked
        status = locked.status
        rewrite_step(locked, values)
        if locked.booking_id is not None:
            # The booking decides the status.
            locked.status = status
        locked.save()
        _check_consent(stay, [locked])
        touch(stay, now or timezone.now())
    return locked


def remove_step(*, by: Person, step: StayStep, now: datetime | None = None) -> StayStep:
    """Removes a step from the programme, and frees its desk.

    Raises:
        NotAllowed: `by` does not prepare the stay.
        StayOver: it is done, or called off.
    """
    by.require("welcome.manage_stay", step.stay)
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        stay = locked_open_stay(step.stay)
        locked = fresh_step(step, stay)
        if not locked.stands:
            return locked
        free_desk(by=by, step=locked, now=now)
        locked.status = StepStatus.CALLED_OFF
        locked.save(update_fields=["status"])
        touch(stay, now)
    return locked


def confirm_step(*, by: Person, step: StayStep, now: datetime | None = None) -> StayStep:
    """Records that the person met agreed, for example by telephone, to the current hours and place.

    Raises:
        NotAllowed, StayOver, StepGone: see `change_step`.
    """
    by.require("welcome.manage_stay", step.stay)
    with refusing(PROGRAMME_RULES):
        stay = locked_open_stay(step.stay)
        locked = locked_step(step, stay)
        if note_spoken_yes(locked):
            touch(stay, now or timezone.now())
    return locked


def move_step_earlier(*, by: Person, step: StayStep, now: datetime | None = None) -> StayStep:
    """Moves a step before the one that precedes it on its day. Both keep their length, and the time
    between them; nothing else moves. An oral agreement must be requested again.

    Raises:
        NotAllowed, StayOver, StepGone: see `change_step`.
        NothingBefore: it is the first of its day.
        DeskIsBooked: one of the two has a booked desk.
    """
    by.require("welcome.manage_stay", step.stay)
    with refusing(PROGRAMME_RULES):
        stay = locked_open_stay(step.stay)
        second = locked_step(step, stay)
        first = (
            stay.steps.exclude(status=StepStatus.CALLED_OFF)
            .select_related("commune")
            .filter(period__endswith__lte=second.starts_at)
            .order_by("-period", "-id")
            .first()
        )
        if first is None or timezone.localdate(first.starts_at) != timezone.localdate(
            second.starts_at
        ):
            raise NothingBefore
        if first.booking_id is not None or second.booking_id is not None:
            raise DeskIsBooked
        earlier, later = _swapped(first, second)
        rewrite_step(second, {"period": earlier})
        rewrite_step(first, {"period": later})
        # In one statement, since the database checks overlaps at its end only.
        StayStep.objects.bulk_update([second, first], ["period", "status"])
        touch(stay, now or timezone.now())
    return second


def duplicate_day(
    *, by: Person, stay: Stay, day: date, to: date, now: datetime | None = None
) -> list[StayStep]:
    """Copies the steps of a day to another, at the same local hours. Desks are not booked again,
    and the people met are not considered to have agreed.

    Raises:
        NotAllowed, StayOver: see `add_step`.
        NothingThatDay: the day is empty.
        StepsOverlap, StepOutside: the hours are taken or outside the stay on the other day; nothing
            is written.
    """
    by.require("welcome.manage_stay", stay)
    with refusing(PROGRAMME_RULES):
        locked = locked_open_stay(stay)
        start = timezone.make_aware(datetime.combine(day, time()))
        end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
        steps = (
            locked.steps.exclude(status=StepStatus.CALLED_OFF)
            .filter(booking=None, period__startswith__gte=start, period__startswith__lt=end)
            .order_by("period", "id")
        )
        copies = [_copied(step, to - day) for step in steps]
        if not copies:
            raise NothingThatDay
        for copy in copies:
            copy.save(force_insert=True)
        _check_consent(locked, copies)
        touch(locked, now or timezone.now())
    return copies


def step_values(wish: StepWish) -> dict[str, Any]:
    """Returns the values of the fields of a step from its description.

    Raises:
        PeriodBackwards: its end does not come after its start.
    """
    values = {field.name: getattr(wish, field.name) for field in fields(wish)}
    period = period_between(values.pop("starts_at"), values.pop("ends_at"))
    texts = {name: value.strip() for name, value in values.items() if isinstance(value, str)}
    return {**values, **texts, "period": period}


def locked_step(step: StayStep, stay: Stay) -> StayStep:
    """Locks an active step of a stay and returns its current state; the caller holds the lock of
    the stay.

    Raises:
        StepGone: it is no longer in the programme.
    """
    locked = fresh_step(step, stay)
    if not locked.stands:
        raise StepGone
    return locked


def _check_consent(stay: Stay, steps: list[StayStep]) -> None:
    """Checks the consents of a confirmed stay, whose people met are notified without further
    confirmation.
    """
    if stay.is_confirmed:
        check_consents(stay, steps)


def _swapped(first: StayStep, second: StayStep) -> tuple[DateTimeTZRange, DateTimeTZRange]:
    """Returns the periods of the second and of the first step, once swapped."""
    between = second.starts_at - first.ends_at
    middle = first.starts_at + (second.ends_at - second.starts_at)
    return (
        DateTimeTZRange(first.starts_at, middle, "[)"),
        DateTimeTZRange(middle + between, second.ends_at, "[)"),
    )


def _copied(step: StayStep, shift: timedelta) -> StayStep:
    """Returns a copy of the step, shifted by a number of local days."""
    return StayStep(
        stay_id=step.stay_id,
        kind=step.kind,
        title=step.title,
        commune_id=step.commune_id,
        address=step.address,
        latitude=step.latitude,
        longitude=step.longitude,
        period=period_between(_shifted(step.starts_at, shift), _shifted(step.ends_at, shift)),
        contact_name=step.contact_name,
        contact_phone=step.contact_phone,
        contact_mail=step.contact_mail,
        words=step.words,
        dwelling_id=step.dwelling_id,
        lead_id=step.lead_id,
    )


def _shifted(moment: datetime, shift: timedelta) -> datetime:
    """Shifts a time by days at the same local hour, across daylight-saving changes."""
    local = timezone.localtime(moment)
    return timezone.make_aware(local.replace(tzinfo=None) + shift)
