"""What a household asks of a commune, and how much each wish weighs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

HEAVIEST = 3
MOST_WISHED = 6
USUAL_SURFACE_M2 = 90
WEIGHT_WORDS = (_("peu importe"), _("un plus"), _("important"), _("indispensable"))
"""By weight."""


class Criterion(models.TextChoices):
    """Criteria, in the order in which the page asks for them."""

    FIBRE = "fibre", _("La fibre")
    WORKSPACE = "workspace", _("Un bureau partagé tout près")
    SCHOOLS = "schools", _("Des écoles")
    HEALTH = "health", _("Un médecin et une pharmacie")
    SHOPS = "shops", _("Des commerces")
    STATION = "station", _("Une gare")
    PARIS = "paris", _("Paris pas trop loin en train")
    PRICE = "price", _("Un prix dans notre budget")
    HOMES = "homes", _("Des logements disponibles")
    SETTING = "setting", _("Le cadre de vie")
    NEAR = "near", _("Près des communes qui nous plaisent")
    WELCOME = "welcome", _("Une mairie qui accueille")


USUAL_WEIGHTS: dict[str, int] = {
    Criterion.FIBRE: 2,
    Criterion.WORKSPACE: 2,
    Criterion.SCHOOLS: 1,
    Criterion.HEALTH: 1,
    Criterion.SHOPS: 1,
    Criterion.STATION: 1,
    Criterion.PARIS: 0,
    Criterion.PRICE: 1,
    Criterion.HOMES: 1,
    Criterion.SETTING: 0,
    Criterion.NEAR: 0,
    Criterion.WELCOME: 1,
}


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


HOMES_OF: dict[Offer, tuple[str, ...]] = {
    Offer.SALE: ("sale",),
    Offer.RENTAL: ("rental",),
    Offer.BOTH: ("rental", "sale"),
}
PRICES_OF: dict[Offer, tuple[str, ...]] = {
    Offer.SALE: ("price",),
    Offer.RENTAL: ("rent",),
    Offer.BOTH: ("rent", "price"),
}
"""Of which parts the homes and the prices are made: who rents before they buy asks for both."""


@dataclass(frozen=True, slots=True)
class SuitabilityCriteria:
    """Criteria of a ranking of communes. `wished` are INSEE codes; `weights` go from 0 to 3 by
    criterion.
    """

    weights: Mapping[str, int] = field(default_factory=lambda: dict(USUAL_WEIGHTS))
    schools: tuple[str, ...] = (School.PRIMARY.value,)
    offer: str = Offer.SALE.value
    budget_eur: int | None = None
    """To buy, where one buys."""
    rent_eur: int | None = None
    """A month, where one rents."""
    surface_m2: int = USUAL_SURFACE_M2
    setting: str = Setting.QUIET.value
    wished: tuple[str, ...] = ()
    departement: str = ""

    def weight(self, criterion: str) -> int:
        """Returns the weight of a criterion, from 0 to 3; 0 for nearness without wished
        communes.
        """
        if criterion == Criterion.NEAR and not self.wished:
            return 0
        return min(HEAVIEST, max(0, self.weights.get(criterion, 0)))

    def parts(self, criterion: str) -> tuple[str, ...]:
        """Returns the parts of a criterion: marks of `SuitabilityRow`, or marks computed for the
        request.
        """
        return {
            Criterion.SCHOOLS: self.schools or (School.PRIMARY.value,),
            Criterion.HEALTH: ("doctor", "pharmacy"),
            Criterion.HOMES: HOMES_OF[Offer(self.offer)],
            Criterion.PRICE: PRICES_OF[Offer(self.offer)],
            Criterion.SETTING: (self.setting,),
        }.get(Criterion(criterion), (criterion,))

    @property
    def asked(self) -> list[Criterion]:
        """Criteria whose weight is not zero."""
        return [criterion for criterion in Criterion if self.weight(criterion)]

    @property
    def total(self) -> int:
        """Sum of the weights of all criteria."""
        return sum(self.weight(criterion) for criterion in Criterion)
