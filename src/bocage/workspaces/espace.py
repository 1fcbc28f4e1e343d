"""What the room adds to the Espace: the places that somebody runs, and who comes today."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.spoken_time import spoken_period
from bocage.people.espace import WaitingTask, add_item, waiting_tasks
from bocage.people.models import Person, Role
from bocage.people.policies import holds_anywhere, is_administrator
from bocage.workspaces import espace_requests
from bocage.workspaces.availability import day_interval
from bocage.workspaces.models.bookings import Booking
from bocage.workspaces.models.places import Place
from bocage.workspaces.policies import HOSTS, places_run_by

__all__ = ["espace_requests"]

FEW_BOOKINGS = 3
FEW_PLACES = 5
"""A host runs a few places and reads who comes to each; a coordinator has the list."""


def runs_a_place(person: Person) -> bool:
    """Whether a mandate of the person lets them run places."""
    return holds_anywhere(person, HOSTS) or is_administrator(person)


add_item(
    label=_("Lieux"),
    url_name="host_places",
    icon="desk",
    rank=40,
    group="together",
    is_shown=runs_a_place,
)
add_item(
    label=_("Bilan des lieux"),
    url_name="territory_report",
    icon="growth",
    rank=45,
    group="together",
    right="workspaces.see_territory_report",
)
add_item(
    label=_("Mes réservations"),
    url_name="booking_list",
    icon="calendar",
    rank=10,
    group="own",
)
add_item(label=_("Mes dépenses"), url_name="expenses", icon="list", rank=15, group="own")


@waiting_tasks
def my_next_bookings(person: Person) -> Iterator[WaitingTask]:
    """For everybody: what they have booked for today and tomorrow; one query."""
    now = timezone.now()
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    soon = DateTimeTZRange(now, day_interval(tomorrow).end, "[)")
    bookings = (
        Booking.objects.holding()
        .filter(booked_for=person, period__overlap=soon)
        .select_related("place")
        .order_by("period", "pk")
    )
    for booking in bookings[:FEW_BOOKINGS]:
        yield WaitingTask(
            title=_("%(place)s vous attend") % {"place": booking.place.name},
            detail=spoken_period(booking.period.lower, booking.period.upper),
            action=_("Voir ma réservation"),
            url=reverse("booking_detail", args=[booking.pk]),
        )


@waiting_tasks
def who_comes_today(person: Person) -> Iterator[WaitingTask]:
    """For a host: each of their places to which somebody comes today; one query."""
    places = places_run_by(person) if holds_anywhere(person, Role.HOST) else None
    if places is None:
        return
    today = timezone.localdate()
    period = DateTimeTZRange(*day_interval(today), "[)")
    expected = Q(bookings__period__overlap=period, bookings__status__in=Booking.HOLDING)
    busy = (
        places.annotate(
            visitors=Sum("bookings__attendees", filter=expected),
            expected=Count("bookings", filter=expected),
        )
        .filter(expected__gt=0)
        .order_by(F("visitors").desc(), "name")
    )
    for place in busy[:FEW_PLACES]:
        title = ngettext(
            "%(count)d personne vient aujourd’hui : %(place)s",
            "%(count)d personnes viennent aujourd’hui : %(place)s",
            place.visitors,
        )
        yield WaitingTask(
            title=title % {"count": place.visitors, "place": place.name},
            detail=_("Voyez qui, à quelle heure et quoi préparer."),
            action=_("Voir la journée"),
            url=reverse("host_day", args=[place.slug, today]),
        )


@waiting_tasks
def places_to_publish(person: Person) -> Iterator[WaitingTask]:
    """For a host: a place in preparation, which nobody can find yet; one query."""
    places = places_run_by(person) if holds_anywhere(person, Role.HOST) else None
    if places is None:
        return
    for place in places.filter(status=Place.Status.DRAFT).order_by("name")[:FEW_PLACES]:
        yield WaitingTask(
            title=_("Un lieu attend d’être publié : %(place)s") % {"place": place.name},
            detail=_("Personne ne peut encore le trouver."),
            action=_("Préparer le lieu"),
            url=reverse("host_place", args=[place.slug]),
        )
