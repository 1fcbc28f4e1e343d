"""The places that somebody runs, and who comes today, in the Espace."""

from collections.abc import Iterator

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person, Role
from bocage.people.policies import holds_anywhere, is_administrator
from bocage.workspaces.hosting.dashboard import FEW_PLACES
from bocage.workspaces.opening_hours.availability import day_interval
from bocage.workspaces.places.policies import HOSTS, places_run_by
from bocage.workspaces.scheduling.models.bookings import Booking


def runs_a_place(person: Person) -> bool:
    """Checks whether a person runs places: by a mandate in force, or as an administrator."""
    return holds_anywhere(person, HOSTS) or is_administrator(person)


add_item(
    label=_("Lieux"),
    url_name="host_places",
    icon="desk",
    rank=40,
    group="together",
    is_shown=runs_a_place,
)


@todo_provider
def visitors_today(person: Person) -> Iterator[Todo]:
    """Yields a task for each place that a host runs and to which somebody comes today; one
    query."""
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
        yield Todo(
            title=title % {"count": place.visitors, "place": place.name},
            detail=_("Voyez qui, à quelle heure et quoi préparer."),
            action=_("Voir la journée"),
            url=reverse("host_day", args=[place.slug, today]),
        )
