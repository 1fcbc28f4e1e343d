"""Dashboard of the Espace: a person's bookings, and questions of hosts about them."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import format_period
from bocage.people.dashboard import Todo, add_item, only_with, todo_provider
from bocage.people.models import Person
from bocage.workspaces.opening_hours.availability import day_interval
from bocage.workspaces.scheduling.models.bookings import Booking, BookingMessage
from bocage.workspaces.scheduling.models.series import BookingSeries

MAX_SHOWN = 5


@todo_provider
def questions_to_answer(person: Person) -> Iterator[Todo]:
    """Yields a task for each question of a host that the person has not answered yet; for
    everybody, one query.
    """
    later = BookingMessage.objects.filter(
        Q(booking=OuterRef("booking")) | Q(series=OuterRef("series")), pk__gt=OuterRef("pk")
    )
    questions = (
        BookingMessage.objects.filter(
            Q(booking__booked_for=person) | Q(series__booked_for=person),
            ~Exists(later),
            is_from_host=True,
        )
        .annotate(due=Coalesce(_due("booking", "pk"), _due("series", "series")))
        .filter(due__gt=timezone.now())
        .select_related("booking__place", "series__place")
        .order_by("written_at", "pk")
    )
    for question in questions[:MAX_SHOWN]:
        about = question.about
        page = "series_detail" if isinstance(about, BookingSeries) else "booking_detail"
        yield Todo(
            title=_("%(place)s vous pose une question") % {"place": about.place.name},
            detail=question.text,
            action=_("Répondre"),
            url=reverse(page, args=[about.pk]),
            urgency="soon",
            due_at=question.due,
        )


def _due(about: str, of: str) -> Subquery:
    """Returns the deadline of a request; NULL once it is decided."""
    waiting = Booking.objects.filter(**{of: OuterRef(about)}, status=Booking.Status.REQUESTED)
    return Subquery(waiting.order_by("lapses_at").values("lapses_at")[:1])


FEW_BOOKINGS = 3
add_item(
    label=gettext_lazy("Mes réservations"),
    url_name="booking_list",
    icon="calendar",
    rank=10,
    group="own",
)


@todo_provider
@only_with(Booking, "booked_for")
def my_next_bookings(person: Person) -> Iterator[Todo]:
    """Yields a task for each booking of the person today and tomorrow; for everybody, one query."""
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
        yield Todo(
            title=gettext_lazy("%(place)s vous attend") % {"place": booking.place.name},
            detail=format_period(booking.period.lower, booking.period.upper),
            action=gettext_lazy("Voir ma réservation"),
            url=reverse("booking_detail", args=[booking.pk]),
        )
