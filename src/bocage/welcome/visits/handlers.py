"""Handlers of bookings, closed projects and erasure, for stays and weekends."""

from bocage.foundation.events import handles
from bocage.welcome.projects.erasure import erased_with_a_project
from bocage.welcome.projects.events import ProjectMoved
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.visits.operations.closing import call_off_visits
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
def confirm_desk_step(event: RequestConfirmed) -> None:
    """Updates the step of a desk booking that the place confirmed."""
    follow_booking(booking_id=event.booking_id)


@handles(BookingRestored)
def restore_desk_step(event: BookingRestored) -> None:
    """Updates the step of a desk booking that was restored."""
    follow_booking(booking_id=event.booking_id)


@handles(BookingCancelled)
def reopen_cancelled_step(event: BookingCancelled) -> None:
    """Updates the step of a desk booking that the place, or the household, cancelled."""
    follow_booking(booking_id=event.booking_id)


@handles(BookingMoved)
def reopen_moved_step(event: BookingMoved) -> None:
    """Updates the step of a desk booking that was moved to another hour than the programme's."""
    follow_booking(booking_id=event.booking_id)


@handles(RequestRefused)
def reopen_refused_step(event: RequestRefused) -> None:
    """Updates the step of a desk booking that the place refused."""
    follow_booking(booking_id=event.booking_id)


@handles(RequestLapsed)
def reopen_lapsed_step(event: RequestLapsed) -> None:
    """Updates the step of a desk booking that the place did not answer."""
    follow_booking(booking_id=event.booking_id)


@handles(ProjectMoved)
def call_off_visits_of_closed_project(event: ProjectMoved) -> None:
    """Calls off the visits to come of a project that was closed; ignores one that was reopened
    meanwhile.
    """
    project = SettlementProject.objects.filter(pk=event.project_id, status="closed").first()
    if project is not None:
        call_off_visits(project=project)


@erased_with_a_project
def seats_and_beds(project: SettlementProject) -> None:
    """Gives up the seats of an erased project at weekends to come, before its stays are handled."""
    forget_weekends_of(project)


@erased_with_a_project
def programmes(project: SettlementProject) -> None:
    """Erases the words of a project's stays, and calls off those still to come, so that the people
    to be met are notified.
    """
    forget_stays_of(project)
