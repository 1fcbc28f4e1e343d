"""Figures of the home page, each computed from the content of the instance, with its definition.

They are recomputed at most every five minutes and carry their time: by the first page that needs
them, or by the worker if there are so many places that a page would wait. A figure that would be
meaningless (no place yet, no measure) is left out rather than shown as zero.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Value
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from bocage.territory.geography import EARTH_RADIUS_M, EarthPoint, StraightLine, Within
from bocage.territory.models import Commune
from bocage.workspaces.models import Place, ResourceKind
from bocage.workspaces.opening_hours.availability import local_day
from bocage.workspaces.place_plans.plans import plans_of
from bocage.workspaces.scheduling.queries import DayAvailability, places_on

CACHE_KEY = "outreach.proofs"
TAKES_LONG_KEY = "outreach.proofs.takes_long"
FRESH_FOR = timedelta(minutes=5)
QUICK_S = 1.0
"""Seconds of counting for which a page may wait."""
CACHED_FOR = timedelta(hours=1)
"""Lifetime of a cached figure. A slow figure is served from the cache, at most this old, while the
worker recomputes it."""
CLOSE_BY_M = 20_000
DAYS_OF_A_WEEK = 7
MEASURES_COUNT_FOR = timedelta(days=365)


@dataclass(frozen=True)
class Proof:
    """Figure as it is displayed, with its definition and its source."""

    figure: str
    label: str | Promise
    definition: str | Promise
    source: str | Promise
    counted_at: datetime


class Count(NamedTuple):
    """Figure as it is cached: `number` out of `total`, at `counted_at`."""

    name: str
    number: int
    total: int
    counted_at: datetime


PROOF_LABELS: dict[str, str | Promise] = {
    "open_this_week": _("lieux ouverts cette semaine"),
    "free_tomorrow": _("postes libres demain"),
    "communes_close_by": _("communes à moins de 20 km d’un lieu"),
    "measured_speed": _("débit médian mesuré"),
}
"""Label of each figure, by its name, for the editors who choose among them."""
OF_THE_MOMENT = frozenset({"open_this_week", "free_tomorrow"})
"""Short-lived figures: shown on pages, never in stored documents."""


def home_proofs(now: datetime | None = None) -> list[Proof]:
    """Returns the figures that the home page shows, at most four."""
    return list(named_proofs(now).values())


def named_proofs(now: datetime | None = None) -> dict[str, Proof]:
    """Returns the figures of the home page by name, for pages that show some of them. They are
    cached, and counted if the cache is empty.
    """
    now = now or timezone.now()
    counts = cache.get(CACHE_KEY)
    if counts is None:
        counts = _count_and_store(now)
    return {name: _WORDS[name](Count(name, *rest)) for name, *rest in counts}


def recompute_slow_figures(now: datetime) -> None:
    """Recomputes the figures if a page would have to wait for them; otherwise the next page
    does."""
    if cache.get(TAKES_LONG_KEY):
        _count_and_store(now)


def _count_and_store(now: datetime) -> list[tuple[Any, ...]]:
    began = perf_counter()
    counts = [tuple(count) for count in count_everything(now)]
    takes_long = perf_counter() - began > QUICK_S
    cache.set(CACHE_KEY, counts, (CACHED_FOR if takes_long else FRESH_FOR).total_seconds())
    if takes_long:
        cache.set(TAKES_LONG_KEY, takes_long, timedelta(days=1).total_seconds())
    return counts


def count_everything(now: datetime) -> list[Count]:
    """Recomputes each figure, from a handful of queries whatever the number of places."""
    places = list(Place.objects.bookable().prefetch_related("commune"))
    if not places:
        return []
    tomorrow = local_day(now) + timedelta(days=1)
    availabilities = places_on(places, tomorrow, now=now)
    counts = [
        Count("open_this_week", _open_this_week(places, local_day(now)), len(places), now),
        Count(
            "free_tomorrow",
            sum(_free_desks(availability) for availability in availabilities.values()),
            sum(
                len(availability.of_kind(ResourceKind.DESK))
                for availability in availabilities.values()
            ),
            now,
        ),
        _communes_close_by(places, now),
        _measured_speed(places, now),
    ]
    return [count for count in counts if count.total]


def _open_this_week(places: list[Place], today: date) -> int:
    week = [today + timedelta(days=ahead) for ahead in range(DAYS_OF_A_WEEK)]
    return sum(
        any(plan.open_day(day).is_open for day in week) for plan in plans_of(places).values()
    )


def _free_desks(available: DayAvailability) -> int:
    """Desks that can still be had for at least one half of the day."""
    if not available.can_be_booked:
        return 0
    halves = [half for half in (available.offers.morning, available.offers.afternoon) if half]
    return sum(
        any(desk.is_free(half) for half in halves) for desk in available.of_kind(ResourceKind.DESK)
    )


def _communes_close_by(places: list[Place], now: datetime) -> Count:
    close_by_line = 2 * math.sin(CLOSE_BY_M / (2 * EARTH_RADIUS_M))
    commune = EarthPoint(OuterRef("latitude"), OuterRef("longitude"))
    place = EarthPoint(F("latitude"), F("longitude"))
    around = Func(commune, Value(close_by_line), Value(3), function="cube_enlarge")
    close_by = (
        Place.objects.bookable()
        # The index on the positions of places answers the box; the line is for its corners.
        .filter(Within(place, around), latitude__isnull=False)
        .annotate(line=StraightLine(commune, place))
        .filter(line__lte=close_by_line)
    )
    totals = (
        Commune.objects.current()
        .filter(
            departement__in={place.commune.departement_id for place in places},
            latitude__isnull=False,
        )
        .aggregate(total=models.Count("pk"), near=models.Count("pk", filter=Exists(close_by)))
    )
    return Count("communes_close_by", totals["near"], totals["total"], now)


def _measured_speed(places: list[Place], now: datetime) -> Count:
    oldest = local_day(now) - MEASURES_COUNT_FOR
    speeds = [
        place.download_mbps
        for place in places
        if place.download_mbps and place.speed_measured_on and place.speed_measured_on >= oldest
    ]
    return Count("measured_speed", round(median(speeds)) if speeds else 0, len(speeds), now)


def _open_places(count: Count) -> Proof:
    return Proof(
        figure=str(count.number),
        label=ngettext_lazy(
            "lieu ouvert cette semaine", "lieux ouverts cette semaine", count.number
        ),
        definition=_(
            "Lieux publiés, avec au moins un espace à réserver, qui ouvrent au moins une fois "
            "dans les sept jours qui viennent, jours fériés et fermetures déduits."
        ),
        source=_("les horaires tenus par chaque lieu"),
        counted_at=count.counted_at,
    )


def _free_seats(count: Count) -> Proof:
    return Proof(
        figure=str(count.number),
        label=ngettext_lazy("poste libre demain", "postes libres demain", count.number),
        definition=_(
            "Postes que l’on peut encore réserver demain pour une demi-journée au moins, "
            "dans tous les lieux."
        ),
        source=_("les réservations de cette instance"),
        counted_at=count.counted_at,
    )


def _communes(count: Count) -> Proof:
    return Proof(
        figure=f"{count.number * 100 // count.total} %",
        label=_("des communes à moins de 20 km d’un lieu"),
        definition=_(
            "Part des communes des départements où il y a un lieu, dont le centre est à moins "
            "de 20 km d’un lieu publié, à vol d’oiseau."
        ),
        source=_("le découpage administratif et la position des lieux"),
        counted_at=count.counted_at,
    )


def _speed(count: Count) -> Proof:
    return Proof(
        figure=f"{count.number} Mb/s",
        label=_("de débit médian, mesuré sur place"),
        definition=_(
            "Débit descendant médian des lieux qui l’ont mesuré depuis moins d’un an : "
            "la moitié fait mieux, la moitié moins bien."
        ),
        source=_("les mesures datées faites dans les lieux"),
        counted_at=count.counted_at,
    )


_WORDS: dict[str, Callable[[Count], Proof]] = {
    "open_this_week": _open_places,
    "free_tomorrow": _free_seats,
    "communes_close_by": _communes,
    "measured_speed": _speed,
}
