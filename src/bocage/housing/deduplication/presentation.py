"""Presentation of a pair: two listings side by side, their differences, the automatic verdict."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import format_date
from bocage.foundation.formatting.typography import NARROW_NO_BREAK, NO_BREAK
from bocage.housing.criteria.kinds import Offer, PositionPrecision
from bocage.housing.deduplication.models import LinkageVerdict
from bocage.housing.deduplication.reasons import SpokenReason, format_reasons
from bocage.housing.market.models.listings import Listing, ListingPhoto
from bocage.territory.geography import distance_between


@dataclass(frozen=True)
class ComparedFact:
    """Line of the comparison. `state` is same, other, or unsaid where one listing does not state
    it.
    """

    label: str | Promise
    first: str
    second: str
    state: str


@dataclass(frozen=True)
class ComparedPair:
    """Doubtful pair as its page shows it."""

    verdict: LinkageVerdict
    first: Listing
    second: Listing
    facts: list[ComparedFact]
    reasons: list[SpokenReason]
    distance_m: float | None

    @property
    def sides(self) -> tuple[Listing, Listing]:
        return self.first, self.second

    @property
    def reasons_for(self) -> list[SpokenReason]:
        return [reason for reason in self.reasons if reason.is_for]

    @property
    def reasons_against(self) -> list[SpokenReason]:
        return [reason for reason in self.reasons if not reason.is_for]

    @property
    def pins(self) -> list[dict[str, Any]]:
        """Returns the two positions for the map, where they are known."""
        return [
            {
                "id": str(listing.pk),
                "url": reverse("dwelling_listings", args=[listing.dwelling_id]),
                "name": f"{listing.source.name}{NO_BREAK}: {listing.title}",
                "latitude": listing.latitude,
                "longitude": listing.longitude,
            }
            for listing in self.sides
            if listing.latitude is not None and listing.dwelling_id is not None
        ]


def read_pair(verdicts: QuerySet[LinkageVerdict], key: UUID | None = None) -> LinkageVerdict | None:
    """Returns a verdict with its listings, their sources, communes and photos: three queries."""
    photos = ListingPhoto.objects.filter(state=ListingPhoto.State.READ).order_by("position")
    selected = verdicts.filter(pk=key) if key else verdicts
    return (
        selected.select_related(
            "first__source__departement",
            "first__commune__departement",
            "first__commune__epci",
            "second__source__departement",
            "second__commune__departement",
            "second__commune__epci",
        )
        .prefetch_related(
            Prefetch("first__photos", queryset=photos, to_attr="read_photos"),
            Prefetch("second__photos", queryset=photos, to_attr="read_photos"),
        )
        .first()
    )


def compared(verdict: LinkageVerdict) -> ComparedPair:
    """Returns the pair as its page shows it."""
    first, second = verdict.first, verdict.second
    distance = None
    if first.latitude is not None and second.latitude is not None:
        distance = distance_between(
            first.latitude, first.longitude or 0, second.latitude, second.longitude or 0
        )
    return ComparedPair(
        verdict=verdict,
        first=first,
        second=second,
        facts=[
            _compare(label, format_fact(first), format_fact(second))
            for label, format_fact in FACTS
            if format_fact(first) or format_fact(second)
        ],
        reasons=format_reasons(verdict.reasons),
        distance_m=distance,
    )


def _compare(label: str | Promise, first: str, second: str) -> ComparedFact:
    if not first or not second:
        state = "unsaid"
    else:
        state = "same" if first.casefold() == second.casefold() else "other"
    return ComparedFact(label, first, second, state)


def _number(value: Any, unit: str = "") -> str:
    if value is None:
        return ""
    text = f"{float(value):,.2f}".rstrip("0").rstrip(".")
    text = text.replace(",", NARROW_NO_BREAK).replace(".", _(","))
    return f"{text}{NO_BREAK}{unit}" if unit else text


def format_price(listing: Listing) -> str:
    """Returns a text such as « 231 000 € », « 650 € par mois »."""
    price = _number(listing.price_eur, "€")
    if listing.offer == Offer.RENTAL:
        return _("%(price)s par mois") % {"price": price}
    return price


def _place(listing: Listing) -> str:
    town = listing.commune.name if listing.commune else listing.town
    return f"{town} ({listing.postcode})" if listing.postcode else town


def _diagnosis(letter: str, figure: int | None, unit: str) -> str:
    return " · ".join(part for part in (letter, _number(figure, unit)) if part)


def _precision(listing: Listing) -> str:
    if not listing.position_precision:
        return ""
    return str(PositionPrecision(listing.position_precision).label)


FACTS: tuple[tuple[str | Promise, Callable[[Listing], str]], ...] = (
    (gettext_lazy("Bien"), lambda listing: str(listing.get_kind_display())),
    (gettext_lazy("Commune"), _place),
    (gettext_lazy("Quartier"), lambda listing: listing.district),
    (gettext_lazy("Prix"), format_price),
    (gettext_lazy("Surface"), lambda listing: _number(listing.surface_m2, "m²")),
    (gettext_lazy("Terrain"), lambda listing: _number(listing.land_m2, "m²")),
    (gettext_lazy("Pièces"), lambda listing: _number(listing.rooms)),
    (gettext_lazy("Chambres"), lambda listing: _number(listing.bedrooms)),
    (gettext_lazy("Construit en"), lambda listing: str(listing.built_year or "")),
    (
        gettext_lazy("Énergie"),
        lambda listing: _diagnosis(listing.energy_class, listing.energy_kwh, "kWh/m²"),
    ),
    (
        gettext_lazy("Climat"),
        lambda listing: _diagnosis(listing.emissions_class, listing.emissions_kg, "kg/m²"),
    ),
    (gettext_lazy("Position connue"), _precision),
    (gettext_lazy("Vue depuis le"), lambda listing: format_date(listing.first_seen_at.date())),
)
