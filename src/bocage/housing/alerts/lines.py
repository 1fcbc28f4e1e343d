"""Line of an alert about one home for one holder of searches: the event, and why it matches.

A line holds JSON-serialisable facts and renders them in the active language, so that mails,
notifications and feeds use the same words. Of a lead it has only what candidates may see: its
commune, its kind, its rough price.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.formatting.typography import NO_BREAK
from bocage.foundation.mail import page_url
from bocage.housing.criteria.formatting import asking_price, euros, pieces
from bocage.housing.criteria.kinds import Offer, PropertyKind
from bocage.housing.leads.models.leads import Lead
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.market.models.facts import MarketFact
from bocage.housing.searches.columns import bounds_of
from bocage.housing.searches.models import SavedSearch
from bocage.territory.geography import distance_between
from bocage.territory.models import Commune
from bocage.territory.travel_formatting import format_way_from

SOON = Lead.Market.SOON.value


@dataclass(frozen=True, kw_only=True)
class AlertLine:
    """Line of an alert about one home. Prices are in euros (per month for rentals), distances in
    metres.

    `market` is an Offer, or « soon » for a lead; `soon_offer` is the expected offer of that lead,
    where it is known. `around` is the centre of the nearest of the searches; `budget_eur` is the
    highest price that one of the searches accepts.
    """

    fact: str
    market: str
    soon_offer: str = ""
    kind: str
    is_lead: bool = False
    home_id: UUID
    title: str = ""
    commune_name: str = ""
    price_eur: int | None = None
    price_to_eur: int | None = None
    previous_price_eur: int | None = None
    rooms: int | None = None
    surface_m2: int | None = None
    distance_m: float | None = None
    around: str = ""
    budget_eur: int | None = None
    enters_the_budget: bool = False
    photo_url: str = ""
    searches: list[str] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """Heading of the line: « Longère de 5 pièces, Mortagne »; for a lead, « Maison à vendre,
        Mortagne ».
        """
        if not self.is_lead:
            return ", ".join(filter(None, [self.title, self.commune_name]))
        markets = {
            "sale": _("à vendre"),
            "rental": _("à louer"),
            SOON: _("bientôt libre"),
            f"{SOON} sale": _("bientôt à vendre"),
            f"{SOON} rental": _("bientôt à louer"),
        }
        market = f"{self.market} {self.soon_offer}".strip()
        kind = capfirst(str(PropertyKind(self.kind).label))
        return f"{kind} {markets[market]}, {self.commune_name}"

    @property
    def price(self) -> str:
        """Price in words: « 180 000 € »; for a lead, its range of prices, or empty."""
        offer = (self.soon_offer or Offer.SALE) if self.market == SOON else self.market
        low, high = self.price_eur, self.price_to_eur
        if self.is_lead and low is not None and high is not None and low != high:
            return _("de %(low)s à %(high)s") % {
                "low": asking_price(low, offer),
                "high": asking_price(high, offer),
            }
        amount = low if low is not None else high
        return "" if amount is None else asking_price(amount, offer)

    @property
    def change(self) -> str:
        """Change in words: « Nouveau », « Le prix baisse : de 200 000 € à 180 000 € », « De retour
        sur le marché », « L’annonce a changé : elle répond maintenant à votre recherche ».
        """
        if self.is_lead:
            return _("Signalé par une mairie, pas encore sur le marché")
        if self.fact == MarketFact.Kind.PRICE_FELL and self.previous_price_eur:
            return _("Le prix baisse : de %(before)s à %(now)s") % {
                "before": asking_price(self.previous_price_eur, self.market),
                "now": self.price,
            }
        if self.fact == MarketFact.Kind.BACK:
            return _("De retour sur le marché")
        if self.fact == MarketFact.Kind.CHANGED:
            return _("L’annonce a changé : elle répond maintenant à votre recherche")
        return _("Nouveau")

    @property
    def reasons(self) -> str:
        """Reasons in words, such as « 4 pièces, 12 km de Mortagne, sous votre budget de 20
        000 € »."""
        return ", ".join(self._reasons())

    def _reasons(self) -> Iterator[str]:
        if self.rooms:
            yield pieces(self.rooms)
        if self.surface_m2:
            yield f"{self.surface_m2}{NO_BREAK}m²"
        if self.distance_m is not None and self.around:
            yield self._way(self.distance_m)
        if self.budget_eur is None or self.is_lead or self.price_eur is None:
            return
        saving = self.budget_eur - self.price_eur
        if self.enters_the_budget:
            yield _("le prix entre dans votre budget")
        elif saving > 0:
            yield _("%(amount)s de moins que votre budget") % {"amount": euros(saving)}

    def _way(self, metres: float) -> str:
        """Returns « à Boitron », « à 12 km de Mortagne »."""
        if self.around == self.commune_name:
            return _("%(at_place)s") % {"at_place": at_name(self.around)}
        return format_way_from(metres, self.around)

    @property
    def url(self) -> str:
        """Returns the whole address of its page, in the active language."""
        return page_url("lead" if self.is_lead else "dwelling", self.home_id)


@dataclass(frozen=True, kw_only=True)
class GoneHome:
    """Home that was announced and has left the market since."""

    home_id: UUID
    title: str
    commune_name: str = ""

    @property
    def heading(self) -> str:
        return ", ".join(filter(None, [self.title, self.commune_name]))

    @property
    def url(self) -> str:
        """Returns the whole address of its page, in the active language."""
        return page_url("dwelling", self.home_id)


def line_of(fact: MarketFact, searches: Sequence[SavedSearch], *, photo_url: str = "") -> AlertLine:
    """Returns the line of a fact for a person whose `searches` it matched; no further query."""
    if fact.dwelling is not None:
        return _dwelling_line(fact, fact.dwelling, searches, photo_url)
    lead = fact.lead
    if lead is None:
        raise ValueError("A fact is about a dwelling or a lead")
    place = lead.commune
    way = _nearest(searches, place.latitude, place.longitude)
    return AlertLine(
        fact=fact.kind,
        market=lead.market,
        soon_offer=lead.soon_offer,
        kind=lead.kind,
        is_lead=True,
        home_id=lead.pk,
        commune_name=place.name,
        price_eur=lead.price_from_eur,
        price_to_eur=lead.price_to_eur,
        distance_m=way.metres if way else None,
        around=way.around.name if way else "",
        searches=[search.name for search in searches],
    )


def _dwelling_line(
    fact: MarketFact, home: Dwelling, searches: Sequence[SavedSearch], photo_url: str
) -> AlertLine:
    budgets = [bounds_of(search.price)[1] for search in searches]
    amounts = [budget for budget in budgets if budget is not None]
    before = fact.previous_price_eur
    fell = fact.kind == MarketFact.Kind.PRICE_FELL and before is not None
    way = _nearest(searches, home.latitude, home.longitude)
    return AlertLine(
        fact=fact.kind,
        market=home.offer,
        kind=home.kind,
        home_id=home.pk,
        title=home.title,
        commune_name=home.commune.name if home.commune else "",
        price_eur=home.price_eur,
        previous_price_eur=before,
        rooms=home.rooms,
        surface_m2=home.surface_m2,
        distance_m=way.metres if way else None,
        around=way.around.name if way else "",
        budget_eur=max(amounts) if len(amounts) == len(budgets) and amounts else None,
        enters_the_budget=bool(
            fell and amounts and len(amounts) == len(budgets) and (before or 0) > max(amounts)
        ),
        photo_url=photo_url,
        searches=[search.name for search in searches],
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """Distance from a home to the centre of the nearest search."""

    metres: float
    around: Commune


def _nearest(
    searches: Sequence[SavedSearch], latitude: float | None, longitude: float | None
) -> _Way | None:
    """Returns the distance to the nearest centre of the searches; None without a centre."""
    if latitude is None or longitude is None:
        return None
    ways = [
        _Way(
            distance_between(search.latitude, search.longitude, latitude, longitude),
            search.commune,
        )
        for search in searches
        if search.latitude is not None and search.longitude is not None and search.commune
    ]
    return min(ways, key=lambda way: way.metres, default=None)
