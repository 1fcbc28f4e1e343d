"""How communes are read: by place on Earth, and by what people type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from bocage.territory.geography import metres, straight_line_from

if TYPE_CHECKING:
    from bocage.territory.models import Commune  # noqa: F401


class CommuneQuerySet(models.QuerySet["Commune"]):
    """Communes, nearest first or best match first."""

    def current(self) -> CommuneQuerySet:
        """Those that exist today."""
        return self.filter(is_current=True)

    def near(self, latitude: float, longitude: float) -> CommuneQuerySet:
        """The located communes, nearest first, each with its `distance_m` in metres."""
        line = straight_line_from(latitude, longitude)
        return self.filter(latitude__isnull=False).annotate(distance_m=metres(line)).order_by(line)
