"""Criterion: the surface that a budget pays, to buy or a month; without a budget, the price
level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format

from bocage.foundation.formatting.money import format_euros, whole_euros
from bocage.housing.models import CommunePrice
from bocage.housing.prices.rents import AskingRent, asking_rents
from bocage.territory.models import Commune
from bocage.welcome.communes.signs_registry import Ramp
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.suitability.commune_facts import CommuneFacts, Fact
from bocage.welcome.suitability.household_weights import Offer, SuitabilityCriteria
from bocage.welcome.suitability.ranking_criteria.registry import (
    BatchReader,
    FactWords,
    Measure,
    Part,
    SqlMark,
    StoredNumber,
    ranking_criterion,
)
from bocage.welcome.suitability.words import CountWords, Words

USUAL_WEIGHT = 1
RENT = Ramp(6, 14)
"""Euros a month by square metre, without a monthly budget."""
DEAR_EUR_M2, CHEAP_EUR_M2 = 3_500, 1_000
"""Sale prices that are worth 0 and 100, without a budget to buy."""
HALF = 0.5
"""Share of the surface at which a budget is worth 0; a budget that pays all of it is worth 100."""

PARTS_OF_OFFER: dict[Offer, tuple[str, ...]] = {
    Offer.SALE: ("price",),
    Offer.RENTAL: ("rent",),
    Offer.BOTH: ("rent", "price"),
}


@dataclass(frozen=True, slots=True)
class SoldPrice:
    """Sale price of houses (else flats) in a year, in euros by square metre."""

    eur_m2: int
    year: int
    sales: int
    kind: str


@dataclass(frozen=True, slots=True)
class Prices:
    """Sale price and rent of a commune, where known."""

    sold: SoldPrice | None = None
    rent: AskingRent | None = None


def _reader(today: date) -> BatchReader:
    def read(communes: Sequence[Commune]) -> Mapping[str, Prices]:
        codes = [commune.code for commune in communes]
        sold, rents = _sold_prices(codes), asking_rents(codes, today)
        return {code: Prices(sold.get(code), rents.get(code)) for code in {*sold, *rents}}

    return read


def _sold_prices(codes: Sequence[str]) -> dict[str, SoldPrice]:
    """Maps communes to the price of houses in the last year; of flats where no house was sold."""
    rows = (
        CommunePrice.objects.filter(commune__in=codes, kind__in=("house", "apartment"))
        .order_by("commune", "-kind", "-year")
        .distinct("commune")
        .values_list("commune", "median_eur_m2", "year", "sales", "kind")
    )
    return {code: SoldPrice(eur, year, sales, kind) for code, eur, year, sales, kind in rows}


def _prices_of(commune: CommuneFacts) -> Prices:
    prices: Prices = commune.measures.get("price", Prices())
    return prices


# To buy.


def _measure_price(commune: CommuneFacts) -> Measure | None:
    """Returns the fact alone: its mark depends on the budget."""
    sold = _prices_of(commune).sold
    if sold is None:
        return None
    return Measure(
        None,
        [
            {
                "kind": f"price_{sold.kind}",
                "value": sold.eur_m2,
                "sales": sold.sales,
                "year": sold.year,
                "source": "DVF",
            }
        ],
    )


def _price_eur_m2(commune: CommuneFacts) -> int | None:
    sold = _prices_of(commune).sold
    return sold.eur_m2 if sold else None


def _price_sql(criteria: SuitabilityCriteria) -> SqlMark:
    if criteria.budget_eur is None:
        worth = "(%(dear)s - price_eur_m2) * 100 / %(span)s"
        parameters = {"dear": DEAR_EUR_M2, "span": DEAR_EUR_M2 - CHEAP_EUR_M2}
    else:
        worth = "%(pays)s / price_eur_m2 - 100"
        parameters = {"pays": round(criteria.budget_eur * _by_m2(criteria))}
    mark = f"CASE WHEN price_eur_m2 IS NOT NULL THEN least(100, greatest(0, {worth})) END"
    return SqlMark(mark, parameters)


def _by_m2(criteria: SuitabilityCriteria) -> float:
    """Returns the points of each euro of a budget, times the price by square metre."""
    return 100 / HALF / criteria.surface_m2


SOLD_AT = CountWords(
    fr=(
        "%(price)s le m² en %(year)s (%(sales)s vente)",
        "%(price)s le m² en %(year)s (%(sales)s ventes)",
    ),
    en=(
        "%(price)s per m² in %(year)s (%(sales)s sale)",
        "%(price)s per m² in %(year)s (%(sales)s sales)",
    ),
)
BUDGET_PAYS = Words(
    fr="\u00a0: votre budget y paie %(paid)s m²", en=": your budget pays %(paid)s m² there"
)


def _price_text(fact: Fact, criteria: SuitabilityCriteria) -> str:
    text = SOLD_AT.of(fact["sales"]) % {
        "price": whole_euros(fact["value"]),
        "year": fact["year"],
        "sales": number_format(fact["sales"]),
    }
    if criteria.budget_eur is None:
        return text
    return text + BUDGET_PAYS % {"paid": number_format(round(criteria.budget_eur / fact["value"]))}


# To rent.


def _measure_rent(commune: CommuneFacts) -> Measure | None:
    rent = _prices_of(commune).rent
    if rent is None:
        return None
    return Measure(
        RENT.mark(rent.eur_m2),
        [
            {
                "kind": "rent",
                "value": rent.eur_m2,
                "homes": rent.homes,
                "on": commune.today.isoformat(),
            }
        ],
    )


def _rent_cents_m2(commune: CommuneFacts) -> int | None:
    rent = _prices_of(commune).rent
    return round(rent.eur_m2 * 100) if rent else None


def _rent_sql(criteria: SuitabilityCriteria) -> SqlMark | None:
    if criteria.rent_eur is None:
        return None
    worth = "least(100, greatest(0, %(rents)s / rent_cents_m2 - 100))"
    return SqlMark(
        f"CASE WHEN rent_cents_m2 IS NOT NULL THEN {worth} END",
        {"rents": round(criteria.rent_eur * 100 * _by_m2(criteria))},
    )


RENTED_AT = CountWords(
    fr=(
        "%(rent)s le m² par mois (loyer médian de %(count)s logement annoncé en deux ans)",
        "%(rent)s le m² par mois (loyer médian de %(count)s logements annoncés en deux ans)",
    ),
    en=(
        "%(rent)s per m² a month (median rent of %(count)s home announced in two years)",
        "%(rent)s per m² a month (median rent of %(count)s homes announced in two years)",
    ),
)
RENT_PAYS = Words(
    fr="\u00a0: votre loyer y paie %(paid)s m²", en=": your rent pays for %(paid)s m² there"
)


def _rent_text(fact: Fact, criteria: SuitabilityCriteria) -> str:
    text = RENTED_AT.of(fact["homes"]) % {
        "rent": format_euros(round(fact["value"] * 100)),
        "count": number_format(fact["homes"]),
    }
    if criteria.rent_eur is None:
        return text
    return text + RENT_PAYS % {"paid": number_format(round(criteria.rent_eur / fact["value"]))}


def _project_weight(project: SettlementProject, criteria: SuitabilityCriteria) -> int:
    """Returns 2 with a budget; without one, the usual weight if the household rents, else 0."""
    offer = Offer(criteria.offer)
    if (offer.buys and project.budget_eur) or (offer.rents and project.rent_eur):
        return 2
    return USUAL_WEIGHT if offer.rents else 0


ranking_criterion(
    name="price",
    rank=80,
    label=Words(fr="Un prix dans notre budget", en="A price within our budget"),
    word="prix",
    usual_weight=USUAL_WEIGHT,
    project_weight=_project_weight,
    selected_parts=lambda criteria: PARTS_OF_OFFER[Offer(criteria.offer)],
    reader=_reader,
    parts=[
        Part(
            name="price",
            missing=Words(fr="le prix des ventes", en="the price of sales"),
            measure=_measure_price,
            is_stored=False,
            number=StoredNumber("price_eur_m2", _price_eur_m2),
            sql=_price_sql,
            facts={
                "price_house": FactWords(
                    _price_text, Words(fr="DVF, maisons vendues", en="DVF, houses sold")
                ),
                "price_apartment": FactWords(
                    _price_text, Words(fr="DVF, appartements vendus", en="DVF, flats sold")
                ),
            },
        ),
        Part(
            name="rent",
            missing=Words(fr="les loyers demandés", en="the rents asked"),
            measure=_measure_rent,
            number=StoredNumber("rent_cents_m2", _rent_cents_m2),
            sql=_rent_sql,
            facts={
                "rent": FactWords(
                    _rent_text,
                    Words(
                        fr="annonces suivies ici, charges parfois comprises",
                        en="listings followed here, charges sometimes included",
                    ),
                )
            },
        ),
    ],
)
