"""Relaxations of a search without results: which criteria to drop, and how many homes that gives.

The cost is bounded: each count reads a limited number of homes, the newest of their offer or those
of the circle, and all relaxations that differ by one criterion are counted by one statement. Where
there are more homes than are read, a count is shown as « au moins ».
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from bocage.housing.criteria.addresses import EVERY_HOME, address_of
from bocage.housing.criteria.criteria import Criteria
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.market.querysets import DwellingQuerySet, conditions_of

ENOUGH = 100
"""More than these are « plus de 100 »."""
READ = 20_000
"""Homes that a count reads: of a département, all of them."""
READ_WITH_WORDS = 4_000
"""Limit with words: the texts are read in the table, not in an index."""
SHARE_OF_A_GLANCE = 10
"""Divisor of the limit of the first pass, for single relaxations: that often finds enough."""
WIDER = (15_000, 30_000, 60_000, 100_000)

type Proposal = tuple[str, Criteria]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Relaxation of one criterion, and how many homes there would be then.

    `is_at_least` is True if not every home was read: there may be more.
    """

    words: str
    criteria: Criteria
    count: int
    is_at_least: bool = False

    @property
    def query(self) -> str:
        return address_of(self.criteria)

    @property
    def is_capped(self) -> bool:
        """True if there are more homes than the number shown."""
        return self.count > ENOUGH


def relaxations_of(criteria: Criteria) -> Iterator[Relaxation]:
    """Yields the wider searches that find something, one criterion less at a time."""
    if criteria.area is not None:
        yield from _wider_areas(criteria)
    yield from _fruitful(list(_one_less(criteria)))
    if criteria.words:
        words = _("sans les mots « %(words)s »") % {"words": criteria.words}
        yield from _fruitful([(words, replace(criteria, words=""))])


def _wider_areas(criteria: Criteria) -> Iterator[Relaxation]:
    """Yields the first wider circle that holds homes, and the whole territory; no circle is counted
    if the territory holds none.
    """
    proposal = _("sur tout le territoire"), replace(criteria, area=None)
    [everywhere] = _count([proposal])
    if everywhere.count or everywhere.is_at_least:
        circles = (relaxation for wider in _wider(criteria) for relaxation in _fruitful([wider]))
        yield from islice(circles, 1)
    if everywhere.count:
        yield everywhere


def _fruitful(proposals: Sequence[Proposal]) -> list[Relaxation]:
    return [relaxation for relaxation in _count(proposals) if relaxation.count]


def _count(proposals: Sequence[Proposal]) -> list[Relaxation]:
    """Returns the relaxations of the proposals that find homes. All have one offer, one place and
    the same words. One statement, or two for one proposal.
    """
    if not proposals:
        return []
    limit = _most_read(proposals[0][1])
    if len(proposals) == 1:
        [at_a_glance] = _counted_among(limit // SHARE_OF_A_GLANCE, proposals)
        if at_a_glance.is_capped or not at_a_glance.is_at_least:
            return [at_a_glance]
    return _counted_among(limit, proposals)


def _counted_among(limit: int, proposals: Sequence[Proposal]) -> list[Relaxation]:
    """Returns the relaxations that the proposals give among a limited number of homes."""
    counts = _read_homes(proposals[0][1])[:limit].aggregate(
        read=Count("pk"),
        **{
            f"found_{rank}": Count("pk", filter=conditions_of(replace(relaxed, words="")))
            for rank, (_words, relaxed) in enumerate(proposals)
        },
    )
    return [
        Relaxation(words, relaxed, counts[f"found_{rank}"], is_at_least=counts["read"] == limit)
        for rank, (words, relaxed) in enumerate(proposals)
    ]


def _most_read(criteria: Criteria) -> int:
    return READ_WITH_WORDS if criteria.words else READ


def _read_homes(criteria: Criteria) -> DwellingQuerySet:
    """Returns the homes of the same offer in the place: in the whole territory, the newest."""
    homes = Dwelling.objects.on_the_market().filter(offer=criteria.offer).order_by()
    if criteria.words:
        homes = homes.with_words(criteria.words)
    if criteria.area is not None:
        return homes.inside(criteria.area)
    return homes if criteria.words else homes.order_by("-first_seen_at", "id")


def _wider(criteria: Criteria) -> Iterator[Proposal]:
    """Yields the criteria with wider circles."""
    area = criteria.area
    for radius_m in WIDER:
        if area is not None and radius_m > area.radius_m:
            words = _("jusqu’à %(km)d km") % {"km": radius_m // 1000}
            yield words, replace(criteria, area=replace(area, radius_m=radius_m))


def _one_less(criteria: Criteria) -> Iterator[Proposal]:
    """Yields the criteria with one fewer, with the same place and words."""
    for words, names in (
        (_("sans limite de prix"), ("price_from", "price_to")),
        (_("quelle que soit la surface"), ("surface_from", "surface_to")),
        (_("quel que soit le nombre de pièces"), ("rooms_from", "rooms_to")),
        (_("quel que soit le terrain"), ("land_from_m2",)),
        (_("loin d’un bureau partagé aussi"), ("workspace_within_m",)),
    ):
        if any(getattr(criteria, name) is not None for name in names):
            yield words, _replaced(criteria, dict.fromkeys(names))
    for words, name in (
        (_("sans que la fibre soit annoncée"), "needs_fibre"),
        (_("sans place pour un bureau"), "needs_office_room"),
        (_("sans jardin"), "needs_garden"),
    ):
        if getattr(criteria, name):
            yield words, _replaced(criteria, {name: False})
    if criteria.energy_at_least:
        yield _("quelle que soit la classe énergie"), replace(criteria, energy_at_least="")
    if criteria.kinds != EVERY_HOME:
        yield _("maisons et appartements"), replace(criteria, kinds=EVERY_HOME)


def _replaced(criteria: Criteria, cleared: dict[str, Any]) -> Criteria:
    return replace(criteria, **cleared)
