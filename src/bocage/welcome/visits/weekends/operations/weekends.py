"""Welcome weekends: prepared, opened, held, called off; their shared steps.

Participation of households is in `households`, cars and hosts in `places`.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.territory.models import Commune, Departement, Epci
from bocage.welcome.visits.itinerary.models import StepStatus
from bocage.welcome.visits.itinerary.operations.appointments import (
    notify_person_met_of_cancellation,
    rewrite_step,
)
from bocage.welcome.visits.itinerary.operations.copies import (
    COPIED,
    copies_of,
    copy_step,
    follow_the_answer,
)
from bocage.welcome.visits.itinerary.operations.transactions import (
    PROGRAMME_RULES,
    fresh_shared_step,
    locked_weekend,
    period_between,
    touch,
)
from bocage.welcome.visits.itinerary.visits import visit_of
from bocage.welcome.visits.stays.errors import StepGone
from bocage.welcome.visits.stays.models import Stay
from bocage.welcome.visits.stays.operations.stays import call_off_stay_of_weekend
from bocage.welcome.visits.stays.operations.steps import StepWish, step_values
from bocage.welcome.visits.weekends import notifications
from bocage.welcome.visits.weekends.models import WeekendHousehold, WeekendStep, WelcomeWeekend
from bocage.welcome.visits.weekends.operations.announcements import (
    notify_volunteers_of_cancellation,
)
from bocage.welcome.visits.weekends.operations.meetings import notify_of_cancelled_appointments

Status = WelcomeWeekend.Status
WORDS_LENGTH = 300


@dataclass(frozen=True, kw_only=True)
class WeekendPlan:
    """Description of a weekend. Times are aware datetimes, `[starts_at, ends_at)`."""

    name: str
    starts_at: datetime
    ends_at: datetime
    seats: int
    meeting_place: str = ""
    words: str = ""


def plan_weekend(
    *,
    by: Person,
    departement: Departement,
    plan: WeekendPlan,
    epci: Epci | None = None,
    commune: Commune | None = None,
    now: datetime | None = None,
) -> WelcomeWeekend:
    """Creates a weekend in preparation. No invitation is sent before it is opened.

    Raises:
        NotAllowed: `by` does not coordinate its territory.
        PeriodBackwards: its dates are invalid.
    """
    weekend = WelcomeWeekend(
        departement=departement,
        epci=epci,
        commune=commune,
        prepared_by=by,
        prepared_at=now or timezone.now(),
    )
    by.require("welcome.manage_weekend", weekend)
    with refusing(PROGRAMME_RULES):
        _write(weekend, plan)
        weekend.save(force_insert=True)
    return weekend


def change_weekend(*, by: Person, weekend: WelcomeWeekend, plan: WeekendPlan) -> WelcomeWeekend:
    """Changes the dates, the seats or the words of a weekend. The households that come are notified
    if the dates or the place change.

    Raises:
        NotAllowed: `by` does not prepare it.
        WeekendOver: it was held, or called off.
        TooFewSeats: more households come than it would have seats.
        StepOutside, PeriodBackwards: its dates are invalid, or leave a step outside.
    """
    by.require("welcome.manage_weekend", weekend)
    with refusing(PROGRAMME_RULES):
        locked = locked_weekend(weekend)
        before = _in_calendars(locked)
        _write(locked, plan)
        update_fullness(locked)
        has_moved = _in_calendars(locked) != before
        locked.sequence += has_moved
        locked.save()
        if has_moved:
            _notify_move(locked)
    return locked


def open_weekend(
    *, by: Person, weekend: WelcomeWeekend, now: datetime | None = None
) -> WelcomeWeekend:
    """Opens a weekend: the households that were put on its list are invited, once.

    Raises:
        NotAllowed, WeekendOver: see `change_weekend`.
    """
    by.require("welcome.manage_weekend", weekend)
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        locked = locked_weekend(weekend)
        if locked.status == Status.DRAFT:
            locked.status = Status.OPEN
            update_fullness(locked)
            locked.save(update_fields=["status"])
            for household in locked.households.filter(invited_at=None).select_related("project"):
                household.weekend = locked
                household.invited_at = now
                household.save(update_fields=["invited_at"])
                notifications.invite(household)
    return locked


def hold_weekend(
    *, by: Person | None, weekend: WelcomeWeekend, now: datetime | None = None
) -> WelcomeWeekend:
    """Marks a weekend as held. `by` is None for the scheduled job; idempotent.

    Raises:
        NotAllowed: `by` does not prepare it.
    """
    if by is not None and not by.has_perm("welcome.manage_weekend", weekend):
        raise NotAllowed
    with refusing(PROGRAMME_RULES):
        locked = lock_row(weekend)
        if locked.is_to_come:
            locked.status, locked.ended_at = Status.HELD, now or timezone.now()
            locked.save(update_fields=["status", "ended_at"])
    return locked


def note_feedback_read(
    *, by: Person, weekend: WelcomeWeekend, now: datetime | None = None
) -> WelcomeWeekend:
    """Records that the team has read the feedback that families gave until now.

    Raises:
        NotAllowed: `by` does not prepare it.
    """
    by.require("welcome.manage_weekend", weekend)
    weekend.feedback_read_at = now or timezone.now()
    weekend.save(update_fields=["feedback_read_at"])
    return weekend


def call_off_weekend(
    *, by: Person, weekend: WelcomeWeekend, words: str = "", now: datetime | None = None
) -> WelcomeWeekend:
    """Calls off a weekend: the stays made for it are called off, and each household already
    notified of it is notified, once.

    Raises:
        NotAllowed, WeekendOver: see `change_weekend`.
    """
    by.require("welcome.manage_weekend", weekend)
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        locked = locked_weekend(weekend)
        locked.status, locked.ended_at = Status.CALLED_OFF, now
        locked.called_off_words = words.strip()[:WORDS_LENGTH]
        locked.sequence += 1
        locked.save(update_fields=["status", "ended_at", "called_off_words", "sequence"])
        notify_volunteers_of_cancellation(locked)
        notify_of_cancelled_appointments(locked)
        households = locked.households.exclude(status=WeekendHousehold.Status.DECLINED)
        for household in households.select_related("project", "stay__project"):
            household.weekend = locked
            stay = call_off_stay_of_weekend(by=by, household=household, words=words, now=now)
            if household.is_informed:
                notifications.notify_household_of_cancellation(household, stay)
    return locked


def add_shared_step(*, by: Person, weekend: WelcomeWeekend, wish: StepWish) -> WeekendStep:
    """Adds a step to the shared programme, and to the programmes made from it.

    Raises:
        NotAllowed, WeekendOver: see `change_weekend`.
        StepsOverlap, StepOutside, PeriodBackwards: the hours are taken, or outside the weekend.
    """
    by.require("welcome.manage_weekend", weekend)
    values = _shared(wish)
    with refusing(PROGRAMME_RULES):
        locked = locked_weekend(weekend)
        step = WeekendStep.objects.create(weekend=locked, **values)
        for stay in _stays_of(locked):
            copy_step(step, stay)
            touch(stay, timezone.now())
    return step


def change_shared_step(*, by: Person, step: WeekendStep, wish: StepWish) -> WeekendStep:
    """Changes a shared step, in every programme that was made from it. The person met is notified
    by `send_appointments`; if another person is met, earlier answers are discarded.

    Raises:
        NotAllowed, WeekendOver, StepsOverlap, StepOutside, PeriodBackwards: see `add_shared_step`.
        StepGone: it was removed meanwhile.
    """
    by.require("welcome.manage_weekend", step.weekend)
    values = _shared(wish)
    with refusing(PROGRAMME_RULES):
        locked = fresh_shared_step(step, locked_weekend(step.weekend))
        if not locked.stands:
            raise StepGone
        rewrite_step(locked, values)
        locked.save()
        follow_the_answer(locked)
        for copy in copies_of(locked):
            for name in COPIED:
                setattr(copy, name, getattr(locked, name))
            copy.save()
            touch(copy.stay, timezone.now())
    return locked


def remove_shared_step(*, by: Person, step: WeekendStep) -> WeekendStep:
    """Removes a shared step from every programme, and notifies the person who was to be met.

    Raises:
        NotAllowed, WeekendOver: see `change_weekend`.
    """
    by.require("welcome.manage_weekend", step.weekend)
    with refusing(PROGRAMME_RULES):
        weekend = locked_weekend(step.weekend)
        locked = fresh_shared_step(step, weekend)
        if locked.stands:
            notify_person_met_of_cancellation(visit_of(weekend), locked)
            locked.status = StepStatus.CALLED_OFF
            locked.save(update_fields=["status"])
            for copy in copies_of(locked):
                copy.status = StepStatus.CALLED_OFF
                copy.save(update_fields=["status"])
                touch(copy.stay, timezone.now())
    return locked


def update_fullness(weekend: WelcomeWeekend) -> None:
    """Sets an open weekend to full or open from its free seats, under its lock; the caller saves
    it.
    """
    if weekend.status not in (Status.OPEN, Status.FULL):
        return
    coming = weekend.households.filter(status=WeekendHousehold.Status.COMING).count()
    weekend.status = Status.FULL if coming >= weekend.seats else Status.OPEN


def _write(weekend: WelcomeWeekend, plan: WeekendPlan) -> None:
    weekend.name, weekend.seats = plan.name.strip(), plan.seats
    weekend.period = period_between(plan.starts_at, plan.ends_at)
    weekend.meeting_place, weekend.words = plan.meeting_place.strip(), plan.words.strip()


def _in_calendars(weekend: WelcomeWeekend) -> tuple[object, ...]:
    """Returns the facts shown in the calendars of the households that come."""
    return (weekend.starts_at, weekend.ends_at, weekend.meeting_place)


def _notify_move(weekend: WelcomeWeekend) -> None:
    coming = weekend.households.filter(status=WeekendHousehold.Status.COMING)
    for household in coming.select_related("project").order_by("added_at", "id"):
        household.weekend = weekend
        notifications.notify_household_of_move(household)


def _shared(wish: StepWish) -> dict[str, object]:
    """Returns the field values of a shared step, without those about a home."""
    values = step_values(wish)
    return {name: value for name, value in values.items() if name not in ("lead", "dwelling")}


def _stays_of(weekend: WelcomeWeekend) -> list[Stay]:
    return list(
        lock_rows(Stay.objects.all()).open().filter(of_weekend__weekend=weekend).order_by("pk")
    )
