"""Effects on a stay's programme of a workspace's decision about a desk."""

from uuid import UUID

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.events import publish
from bocage.welcome.projects.events import ProjectFactHappened
from bocage.welcome.projects.facts import Fact
from bocage.welcome.visits.itinerary.models import StepStatus
from bocage.welcome.visits.itinerary.operations.transactions import (
    PROGRAMME_RULES,
    fresh_step,
    locked_stay,
    touch,
)
from bocage.welcome.visits.stays import notifications
from bocage.welcome.visits.stays.models import StayStep
from bocage.workspaces.models import Booking


def follow_booking(*, booking_id: UUID) -> None:
    """Updates the step of a desk booking to the booking's current state. Idempotent.

    A booking that is confirmed at the hour of the step confirms it; one that was refused, withdrawn
    or moved opens it again, and the person who prepares the stay is notified. Bookings of a stay
    that was called off are ignored.
    """
    step = StayStep.objects.select_related("stay").filter(booking=booking_id).first()
    if step is None:
        return
    with refusing(PROGRAMME_RULES):
        stay = locked_stay(step.stay)
        locked = fresh_step(step, stay)
        booking = locked.booking
        if booking is None or not stay.is_open or not locked.stands:
            return
        status = _status_of(locked, booking)
        if status == locked.status:
            return
        locked.status = status
        locked.save(update_fields=["status"])
        touch(stay, timezone.now())
        if status == StepStatus.AGREED:
            publish(ProjectFactHappened(project_id=stay.project_id, fact=Fact.DESK_BOOKED))
        elif status == StepStatus.OPEN:
            notifications.notify_team_of_lost_desk(stay, locked)


def _status_of(step: StayStep, booking: Booking) -> str:
    if not booking.is_open or booking.period != step.period:
        return StepStatus.OPEN
    if booking.status in (Booking.Status.REQUESTED, Booking.Status.OFFERED):
        return StepStatus.REQUESTED
    return StepStatus.AGREED
