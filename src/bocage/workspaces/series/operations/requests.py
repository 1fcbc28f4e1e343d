"""Acceptance of a requested series: all its dates at once, those that the host chooses.

Each date is a booking of status `requested`, which holds nothing. One answer settles them all: the
accepted ones hold from then on and refuse their rivals, the others are refused, and the person gets
one message (docs/decisions/workspaces-series.md). `requests` has the code shared by bookings and
series.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import partial

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bocage.foundation.db.constraints import giving_way, refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.booking_refusals.errors import Taken
from bocage.workspaces.bookings import request_notifications
from bocage.workspaces.bookings.errors import RequestAlreadyDecided
from bocage.workspaces.bookings.operations.decisions import (
    confirm_request,
    given_to_a_rival,
    record_refusal,
    refuse_requests,
)
from bocage.workspaces.bookings.operations.request_locks import check_decides, lock_request, waits
from bocage.workspaces.bookings.replacements import ReplacementFinder
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.series.errors import DatesNotFree, SeriesEmpty
from bocage.workspaces.series.events import SeriesBooked

Status = Booking.Status


@retry_on_conflict
def accept_series(
    *,
    by: Person,
    series: BookingSeries,
    days: Collection[date] | None = None,
    note: str = "",
    now: datetime | None = None,
) -> BookingSeries:
    """Accepts a requested series: the `days` given, or all that are free. Idempotent.

    `days` are days of the rule. The other dates are refused: one answer settles the request. `note`
    is sent to the person, and is the reason of the refused dates.

    Raises:
        NotAllowed: `by` does not run the place.
        RequestAlreadyDecided: it is already decided.
        SeriesEmpty: `days` has no date of the request.
        DatesNotFree: some of `days` are taken, or already decided; nothing is decided yet.
        Taken: all its dates are taken.
    """
    check_decides(by, series)
    now = now or timezone.now()
    with refusing(RULES):
        locked, waiting, rivals = _locked_with_rivals(series, now)
        if not waiting and _is_accepted(locked, days):
            return locked
        if not waiting:
            raise RequestAlreadyDecided
        accepted = _confirmed(waiting, by=by, days=days, note=note, now=now)
        refused = [booking for booking in waiting if booking not in accepted]
        for date_ in refused:
            record_refusal(date_, by=by, reason=note or _why_not(date_, days), now=now)
        locked.sequence += 1
        locked.save(update_fields=["sequence"])
        publish(
            SeriesBooked(
                series_id=locked.pk, place_id=locked.place_id, booked_for_id=locked.booked_for_id
            )
        )
        finder = ReplacementFinder(now=now, same_period_only=False)
        request_notifications.notify_accepted(
            locked, refused=refused, note=note.strip(), finder=finder
        )
        beaten = set(Booking.objects.rivals_of(*accepted).values_list("pk", flat=True))
        refuse_requests(
            [rival for rival in rivals if rival.pk in beaten],
            by=by,
            reason=given_to_a_rival,
            finder=finder,
            now=now,
        )
    return locked


def _locked_with_rivals(
    series: BookingSeries, now: datetime
) -> tuple[BookingSeries, list[Booking], list[Booking]]:
    """Returns the series, its pending dates and their rivals, always locked in the same order."""
    locked = lock_request(series)
    requested = list(locked.bookings.filter(status=Status.REQUESTED).only("pk"))
    rivals = Booking.objects.rivals_of(*requested).values("pk")
    rows = list(
        lock_rows(Booking.objects.all())
        .select_related("place__commune", "booked_for", "series")
        .filter(
            Q(pk__in=[booking.pk for booking in requested]) | Q(pk__in=rivals),
            status=Status.REQUESTED,
        )
        .order_by("pk")
    )
    dates = [row for row in rows if row.series_id == locked.pk and waits(row, now)]
    return locked, dates, [row for row in rows if row.series_id != locked.pk]


def _is_accepted(series: BookingSeries, days: Collection[date] | None) -> bool:
    """Checks whether the place has agreed to it already, to these days at least."""
    agreed = series.bookings.filter(status=Status.CONFIRMED, decided_at__isnull=False)
    agreed_days = set(agreed.values_list("occurs_on", flat=True))
    return bool(agreed_days) and set(days or ()) <= agreed_days


def _confirmed(
    waiting: Sequence[Booking],
    *,
    by: Person,
    days: Collection[date] | None,
    note: str,
    now: datetime,
) -> list[Booking]:
    """Confirms the chosen dates, or all those that the database accepts."""
    selection = [booking for booking in waiting if days is None or booking.occurs_on in days]
    if days is not None and not days:
        raise SeriesEmpty(_("Cochez au moins une date, ou refusez la demande."))
    accept = partial(_accepts, by=by, note=note, now=now)
    accepted = [booking for booking in selection if accept(booking)]
    if days is not None:
        not_free = set(days) - {booking.occurs_on for booking in accepted}
        if not_free:
            raise DatesNotFree.for_days(sorted(not_free))
    if not accepted:
        raise Taken(_("Toutes les dates de cette demande sont déjà prises : refusez-la."))
    return accepted


def _accepts(booking: Booking, *, by: Person, note: str, now: datetime) -> bool:
    """Confirms one date; returns False if a constraint of the database is violated."""
    with giving_way(*RULES):
        confirm_request(booking, by=by, note=note, now=now)
        return True
    return False


def _why_not(booking: Booking, days: Collection[date] | None) -> str:
    """Returns why a date is refused while others are accepted, in the language of its person."""
    with translation.override(booking.holder.language):
        if days is None:
            return _("Cet espace est déjà pris à ce moment.")
        return _("Le lieu ne peut pas vous accueillir à ce moment.")
