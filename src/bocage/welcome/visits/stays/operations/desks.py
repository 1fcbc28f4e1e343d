"""Desks that a stay books in a workspace, under the rules of the workspace."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.db.constraints import refusing
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.welcome.projects.events import ProjectFactHappened
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import HouseholdAdult
from bocage.welcome.visits.itinerary.models import StepKind, StepStatus
from bocage.welcome.visits.itinerary.operations.transactions import (
    PROGRAMME_RULES,
    locked_open_stay,
    period_between,
    touch,
)
from bocage.welcome.visits.stays.errors import DeskNotOurs, NotOfTheHousehold
from bocage.welcome.visits.stays.models import Stay, StayStep
from bocage.workspaces.bookings.errors import NotCancellable
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.models import Booking, Resource


def book_desk_for_stay(
    *,
    by: Person,
    stay: Stay,
    resource: Resource,
    starts_at: datetime,
    ends_at: datetime,
    adult: Person | None = None,
    now: datetime | None = None,
) -> StayStep:
    """Books a resource for an adult of the household (the first one by default) and adds it to the
    programme. The place confirms automatically or decides, as for any booking.

    Raises:
        NotAllowed: `by` does not prepare the stay.
        DeskNotOurs: `by` may not book for other people in this place.
        NotOfTheHousehold: the adult is not of the household.
        StayOver, StepsOverlap, StepOutside, PeriodBackwards: see `add_step`.
        BookingRefused: the place refuses, in its own sentence; nothing is written.
    """
    by.require("welcome.manage_stay", stay)
    place = resource.place
    if not by.has_perm("workspaces.book_for_somebody_else", place):
        raise DeskNotOurs
    now = now or timezone.now()
    period = period_between(starts_at, ends_at)
    with refusing(PROGRAMME_RULES):
        locked = locked_open_stay(stay)
        comes = _adult_of(locked, adult)
        step = StayStep.objects.create(
            stay=locked,
            kind=StepKind.DESK,
            title=_("Télétravail, %(place)s") % {"place": place.name},
            commune=place.commune,
            address=place.address,
            latitude=place.latitude,
            longitude=place.longitude,
            period=period,
            contact_phone=place.contact_phone,
        )
        step.booking = book_resource(
            by=by,
            resource=resource,
            period=period,
            booked_for=comes,
            purpose=_("Séjour de découverte"),
            idempotency_key=f"stay:{step.pk}",
            now=now,
        )
        if step.booking.status == Booking.Status.CONFIRMED:
            step.status = StepStatus.AGREED
        else:
            step.status, step.notified_at = StepStatus.REQUESTED, now
        step.save(update_fields=["booking", "status", "notified_at"])
        touch(locked, now)
        if step.status == StepStatus.AGREED:
            publish(ProjectFactHappened(project_id=locked.project_id, fact=Fact.DESK_BOOKED))
    return step


def free_desk(*, by: Person | None, step: StayStep, now: datetime) -> None:
    """Cancels the booking that a step holds, if it is active and has not begun. `by` is None if the
    household is erased.

    The booking belongs to the household: if `by` may not cancel it in this place (their mandate
    moved, for instance), it is cancelled in the name of the person who would have come.
    """
    booking = step.booking
    if booking is None or not booking.is_open or booking.period.lower <= now:
        return
    may = by is not None and by.has_perm("workspaces.cancel_booking", booking)
    actor = by if may else booking.booked_for or by
    if actor is None:
        return
    try:
        cancel_booking(by=actor, booking=booking, now=now)
    except NotCancellable:
        # Already begun, or refused meanwhile: the booking is no longer active.
        return


def _adult_of(stay: Stay, adult: Person | None) -> Person:
    adults = HouseholdAdult.objects.filter(project=stay.project_id).select_related("person")
    first = adults.first() if adult is None else adults.filter(person=adult).first()
    if first is None:
        raise NotOfTheHousehold
    return first.person
