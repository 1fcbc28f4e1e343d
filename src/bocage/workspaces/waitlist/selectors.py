"""Queries of waits: their wish and their rank."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bocage.people.models import Person
from bocage.workspaces.places.models import Place
from bocage.workspaces.waitlist.models import WaitedSpace, WaitlistEntry


def waits_of(person: Person) -> QuerySet[WaitlistEntry]:
    """Returns the open entries of a person, the first to come first, each with its `rank`."""
    entries = WaitlistEntry.objects.filter(person=person, status__in=WaitlistEntry.OPEN)
    return (
        _ranked(entries)
        .select_related("place__commune", "offer")
        .prefetch_related("resources")
        .order_by("period", "pk")
    )


def past_waits_of(person: Person) -> QuerySet[WaitlistEntry]:
    """Lists the closed entries of a person, the latest first."""
    return (
        WaitlistEntry.objects.filter(person=person)
        .exclude(status__in=WaitlistEntry.OPEN)
        .select_related("place__commune")
        .order_by("-period", "-pk")
    )


def waits_for(place: Place, now: datetime) -> QuerySet[WaitlistEntry]:
    """Lists the open entries of a place, by period then by rank."""
    return (
        _ranked(
            WaitlistEntry.objects.filter(
                place=place, status__in=WaitlistEntry.OPEN, period__endswith__gt=now
            )
        )
        .select_related("person", "offer")
        .prefetch_related("resources")
        .order_by("period", "created_at", "pk")
    )


def _ranked(entries: QuerySet[WaitlistEntry]) -> QuerySet[WaitlistEntry]:
    """Adds `rank`: 1 for the first to be offered the requested spaces. Entries before another are
    those for one of the same spaces, or for any of a kind of these.
    """
    own_spaces = WaitedSpace.objects.filter(entry=OuterRef(OuterRef("pk")))
    other_spaces = WaitedSpace.objects.filter(entry=OuterRef("pk"))
    same_space = Q(Exists(other_spaces.filter(resource__waits__entry=OuterRef(OuterRef("pk")))))
    any_of_mine = Q(is_for_any=True) & (
        Q(kind=OuterRef("kind")) | Q(kind__in=own_spaces.values("resource__kind"))
    )
    one_of_my_kind = Q(
        Exists(other_spaces.filter(resource__kind=OuterRef(OuterRef("kind")))),
        Exists(WaitlistEntry.objects.filter(pk=OuterRef(OuterRef("pk")), is_for_any=True)),
    )
    before = (
        WaitlistEntry.objects.filter(
            same_space | any_of_mine | one_of_my_kind,
            place=OuterRef("place"),
            period__overlap=OuterRef("period"),
            status__in=WaitlistEntry.OPEN,
            created_at__lt=OuterRef("created_at"),
        )
        .order_by()
        .values("place")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return entries.annotate(rank=Coalesce(Subquery(before), 0) + 1)
