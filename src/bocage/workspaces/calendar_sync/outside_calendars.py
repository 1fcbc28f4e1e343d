"""Presentation of outside calendars: their state in words, and the bookings that they meet."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from bocage.foundation.http.fetching import REFUSALS
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking, Hold
from bocage.workspaces.scheduling.models.outside_calendars import OutsideEvent
from bocage.workspaces.scheduling.querysets import BookingQuerySet


def sentence_of(code: str) -> str:
    """Returns the sentence of a failure code, in the active language; empty if there is none."""
    if not code:
        return ""
    if code == "not_a_calendar":
        return _(
            "Cette adresse ne donne pas un agenda, mais autre chose (une page web, souvent) : "
            "cherchez l’adresse « iCal » ou « ICS » dans le partage de l’agenda."
        )
    if code == "calendar_too_full":
        return _(
            "Cet agenda a trop d’événements, ou des répétitions trop longues à lire : suivez un "
            "agenda qui ne contient que ceux de cet espace."
        )
    refusal = REFUSALS.get(code, REFUSALS["fetch_refused"])
    return str(refusal.default_sentence)


def colliding_bookings(place: Place, *, now: datetime) -> BookingQuerySet:
    """Returns the future bookings that overlap the busy periods of an outside calendar, earliest
    first.

    They were made before the calendar had these periods: nothing cancels them, the hosts decide.
    """
    met = OutsideEvent.objects.filter(
        resource=OuterRef("resource"), period__overlap=OuterRef("period")
    )
    holds = Hold.objects.filter(Exists(met), booking=OuterRef("pk"), is_holding=True)
    bookings: BookingQuerySet = Booking.objects.holding()
    return (
        bookings.filter(
            Exists(holds),
            place=place,
            period__endswith__gt=now,
        )
        .select_related("booked_for")
        .with_resources()
        .order_by("period", "pk")
    )
