"""People met by all households of a weekend: invited at the request of the person who prepares it,
and notified of a cancellation. No household is named to them; the mails are in `appointments`.
"""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_rows
from bocage.people.models import Person
from bocage.welcome.visits.itinerary.operations.appointments import (
    free_replaced_person,
    invite_person_met,
    note_spoken_yes,
    notify_person_met_of_cancellation,
)
from bocage.welcome.visits.itinerary.operations.transactions import (
    PROGRAMME_RULES,
    fresh_shared_step,
    locked_weekend,
)
from bocage.welcome.visits.itinerary.visits import Visit, visit_of
from bocage.welcome.visits.stays.errors import StepGone
from bocage.welcome.visits.weekends.models import WeekendStep, WelcomeWeekend


def send_appointments(*, by: Person, weekend: WelcomeWeekend, now: datetime | None = None) -> int:
    """Invites the people met at the steps that all households share, and notifies again those whose
    step has changed. Returns the number of steps with changes to send; sends nothing if nothing
    changed.

    Raises:
        NotAllowed: `by` does not prepare the weekend.
        WeekendOver: it was held, or called off.
    """
    by.require("welcome.manage_weekend", weekend)
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        locked = locked_weekend(weekend)
        visit = visit_of(locked)
        return sum(_notify_if_changed(visit, step, now) for step in _steps_of(locked))


def confirm_shared_step(*, by: Person, step: WeekendStep) -> WeekendStep:
    """Records that the person met agreed, for example by telephone, to the current hours and place.
    Idempotent.

    Raises:
        NotAllowed, WeekendOver: see `send_appointments`.
        StepGone: the step was removed meanwhile.
    """
    by.require("welcome.manage_weekend", step.weekend)
    with refusing(PROGRAMME_RULES):
        locked = fresh_shared_step(step, locked_weekend(step.weekend))
        if not locked.stands:
            raise StepGone
        note_spoken_yes(locked)
    return locked


def notify_of_cancelled_appointments(weekend: WelcomeWeekend) -> None:
    """Notifies the people met who were invited, and did not decline, that the weekend will not take
    place; in the transaction of the caller, who holds the lock of the weekend.
    """
    visit = visit_of(weekend)
    for step in _steps_of(weekend):
        notify_person_met_of_cancellation(visit, step)


def _notify_if_changed(visit: Visit, step: WeekendStep, now: datetime) -> bool:
    is_freed = free_replaced_person(visit, step)
    return invite_person_met(visit, step, now=now) or is_freed


def _steps_of(weekend: WelcomeWeekend) -> QuerySet[WeekendStep]:
    steps = lock_rows(weekend.steps.all()).select_related("commune")
    return steps.order_by("period", "id")
