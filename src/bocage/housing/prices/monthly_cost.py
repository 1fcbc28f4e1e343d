"""Monthly cost of a home, from explicit assumptions that the reader can change.

Unknown values (property tax above all) are shown as unknown, and estimates with their method.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.forms.fields import AddressForm
from bocage.housing.criteria.forms import HIGHEST_PRICE, Amount
from bocage.housing.criteria.kinds import Offer
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.market.models.listings import Listing

USUAL_YEARS = 20
USUAL_DEPOSIT_PERCENT = 10
BUYING_COSTS_PERCENT = 8
"""Additional costs of the buyer of an older home, rounded up: duties and the notary."""


class LoanForm(AddressForm):
    """Assumptions of a loan, from the query string; invalid values are ignored."""

    taux = forms.FloatField(
        label=gettext_lazy("Taux (%)"), required=False, min_value=0, max_value=20
    )
    duree = forms.IntegerField(
        label=gettext_lazy("Durée (ans)"), required=False, min_value=1, max_value=40
    )
    apport = Amount(
        label=gettext_lazy("Apport (€)"), required=False, min_value=0, max_value=HIGHEST_PRICE
    )


@dataclass(frozen=True, slots=True)
class Loan:
    """Loan in euros, at a yearly rate in percent, paid back over years by equal months."""

    amount_eur: int
    rate_percent: float
    years: int
    deposit_eur: int
    costs_eur: int

    @property
    def monthly_eur(self) -> int:
        """Returns the constant monthly payment, insurance apart: P·r / (1 - (1+r)^-n)."""
        months = self.years * 12
        rate = self.rate_percent / 1200
        if rate == 0:
            return round(self.amount_eur / months)
        return round(self.amount_eur * rate / (1 - (1 + rate) ** -months))


@dataclass(frozen=True, slots=True)
class CostLine:
    """Part of the monthly cost; `monthly_eur` is None where it is not known."""

    label: str
    monthly_eur: int | None
    method: str


@dataclass(frozen=True, slots=True)
class MonthlyCost:
    """Parts of a cost, and the sum of the known ones."""

    lines: Sequence[CostLine]
    loan: Loan | None

    @property
    def known_eur(self) -> int:
        return sum(line.monthly_eur or 0 for line in self.lines)

    @property
    def is_partial(self) -> bool:
        """True if a part is unknown, so that the cost is higher than the known total."""
        return any(line.monthly_eur is None for line in self.lines)


def monthly_cost(
    home: Dwelling, listings: Sequence[Listing], assumed: dict[str, Any]
) -> MonthlyCost | None:
    """Returns the cost of a home for sale or to rent; None for other offers."""
    if home.offer == Offer.SALE:
        loan = loan_for(home.price_eur, assumed)
        lines = [_repayment(loan), *_running(home, listings), _property_tax()]
        return MonthlyCost(lines, loan)
    if home.offer == Offer.RENTAL:
        return MonthlyCost([_rent(home, listings), *_running(home, listings)], None)
    return None


def loan_for(price_eur: int, assumed: dict[str, Any]) -> Loan:
    """Returns the loan for a price, under the reader's assumptions or the default ones."""
    costs = round(price_eur * BUYING_COSTS_PERCENT / 100)
    deposit = assumed.get("apport")
    if deposit is None:
        deposit = round(price_eur * USUAL_DEPOSIT_PERCENT / 100)
    rate = assumed.get("taux")
    return Loan(
        amount_eur=max(0, price_eur + costs - deposit),
        rate_percent=settings.BOCAGE.loan_rate_percent if rate is None else rate,
        years=assumed.get("duree") or USUAL_YEARS,
        deposit_eur=deposit,
        costs_eur=costs,
    )


def _repayment(loan: Loan) -> CostLine:
    return CostLine(
        _("Remboursement du prêt"),
        loan.monthly_eur,
        _("Mensualités constantes, hors assurance, frais d’acquisition compris."),
    )


def _rent(home: Dwelling, listings: Sequence[Listing]) -> CostLine:
    includes = next((listing.charges_are_included for listing in _by_price(listings)), None)
    return CostLine(
        _("Loyer"),
        home.price_eur,
        _("Charges comprises.") if includes else _("Tel que l’annonce le dit."),
    )


def _running(home: Dwelling, listings: Sequence[Listing]) -> list[CostLine]:
    """Returns the lines of energy and charges, each from the listings or unknown."""
    kwh = next((listing.energy_kwh for listing in listings if listing.energy_kwh is not None), None)
    price = settings.BOCAGE.energy_eur_per_kwh
    energy = None
    method = _("La consommation n’est pas annoncée.")
    if kwh is not None and home.surface_m2 is not None:
        energy = round(kwh * home.surface_m2 * price / 12)
        method = _(
            "%(kwh)d kWh/m²/an d’énergie primaire (diagnostic) × %(surface)d m² × %(price)s € "
            "le kWh, toutes énergies confondues (prix du %(date)s), répartis sur douze mois. "
            "C’est un ordre de grandeur."
        ) % {
            "kwh": kwh,
            "surface": home.surface_m2,
            "price": number_format(price, 2),
            "date": date_format(settings.BOCAGE.prices_dated, "DATE_FORMAT"),
        }
    lines = [CostLine(_("Énergie"), energy, method)]
    cheapest = next(iter(_by_price(listings)), None)
    if cheapest is not None and cheapest.charges_eur and not cheapest.charges_are_included:
        lines.append(
            CostLine(_("Charges"), cheapest.charges_eur, _("Telles que l’annonce les dit."))
        )
    return lines


def _property_tax() -> CostLine:
    return CostLine(_("Taxe foncière"), None, _("Elle n’est pas publiée : demandez-la au vendeur."))


def _by_price(listings: Sequence[Listing]) -> list[Listing]:
    return sorted(
        (listing for listing in listings if listing.is_on_the_market),
        key=lambda listing: (listing.price_eur, listing.pk),
    )
