"""What requests and waiting lists add to what waits for somebody in the Espace.

`espace` imports it, so that it is found with the rest.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.spoken_time import spoken_moment, spoken_period
from bocage.people.espace import WaitingTask, waiting_tasks
from bocage.people.models import Person, Role
from bocage.people.policies import holds_anywhere
from bocage.workspaces.models.bookings import Booking, BookingMessage
from bocage.workspaces.models.series import BookingSeries
from bocage.workspaces.models.waiting import WaitlistEntry
from bocage.workspaces.policies import places_run_by

MOST_SHOWN = 5
SOON = timedelta(hours=6)
"""A request that is due within this presses."""


@waiting_tasks
def requests_to_answer(person: Person) -> Iterator[WaitingTask]:
    """For a host: each of their places where requests wait for an answer, a series being one;
    one query."""
    places = places_run_by(person) if holds_anywhere(person, Role.HOST) else None
    if places is None:
        return
    now = timezone.now()
    waiting = Q(
        bookings__status=Booking.Status.REQUESTED,
        bookings__lapses_at__gt=now,
    )
    asked = (
        places.annotate(
            requests=Count(
                Coalesce("bookings__series", "bookings__pk"), filter=waiting, distinct=True
            ),
            first_due=Min("bookings__lapses_at", filter=waiting),
        )
        .filter(requests__gt=0)
        .order_by("first_due", "name")
    )
    for place in asked[:MOST_SHOWN]:
        title = ngettext(
            "%(count)d demande attend votre accord : %(place)s",
            "%(count)d demandes attendent votre accord : %(place)s",
            place.requests,
        )
        yield WaitingTask(
            title=title % {"count": place.requests, "place": place.name},
            detail=_("Sans réponse avant %(due)s, la première reste sans suite.")
            % {"due": spoken_moment(place.first_due)},
            action=_("Répondre"),
            url=reverse("host_requests", args=[place.slug]),
            urgency="soon" if place.first_due - now < SOON else "normal",
            due_at=place.first_due,
        )


@waiting_tasks
def offers_to_answer(person: Person) -> Iterator[WaitingTask]:
    """For everybody: the places that are offered to them after a wait; one query."""
    offered = (
        WaitlistEntry.objects.filter(
            person=person,
            status=WaitlistEntry.Status.OFFERED,
            offer__status=Booking.Status.OFFERED,
            offer__lapses_at__gt=timezone.now(),
        )
        .select_related("place", "offer")
        .order_by("offer__lapses_at", "pk")
    )
    for entry in offered[:MOST_SHOWN]:
        if entry.offer is None:
            continue
        title, detail = _words_of_an_offer(entry)
        when = spoken_period(entry.offer.period.lower, entry.offer.period.upper)
        yield WaitingTask(
            title=title % {"place": entry.place.name, "when": when},
            detail=detail % {"due": spoken_moment(entry.offer.answer_due)},
            action=_("Répondre"),
            url=reverse("waitlist"),
            urgency="soon",
            due_at=entry.offer.answer_due,
        )


def _words_of_an_offer(entry: WaitlistEntry) -> tuple[str, str]:
    if entry.is_for_several:
        return (
            _("Des places se sont libérées : %(place)s, %(when)s"),
            _("Elles sont gardées ensemble pour vous jusqu’à : %(due)s."),
        )
    return (
        _("Une place s’est libérée : %(place)s, %(when)s"),
        _("Elle est gardée pour vous jusqu’à : %(due)s."),
    )


@waiting_tasks
def questions_to_answer(person: Person) -> Iterator[WaitingTask]:
    """For everybody: the questions of hosts that came after one's last word; one query."""
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
    for question in questions[:MOST_SHOWN]:
        about = question.about
        page = "series_detail" if isinstance(about, BookingSeries) else "booking_detail"
        yield WaitingTask(
            title=_("%(place)s vous pose une question") % {"place": about.place.name},
            detail=question.text,
            action=_("Répondre"),
            url=reverse(page, args=[about.pk]),
            urgency="soon",
            due_at=question.due,
        )


def _due(about: str, of: str) -> Subquery:
    """Until when a request may be answered; nothing where it waits no more."""
    waiting = Booking.objects.filter(**{of: OuterRef(about)}, status=Booking.Status.REQUESTED)
    return Subquery(waiting.order_by("lapses_at").values("lapses_at")[:1])
