"""Notifications of a stay to its household and to the people met, subject to consent; the mails to
the people met are in `appointments`.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.operations.consents import agreed_uses
from bocage.welcome.visits.itinerary.models import ProgrammeStep, StepKind, StepStatus
from bocage.welcome.visits.itinerary.operations.appointments import (
    free_replaced_person,
    invite_person_met,
    notify_person_met_of_cancellation,
)
from bocage.welcome.visits.itinerary.operations.transactions import PROGRAMME_RULES, locked_stay
from bocage.welcome.visits.itinerary.visits import visit_of
from bocage.welcome.visits.stays import notifications
from bocage.welcome.visits.stays.errors import ConsentMissing
from bocage.welcome.visits.stays.models import Stay, StayStep

Use = ProjectConsent.Use

USES = {StepKind.TOWN_HALL: Use.TOWN_HALLS, StepKind.CLUB: Use.CLUB}
"""Consent that the household must have given before it is mentioned to the person met, by kind of
step.
"""


def use_for(step: ProgrammeStep) -> str:
    """Returns the consent that a message to the person met requires."""
    return USES.get(StepKind(step.kind), Use.HELPERS)


def check_consents(stay: Stay, steps: Iterable[StayStep] | None = None) -> None:
    """Checks that the household consents to be mentioned to every person who will be written to.

    Raises:
        ConsentMissing: it names the steps where consent is missing.
    """
    written_to = [
        step
        for step in (_remaining_steps(stay) if steps is None else steps)
        if step.contact_mail and step.booking_id is None
    ]
    if not written_to:
        return
    agreed = agreed_uses(stay.project)
    missing = [step.title for step in written_to if use_for(step) not in agreed]
    if missing:
        raise ConsentMissing(missing)


def notify_programme(*, by: Person | None, stay: Stay, now: datetime | None = None) -> Stay:
    """Notifies the household and the people it meets of what has changed since the last
    notification.

    `by` is None for the scheduled job, which waits a little after the last change. Sends nothing if
    nothing changed.

    Raises:
        NotAllowed: `by` does not prepare it.
    """
    if by is not None and not by.has_perm("welcome.manage_stay", stay):
        raise NotAllowed
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        locked = locked_stay(stay)
        if not locked.is_confirmed or not has_unsent_changes(locked):
            return locked
        locked.notified_at = now
        locked.save(update_fields=["notified_at"])
        notifications.notify_household_of_changes(locked)
        notify_of_appointments(locked, now=now)
    return locked


def has_unsent_changes(stay: Stay) -> bool:
    """Checks whether the programme of a confirmed stay has changed since it was last sent."""
    return stay.notified_at is not None and stay.changed_at > stay.notified_at


def notify_of_appointments(stay: Stay, *, now: datetime) -> None:
    """Notifies each person met of what is new for them, in the transaction of the caller."""
    visit, agreed = visit_of(stay), agreed_uses(stay.project)
    for step in _steps_of(stay).filter(booking=None):
        free_replaced_person(visit, step)
        if use_for(step) in agreed:
            invite_person_met(visit, step, now=now)


def notify_of_cancelled_appointments(stay: Stay) -> None:
    """Notifies once the people met who were invited, and did not decline, that nobody comes."""
    visit = visit_of(stay)
    for step in _steps_of(stay).exclude(last_notification={}):
        notify_person_met_of_cancellation(visit, step)


def _steps_of(stay: Stay) -> QuerySet[StayStep]:
    return stay.steps.select_related("commune").order_by("period", "id")


def _remaining_steps(stay: Stay) -> list[StayStep]:
    return list(stay.steps.exclude(status=StepStatus.CALLED_OFF).order_by("period", "id"))
