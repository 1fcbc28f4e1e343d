"""Querysets of places and resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, FloatField, Q, Value, When
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from bocage.territory.geography import metres, roughly_within, straight_line_from

if TYPE_CHECKING:
    from bocage.territory.models import Commune
    from bocage.workspaces.places.models import Place, Resource  # noqa: F401 - read by mypy in strings


class PlaceQuerySet(models.QuerySet["Place"]):
    """Query set of places, by search criteria."""

    def published(self) -> PlaceQuerySet:
        """Selects the published places, which anybody may see."""
        return self.filter(status="published")

    def bookable(self) -> PlaceQuerySet:
        """Selects the published places in which something can be booked."""
        from bocage.workspaces.places.models import Resource

        active = Resource.objects.filter(place=models.OuterRef("pk"), is_active=True)
        return self.published().filter(models.Exists(active))

    def near(self, latitude: float, longitude: float) -> PlaceQuerySet:
        """Selects the located places, nearest first, each with its `distance_m` in metres."""
        line = straight_line_from(latitude, longitude)
        return self.filter(latitude__isnull=False).annotate(distance_m=metres(line)).order_by(line)

    def around(self, commune: Commune) -> PlaceQuerySet:
        """Orders the places of a commune, located or not, before the located ones, nearest first.

        Each has its `distance_m` in metres, None where its position or that of the commune is
        unknown; a commune without position has its own places alone.
        """
        if commune.latitude is None or commune.longitude is None:
            unknown = Value(None, output_field=FloatField())
            return self.filter(commune=commune.pk).annotate(distance_m=unknown).order_by("name")
        line = straight_line_from(commune.latitude, commune.longitude)
        own_first = Case(When(commune=commune.pk, then=0), default=1)
        return (
            self.filter(Q(latitude__isnull=False) | Q(commune=commune.pk))
            .annotate(distance_m=metres(line))
            .order_by(own_first, line, "name")
        )

    def within(self, latitude: float, longitude: float, radius_m: float) -> PlaceQuerySet:
        """Selects the located places at a distance of `radius_m` metres at most, nearest first,
        each with its `distance_m`.
        """
        line = metres(straight_line_from(latitude, longitude))
        around = self.filter(roughly_within(latitude, longitude, radius_m))
        return around.near(latitude, longitude).filter(LessThanOrEqual(line, radius_m))

    def beyond(self, latitude: float, longitude: float, radius_m: float) -> PlaceQuerySet:
        """Selects the located places farther than `radius_m` metres, nearest first, each with its
        `distance_m`.
        """
        line = metres(straight_line_from(latitude, longitude))
        return self.near(latitude, longitude).filter(GreaterThan(line, radius_m))


class ResourceQuerySet(models.QuerySet["Resource"]):
    """Queryset of the resources that can be booked."""

    def active(self) -> ResourceQuerySet:
        return self.filter(is_active=True)
