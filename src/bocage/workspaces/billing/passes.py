"""Queries of the passes that a person holds."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, Q, QuerySet, When

from bocage.people.models import Person
from bocage.workspaces.billing.models import Pass
from bocage.workspaces.places.models import Place


def usable_passes(
    *, person_id: UUID, place_id: UUID, day: date, kinds: Iterable[str], half_days: int = 1
) -> QuerySet[Pass]:
    """Returns the passes that can pay for a number of half-days on a day in spaces of all these
    kinds, in their order of use: months first, which cost nothing more, then by end of validity.
    """
    return Pass.objects.filter(
        Q(half_days_left=None) | Q(half_days_left__gte=half_days),
        person=person_id,
        place=place_id,
        starts_on__lte=day,
        ends_on__gt=day,
        product__space_kinds__contains=sorted(kinds),
    ).order_by(Case(When(half_days_left=None, then=0), default=1), "ends_on", "id")


def passes_in_force(person: Person, *, day: date) -> QuerySet[Pass]:
    """Returns the passes of a person that are valid on or after a day, by end of validity."""
    return (
        Pass.objects.filter(person=person, ends_on__gt=day)
        .exclude(half_days_left=0)
        .select_related("product", "place__commune")
        .order_by("ends_on", "id")
    )


def passes_held_at(place: Place, *, day: date) -> QuerySet[Pass]:
    """Returns the passes sold by a place that are valid on or after a day, by end of validity."""
    return (
        Pass.objects.filter(place=place, ends_on__gt=day)
        .exclude(half_days_left=0)
        .select_related("product", "person")
        .order_by("ends_on", "id")
    )
