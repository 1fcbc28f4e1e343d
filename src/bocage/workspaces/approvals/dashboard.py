"""The requests that wait for a host, in the Espace."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.times import format_moment
from bocage.people.dashboard import Todo, todo_provider
from bocage.people.models import Person, Role
from bocage.people.policies import holds_anywhere
from bocage.workspaces.bookings.dashboard import MAX_SHOWN
from bocage.workspaces.places.policies import places_run_by
from bocage.workspaces.scheduling.models.bookings import Booking

SOON = timedelta(hours=6)
"""A request that is due within this presses."""


@todo_provider
def requests_to_answer(person: Person) -> Iterator[Todo]:
    """Yields a task for each place that a host runs and where booking requests wait for an answer;
    a series counts as one request. One query.
    """
    places = places_run_by(person) if holds_anywhere(person, Role.HOST) else None
    if places is None:
        return
    now = timezone.now()
    waiting = Q(
        bookings__status=Booking.Status.REQUESTED,
        bookings__lapses_at__gt=now,
    )
    with_requests = (
        places.annotate(
            requests=Count(
                Coalesce("bookings__series", "bookings__pk"), filter=waiting, distinct=True
            ),
            first_due=Min("bookings__lapses_at", filter=waiting),
        )
        .filter(requests__gt=0)
        .order_by("first_due", "name")
    )
    for place in with_requests[:MAX_SHOWN]:
        title = ngettext(
            "%(count)d demande attend votre accord : %(place)s",
            "%(count)d demandes attendent votre accord : %(place)s",
            place.requests,
        )
        yield Todo(
            title=title % {"count": place.requests, "place": place.name},
            detail=_("Sans réponse avant %(due)s, la première reste sans suite.")
            % {"due": format_moment(place.first_due)},
            action=_("Répondre"),
            url=reverse("host_requests", args=[place.slug]),
            urgency="soon" if place.first_due - now < SOON else "normal",
            due_at=place.first_due,
        )
