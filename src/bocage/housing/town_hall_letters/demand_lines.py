"""Housing demand around a commune, in the few lines of its weekly mail."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bocage.housing.criteria.kinds import Offer
from bocage.housing.demand.demand import (
    Demand,
    OfferDemand,
    budget_words,
    most_requested,
    size_words,
)


@dataclass(frozen=True, kw_only=True)
class Sought:
    """Households that look for a sale, or for a rental, and their most frequent requirements.

    `rooms` and `budget` are keys of the demand, empty where there is nothing to show; `households`
    is None where it may not be shown.
    """

    offer: str
    households: int | None
    rooms: str = ""
    budget: str = ""

    @property
    def words(self) -> str:
        """Returns « 12 pour acheter, surtout 4 pièces ou plus, de 100 000 € à 150 000 € »."""
        criteria = ", ".join(filter(None, [self._size(), self._budget()]))
        households = _("pour acheter") if self.offer == Offer.SALE else _("pour louer")
        if self.households is not None:
            households = _("%(count)d %(households)s") % {
                "count": self.households,
                "households": households,
            }
        return (
            _("%(households)s, surtout %(criteria)s")
            % {"households": households, "criteria": criteria}
            if criteria
            else households
        )

    def _size(self) -> str:
        return size_words(self.rooms) if self.rooms else ""

    def _budget(self) -> str:
        if not self.budget:
            return ""
        words = budget_words(self.offer, self.budget)
        return _("%(price)s par mois") % {"price": words} if self.offer == Offer.RENTAL else words


def sought_in(demand: Demand) -> list[Sought]:
    """Returns a line for buyers and one for renters, if there are enough of them to be shown.

    If one of the two is hidden, the other has no number, since it could be subtracted from the
    total.
    """
    is_safe = all(offer.households.value is not None for offer in demand.offers)
    lines = [
        _sought(offer, is_safe) for offer in demand.offers if offer.households.value is not None
    ]
    return [line for line in lines if line.households is not None or line.rooms or line.budget]


def _sought(offer: OfferDemand, is_safe: bool) -> Sought:
    return Sought(
        offer=offer.offer,
        households=offer.households.value if is_safe else None,
        rooms=most_requested(offer.by_rooms),
        budget=most_requested(offer.by_budget),
    )
