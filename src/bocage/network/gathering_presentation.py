"""A gathering as its public page shows it: to people, and to machines."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    Aggregate,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from bocage.network.models import Gathering, Member, Registration, SharedField
from bocage.network.presentation import ShownMember, onlooker_of
from bocage.people.models import Person

STATES = {
    Gathering.Status.CALLED_OFF: "https://schema.org/EventCancelled",
}


def shown_guests(gathering: Gathering, person: Person | AnonymousUser) -> list[ShownMember]:
    """The members who come, who agreed to be shown, and who show their name to whoever looks."""
    registered = (
        gathering.registrations.expected().filter(is_shown=True).order_by().values("person")
    )
    members = (
        Member.objects.active()
        .filter(person__in=registered)
        .select_related("person__portrait", "commune", "organisation")
        .order_by("person__name", "pk")
    )
    onlooker = onlooker_of(person)
    shown = (ShownMember(member, onlooker) for member in members)
    return [one for one in shown if one.shows(SharedField.NAME)]


def counted(gatherings: QuerySet[Gathering]) -> QuerySet[Gathering]:
    """Each with `came`, the people who were there, and `waiting`, how many registrations have no
    seat yet: of those that are read, where a join would count all of them first."""
    return gatherings.annotate(
        came=_of_registrations(Sum("people", filter=Q(arrived_at__isnull=False))),
        waiting=_of_registrations(Count("pk", filter=Q(state=Registration.State.WAITING))),
    )


def _of_registrations(what: Aggregate) -> Coalesce:
    of_one = Registration.objects.filter(gathering=OuterRef("pk")).order_by().values("gathering")
    told = of_one.annotate(told=what).values("told")
    return Coalesce(Subquery(told, output_field=IntegerField()), 0)


def attendance_of(gathering: Gathering) -> dict[str, int]:
    """How many came, of how many who were expected; one query."""
    registered = Q(state=Registration.State.REGISTERED)
    return gathering.registrations.aggregate(
        came=Coalesce(Sum("people", filter=Q(arrived_at__isnull=False)), 0),
        walked_in=Coalesce(Sum("people", filter=Q(arrived_at__isnull=False, is_walk_in=True)), 0),
        expected=Coalesce(Sum("people", filter=registered & Q(is_walk_in=False)), 0),
        waiting=Count("pk", filter=Q(state=Registration.State.WAITING)),
    )


def figures_of(gatherings: QuerySet[Gathering], now: datetime) -> dict[str, int]:
    """What the gatherings of twelve months come to: how many were held, how many people came to
    all of them, and how many different ones among those with an account; two queries."""
    held = gatherings.filter(
        status=Gathering.Status.HELD, starts_at__gt=now - timedelta(days=365)
    ).order_by()
    there = Registration.objects.filter(gathering__in=held, arrived_at__isnull=False).order_by()
    counted_there = there.aggregate(
        came=Coalesce(Sum("people"), 0), accounts=Count("person", distinct=True)
    )
    number = held.count()
    each = round(counted_there["came"] / number) if number else 0
    return {"held": number, "each": each, **counted_there}


def schema_of_gathering(gathering: Gathering) -> dict[str, Any]:
    """What its page says to machines: an Event of schema.org."""
    said = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": gathering.title,
        "description": gathering.description,
        "startDate": gathering.starts_at.isoformat(),
        "endDate": gathering.ends_at.isoformat(),
        "eventStatus": STATES.get(
            Gathering.Status(gathering.status), "https://schema.org/EventScheduled"
        ),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": gathering.where,
            "address": {
                "@type": "PostalAddress",
                "addressLocality": gathering.commune.name,
                "addressCountry": "FR",
            },
        },
        "maximumAttendeeCapacity": gathering.capacity,
        "url": settings.BOCAGE.public_url + gathering.get_absolute_url(),
    }
    return {name: value for name, value in said.items() if value}
