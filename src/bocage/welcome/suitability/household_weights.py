"""Criteria of a household: its weights and its answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from bocage.welcome.suitability.ranking_criteria.registry import (
    HEAVIEST,
    Criterion,
    find_criterion,
    ranking_criteria,
    usual_weights,
)

MAX_WISHED = 6
USUAL_SURFACE_M2 = 90
WEIGHT_WORDS = (_("peu importe"), _("un plus"), _("important"), _("indispensable"))
"""Labels, indexed by weight."""


class School(models.TextChoices):
    """Levels of school, named as in projects."""

    NURSERY = "nursery", _("crèche")
    PRIMARY = "primary", _("école")
    MIDDLE = "middle", _("collège")
    HIGH = "high", _("lycée")


class Setting(models.TextChoices):
    QUIET = "quiet", _("au calme, à la campagne")
    VILLAGE = "village", _("dans un village vivant")
    TOWN = "town", _("en ville")


class Offer(models.TextChoices):
    SALE = "sale", _("acheter")
    RENTAL = "rental", _("louer")
    BOTH = "both", _("louer, puis acheter")

    @property
    def buys(self) -> bool:
        """True if sales matter, with a budget to buy."""
        return self != Offer.RENTAL

    @property
    def rents(self) -> bool:
        """True if rents matter, with a monthly budget."""
        return self != Offer.SALE


@dataclass(frozen=True, slots=True)
class SuitabilityCriteria:
    """Criteria of a ranking of communes. `wished` are INSEE codes; `weights` go from 0 to 3 by
    criterion.
    """

    weights: Mapping[str, int] = field(default_factory=usual_weights)
    schools: tuple[str, ...] = (School.PRIMARY.value,)
    offer: str = Offer.SALE.value
    budget_eur: int | None = None
    """Budget to buy, for an offer of sale."""
    rent_eur: int | None = None
    """Rent a month, for an offer of rent."""
    surface_m2: int = USUAL_SURFACE_M2
    setting: str = Setting.QUIET.value
    wished: tuple[str, ...] = ()
    departement: str = ""

    def weight(self, name: str) -> int:
        """Returns the weight of a criterion, from 0 to 3; 0 if it does not apply."""
        criterion = find_criterion(name)
        if not criterion.is_applicable(self):
            return 0
        return min(HEAVIEST, max(0, self.weights.get(name, 0)))

    def parts(self, name: str) -> tuple[str, ...]:
        """Returns the names of the parts of a criterion that matter to the household."""
        criterion = find_criterion(name)
        return tuple(part.name for part in criterion.parts_of(self))

    @property
    def weighted(self) -> list[Criterion]:
        """Returns the criteria whose weight is not zero."""
        return [criterion for criterion in ranking_criteria() if self.weight(criterion.name)]

    @property
    def total(self) -> int:
        """Sum of the weights of all criteria."""
        return sum(self.weight(criterion.name) for criterion in ranking_criteria())
