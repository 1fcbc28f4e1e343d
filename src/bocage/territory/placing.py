"""How the communes of each département are placed, and what the official API answered."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.territory.models import Commune, Departement, PositionsUpdate

Source = Commune.PositionSource

WAYS: dict[str, tuple[str | Promise, Q]] = {
    "town_hall": (_("À la mairie"), Q(position_source=Source.TOWN_HALL)),
    "outline": (_("Au milieu de leur contour"), Q(position_source=Source.OUTLINE)),
    "centre": (_("Au centre de la commune"), Q(position_source=Source.CENTRE)),
    "geonames": (_("Au bourg, d’après GeoNames"), Q(position_source=Source.GEONAMES)),
    "postcode": (_("Par leur code postal seul"), Q(position_source="") & ~Q(postcodes=[])),
    "nowhere": (_("Nulle part"), Q(position_source="", postcodes=[])),
}
"""Ways of placing a commune, the most exact first, each with its condition."""


@dataclass(frozen=True, kw_only=True)
class Placing:
    """Numbers of current communes of a département, by the way they are placed.

    `outlined` counts those whose outline is known; `ways` leaves out those of no commune.
    """

    departement: Departement
    communes: int
    outlined: int
    ways: list[tuple[str | Promise, int]]
    without_distance: int
    update: PositionsUpdate | None

    @property
    def is_under_way(self) -> bool:
        """True while the worker asks the official API about the département."""
        return self.update is not None and self.update.is_under_way


def placings() -> list[Placing]:
    """Returns how communes are placed, by département in the order of their codes; three
    queries.
    """
    counts: dict[str, Any] = {
        name: Count("pk", filter=condition) for name, (_label, condition) in WAYS.items()
    }
    rows: list[dict[str, Any]] = [
        dict(row)
        for row in Commune.objects.current()
        .order_by("departement")
        .values("departement")
        .annotate(communes=Count("pk"), outlined=Count("outline"), **counts)
    ]
    codes = [row["departement"] for row in rows]
    departements = Departement.objects.in_bulk(codes)
    updates = PositionsUpdate.objects.in_bulk(codes)
    return [
        Placing(
            departement=departements[row["departement"]],
            communes=row["communes"],
            outlined=row["outlined"],
            ways=[(label, row[name]) for name, (label, _condition) in WAYS.items() if row[name]],
            without_distance=row["postcode"] + row["nowhere"],
            update=updates.get(row["departement"]),
        )
        for row in rows
    ]
