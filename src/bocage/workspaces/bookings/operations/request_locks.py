"""Locks on a request and on its dates: one booking, or the dates of a series.

A series is locked first, then its dates in one order, so that two concurrent decisions never
deadlock: the second reads the result of the first.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from bocage.foundation.db.row_locks import lock_free_rows, lock_row, lock_rows
from bocage.people.models import Person
from bocage.workspaces.bookings.errors import RequestAlreadyDecided
from bocage.workspaces.bookings.requested_dates import bookings_of
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries


def lock_request[R: Booking | BookingSeries](request: R) -> R:
    """Locks a request against other answers until the end of the transaction, and returns its
    current row.
    """
    return lock_row(request, "place__commune", "place__scope", "booked_for")


def lock_request_if_free(
    model: type[Booking | BookingSeries], pk: UUID
) -> Booking | BookingSeries | None:
    """Returns the request, unless another run is at it."""
    rows = lock_free_rows(model._default_manager.all())
    return rows.select_related("place__commune", "place__scope", "booked_for").filter(pk=pk).first()


def lock_dates(request: Booking | BookingSeries, still: Q) -> list[Booking]:
    """Returns the dates of a locked request that wait for an answer and are `still` so, locked in
    their turn."""
    return list(
        lock_rows(bookings_of(request).filter(still, status=Booking.Status.REQUESTED))
        .select_related("place__commune", "booked_for", "series")
        .order_by("pk")
    )


def waits(booking: Booking, now: datetime) -> bool:
    """Checks whether a requested booking may still be answered."""
    return bool(min(booking.answer_due, booking.period.lower) > now)


def lock_waiting_dates(request: Booking | BookingSeries, now: datetime) -> list[Booking]:
    """Returns the dates of a locked request that may still be answered, locked in their turn.

    Raises:
        RequestAlreadyDecided: there is none.
    """
    dates = [date for date in lock_dates(request, Q()) if waits(date, now)]
    if not dates:
        raise already_decided(request)
    return dates


def already_decided(request: Booking | BookingSeries) -> RequestAlreadyDecided:
    """Returns the refusal of a late answer, which states the outcome of the booking."""
    if isinstance(request, BookingSeries):
        return RequestAlreadyDecided()
    is_late = request.status == Booking.Status.REQUESTED
    state = Booking.Status.LAPSED if is_late else request.status
    return RequestAlreadyDecided(
        _("Cette demande n’attend plus de réponse : elle est %(state)s.")
        % {"state": Booking.Status(state).label}
    )


def check_decides(by: Person, request: Booking | BookingSeries) -> None:
    """Checks that a person answers requests there.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    by.require("workspaces.answer_request", request)
