"""What stays and weekends do about bookings, about projects that close and about erasure."""

from bocage.foundation.events import handles
from bocage.welcome.projects.erasure import erased_with_a_project
from bocage.welcome.projects.events import ProjectMoved
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.visits.operations.closing import call_off_what_was_planned
from bocage.welcome.visits.operations.erasure import forget_stays_of, forget_weekends_of
from bocage.welcome.visits.stays.operations.bookings import follow_booking
from bocage.workspaces.bookings.events import (
    BookingCancelled,
    BookingMoved,
    BookingRestored,
    RequestConfirmed,
    RequestLapsed,
    RequestRefused,
)


@handles(RequestConfirmed)
def settle_the_desk(event: RequestConfirmed) -> None:
    """The place said yes to what a stay asked for."""
    follow_booking(booking_id=event.booking_id)


@handles(BookingRestored)
def settle_the_desk_again(event: BookingRestored) -> None:
    """A booking stands again."""
    follow_booking(booking_id=event.booking_id)


@handles(BookingCancelled)
def reopen_what_was_cancelled(event: BookingCancelled) -> None:
    """The place, or the household, took a desk back."""
    follow_booking(booking_id=event.booking_id)


@handles(BookingMoved)
def reopen_what_was_moved(event: BookingMoved) -> None:
    """A desk is booked at another hour than the programme says."""
    follow_booking(booking_id=event.booking_id)


@handles(RequestRefused)
def reopen_what_was_refused(event: RequestRefused) -> None:
    """The place said no."""
    follow_booking(booking_id=event.booking_id)


@handles(RequestLapsed)
def reopen_what_lapsed(event: RequestLapsed) -> None:
    """The place did not answer."""
    follow_booking(booking_id=event.booking_id)


@handles(ProjectMoved)
def call_off_what_a_closed_project_planned(event: ProjectMoved) -> None:
    """A household that does not come any more; one that was taken up again is left as it is."""
    project = SettlementProject.objects.filter(pk=event.project_id, status="closed").first()
    if project is not None:
        call_off_what_was_planned(project=project)


@erased_with_a_project
def seats_and_beds(project: SettlementProject) -> None:
    """Before its stays: nobody waits any more for who was to come."""
    forget_weekends_of(project)


@erased_with_a_project
def programmes(project: SettlementProject) -> None:
    """Whoever was to meet it learns it, and its words go."""
    forget_stays_of(project)
