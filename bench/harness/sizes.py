"""Sizes of measured instances: from a few seconds of loading to all of France."""

from __future__ import annotations

from dataclasses import dataclass

Communes = tuple[str, ...]
"""Arguments of `bocage import_territory`: codes of départements, or `--all`."""
NO_COMMUNES: Communes = ()
COMMUNES_OF_THE_ORNE: Communes = ("61",)
A_LITTLE = 0.02
"""Share of a département's data, for runs that only check that all of it works."""
TOWNS_OF_THE_ORNE = ("61001", "61006", "61051", "61145", "61169", "61214", "61293", "61464")


@dataclass(frozen=True)
class Size:
    """Number of rows of each kind.

    A place has fourteen resources, and a resource a hundred bookings by default.
    """

    name: str
    departements: tuple[str, ...]
    """Codes of the départements whose communes are loaded; empty for all."""
    towns: tuple[str, ...]
    """Eight communes near which people look, by code."""
    places: int
    homes: int
    saved_searches: int
    projects: int
    """Projects of the département whose coordinator opens the board."""
    projects_elsewhere: int
    members: int
    recipients: int
    """Members to whom one announcement is sent."""
    prospects: int
    delivered: int
    """Listings of one delivery."""

    @property
    def is_quick(self) -> bool:
        """True if it only checks that all of it works: few requests, and no goal."""
        return self is QUICK

    @property
    def share(self) -> float:
        """Share of the full data that is copied."""
        return A_LITTLE if self.is_quick else 1.0

    def choose[Asked](self, usual: Asked, *, departement: Asked, quick: Asked) -> Asked:
        """Returns a quantity for an instance of this size.

        For a département less than usual, so that all workloads together take minutes: a 95th
        percentile of two hundred requests still has ten above it.
        """
        values = {QUICK.name: quick, DEPARTEMENT.name: departement}
        return values.get(self.name, usual)

    @property
    def territory(self) -> Communes:
        """Returns the arguments of the import of communes."""
        return self.departements or ("--all",)


QUICK = Size(
    name="quick",
    departements=("61",),
    towns=TOWNS_OF_THE_ORNE,
    places=350,
    homes=20_000,
    saved_searches=20_000,
    projects=400,
    projects_elsewhere=0,
    members=2_000,
    recipients=300,
    prospects=2_000,
    delivered=5_000,
)
DEPARTEMENT = Size(
    name="departement",
    departements=("61",),
    towns=TOWNS_OF_THE_ORNE,
    places=35,
    homes=10_000,
    saved_searches=10_000,
    projects=2_000,
    projects_elsewhere=0,
    members=1_000,
    recipients=1_000,
    prospects=10_000,
    delivered=10_000,
)
REGION = Size(
    name="region",
    departements=("14", "27", "50", "61", "76"),
    towns=("61001", "14118", "76540", "50129", "27229", "61051", "14366", "61464"),
    places=175,
    homes=50_000,
    saved_searches=50_000,
    projects=2_000,
    projects_elsewhere=8_000,
    members=5_000,
    recipients=5_000,
    prospects=25_000,
    delivered=50_000,
)
FRANCE = Size(
    name="france",
    departements=(),
    towns=("61001", "35238", "69123", "75056", "61051", "44109", "67482", "61464"),
    places=3_500,
    homes=1_000_000,
    saved_searches=1_000_000,
    projects=20_000,
    projects_elsewhere=180_000,
    members=100_000,
    recipients=5_000,
    prospects=100_000,
    delivered=100_000,
)
SIZES = {size.name: size for size in (QUICK, DEPARTEMENT, REGION, FRANCE)}
