"""Known visitors of a place: those that its host may see, and find by a few letters."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date
from bocage.people.models import Person
from bocage.people.phones import format_phone
from bocage.workspaces.opening_hours.availability import local_day
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking

MAX_SUGGESTED = 8
SHORTEST_SEARCH = 2


class Suggestion(NamedTuple):
    """Person in a list of suggestions; `detail` distinguishes two of the same name."""

    pk: UUID
    name: str
    detail: str


def known_to(place: Place) -> QuerySet[Person]:
    """Returns the active people who have booked in a place and show their name to its host.

    Nobody else is suggested, so that the existence of an account is not revealed.
    """
    visitors = Booking.objects.filter(place=place).values("booked_for")
    return Person.objects.filter(pk__in=visitors, shows_name_to_hosts=True, is_active=True).exclude(
        name=""
    )


def suggestions(place: Place, text: str) -> list[Suggestion]:
    """Returns the people whose name matches a few letters; two queries, whatever is found."""
    words = text.replace("\x00", " ").split()
    if len("".join(words)) < SHORTEST_SEARCH:
        return []
    matches = known_to(place)
    for word in words[:5]:
        matches = matches.filter(name__unaccent__icontains=word[:80])
    people = list(matches.order_by("name", "pk")[:MAX_SUGGESTED])
    last_visits = dict(
        Booking.objects.filter(place=place, booked_for__in=people)
        .order_by()
        .values("booked_for")
        .annotate(last=Max("period__startswith"))
        .values_list("booked_for", "last")
    )
    return [_suggestion(person, last_visits[person.pk]) for person in people]


def _suggestion(person: Person, last_visit: object) -> Suggestion:
    day = format_date(local_day(last_visit), with_year=True)  # type: ignore[arg-type]
    detail = _("réservation du %(day)s") % {"day": day}
    if person.phone:
        detail = f"{format_phone(person.phone)} · {detail}"
    return Suggestion(person.pk, person.name, detail)


def people_named(place: Place, name: str) -> list[Person]:
    """Lists the people known to a place by this exact name, whatever its case and its accents; two
    at most.
    """
    return list(known_to(place).filter(name__unaccent__iexact=name.strip()).order_by("pk")[:2])
