"""What a ranking says: each fact in words, with its source and its day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.grammar import at_name, of_name
from bocage.foundation.formatting.money import format_euros, whole_euros
from bocage.foundation.formatting.times import once_in_each_language
from bocage.territory.travel import road_minutes
from bocage.territory.travel_formatting import format_road, format_rough_way
from bocage.welcome.communes.signs_registry import sign_of_kind
from bocage.welcome.suitability.criteria import WEIGHT_WORDS, Criterion, SuitabilityCriteria
from bocage.welcome.suitability.operations.suitability import RankedCommune, Reason

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ToldFact:
    """Fact in words; `source` names its source and date, `url` where to read it."""

    words: str
    source: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ToldReason:
    """Result of a criterion in words, as the page shows it."""

    label: str
    weight: str
    mark: int | None
    facts: tuple[ToldFact, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class SuitabilityCard:
    """Commune as the page shows it. `best` are the facts of the criteria that it meets best."""

    commune: RankedCommune
    number: int
    reasons: tuple[ToldReason, ...]

    @property
    def known(self) -> str:
        """« Connu pour 5 critères sur 8 », or nothing where all is known."""
        asked = len(self.reasons)
        if self.commune.is_whole:
            return ""
        if self.commune.known == asked:
            return _("Connu en partie seulement.")
        return ngettext(
            "Connu pour %(known)s critère sur %(asked)s.",
            "Connu pour %(known)s critères sur %(asked)s.",
            self.commune.known,
        ) % {"known": self.commune.known, "asked": asked}

    @property
    def best(self) -> list[str]:
        """Facts of the three criteria that are met best, the heaviest first."""
        met = [
            (one.weight * (one.mark or 0), told)
            for one, told in zip(self.commune.reasons, self.reasons, strict=True)
            if told.facts and (one.mark or 0) >= GOOD
        ]
        met.sort(key=lambda pair: -pair[0])
        return [told.facts[0].words for _weight, told in met[:MOST_BEST]]


HERE_KM = 1.0
"""What is nearer is close by."""

GOOD = 50
MOST_BEST = 3

PART_WORDS: dict[str, str | Promise] = {
    "fibre": gettext_lazy("la part des logements que la fibre atteint"),
    "workspace": gettext_lazy("le bureau partagé le plus proche"),
    "nursery": gettext_lazy("les crèches"),
    "primary": gettext_lazy("les écoles"),
    "middle": gettext_lazy("les collèges"),
    "high": gettext_lazy("les lycées"),
    "doctor": gettext_lazy("les médecins"),
    "pharmacy": gettext_lazy("les pharmacies"),
    "shops": gettext_lazy("les commerces"),
    "station": gettext_lazy("la gare la plus proche"),
    "paris": gettext_lazy("le temps de train jusqu’à Paris"),
    "price": gettext_lazy("le prix des ventes"),
    "rent": gettext_lazy("les loyers demandés"),
    "sale": gettext_lazy("les logements à vendre"),
    "rental": gettext_lazy("les logements à louer"),
    "quiet": gettext_lazy("la population"),
    "village": gettext_lazy("la population"),
    "town": gettext_lazy("la population"),
    "near": gettext_lazy("sa position"),
    "welcome": gettext_lazy("l’accueil en mairie"),
}
"""What is not known, where it is not."""


def cards_of(
    ranked: Iterable[RankedCommune], criteria: SuitabilityCriteria, *, first: int = 1
) -> list[SuitabilityCard]:
    """Returns the cards of the communes for the page, numbered from `first`; no query."""
    said = _Said.now()
    return [
        SuitabilityCard(one, number, tuple(_reason(each, criteria, said) for each in one.reasons))
        for number, one in enumerate(ranked, first)
    ]


@dataclass(frozen=True, slots=True)
class _Said:
    """What each card says again, in the language of the page."""

    labels: dict[Criterion, str]
    weights: list[str]

    @classmethod
    def now(cls) -> _Said:
        return cls(
            {criterion: str(criterion.label) for criterion in Criterion},
            [str(words) for words in WEIGHT_WORDS],
        )


def _reason(reason: Reason, criteria: SuitabilityCriteria, said: _Said) -> ToldReason:
    missing = ", ".join(dict.fromkeys(str(PART_WORDS[part]) for part in reason.missing))
    return ToldReason(
        label=said.labels[reason.criterion],
        weight=said.weights[reason.weight],
        mark=reason.mark,
        facts=tuple(_told(fact, criteria) for fact in reason.facts),
        missing=_("pas connu : %(what)s") % {"what": missing} if missing else "",
    )


def _told(fact: Told, criteria: SuitabilityCriteria) -> ToldFact:
    kind = fact["kind"]
    sign = sign_of_kind(kind)
    if sign is not None:
        words = sign.words[kind](fact)
    else:
        words = _counted(fact) if kind in COUNTS else OTHERS[kind](fact, criteria)
    return ToldFact(words, _source(fact), fact.get("url", ""))


def _number(value: float) -> str:
    decimals = 0 if float(value).is_integer() else 1
    return number_format(value, decimals)


COUNTS: dict[str, Callable[[int], str]] = {
    "nurseries": lambda count: ngettext("%(count)s crèche", "%(count)s crèches", count),
    "schools": lambda count: ngettext("%(count)s école", "%(count)s écoles", count),
    "middle_schools": lambda count: ngettext("%(count)s collège", "%(count)s collèges", count),
    "high_schools": lambda count: ngettext("%(count)s lycée", "%(count)s lycées", count),
    "doctors": lambda count: ngettext(
        "%(count)s médecin généraliste", "%(count)s médecins généralistes", count
    ),
    "pharmacies": lambda count: ngettext("%(count)s pharmacie", "%(count)s pharmacies", count),
    "shops": lambda count: ngettext(
        "%(count)s commerce d’alimentation", "%(count)s commerces d’alimentation", count
    ),
    "homes_sale": lambda count: ngettext(
        "%(count)s logement à vendre", "%(count)s logements à vendre", count
    ),
    "homes_rental": lambda count: ngettext(
        "%(count)s logement à louer", "%(count)s logements à louer", count
    ),
}


def _counted(fact: Told) -> str:
    count = round(fact["value"])
    words = COUNTS[fact["kind"]](count) % {"count": number_format(count)}
    if "in" not in fact:
        return words
    return _("%(what)s %(there)s, %(way)s") % {
        "what": words,
        "there": _there(fact["in"]),
        "way": _way(fact, fact["km"]),
    }


def _way(fact: Told, kilometres: float) -> str:
    """« à 9 km, environ 15 min en voiture », « tout près »; « à environ 9 km » or « à quelques
    kilomètres » where positions are approximate."""
    metres = kilometres * 1_000
    if fact.get("is_rough"):
        return format_rough_way(metres)
    return format_road(metres, road_minutes(metres))


def _is_here(fact: Told, kilometres: float) -> bool:
    return kilometres < HERE_KM and not fact.get("is_rough")


def _there(commune: str) -> str:
    """« au Mêle-sur-Sarthe »: French contracts the article of a name, other languages do not."""
    if (get_language() or "fr").startswith("fr"):
        return at_name(commune)
    return _("%(at_commune)s") % {"at_commune": at_name(commune)}


def _fibre(fact: Told, _criteria: SuitabilityCriteria) -> str:
    return _("%(percent)s %% des logements raccordables à la fibre") % {
        "percent": _number(fact["value"])
    }


def _station(fact: Told, _criteria: SuitabilityCriteria) -> str:
    told = {
        "name": fact.get("detail", ""),
        "of_name": of_name(fact.get("detail", "")),
        "way": _way(fact, fact["value"]),
    }
    if _is_here(fact, fact["value"]):
        return _("une gare tout près")
    if told["name"]:
        return _("la gare %(of_name)s %(way)s") % told
    return _("une gare %(way)s") % told


def _station_by_road(fact: Told, _criteria: SuitabilityCriteria) -> str:
    return _("une gare à %(minutes)s min par la route") % {"minutes": _number(fact["value"])}


def _paris(fact: Told, _criteria: SuitabilityCriteria) -> str:
    told = {
        "minutes": _number(fact["value"]),
        "name": fact.get("detail", ""),
        "of_name": of_name(fact.get("detail", "")),
    }
    if told["name"]:
        return _("Paris à %(minutes)s min de train %(of_name)s") % told
    return _("Paris à %(minutes)s min de train") % told


def _workspace(fact: Told, _criteria: SuitabilityCriteria) -> str:
    if _is_here(fact, fact["km"]):
        return _("un bureau partagé tout près")
    return _("un bureau partagé %(way)s") % {"way": _way(fact, fact["km"])}


def _near(fact: Told, _criteria: SuitabilityCriteria) -> str:
    if fact["is_wished"]:
        return _("l’une des communes souhaitées")
    return _("une commune souhaitée %(way)s") % {"way": _way(fact, fact["km"])}


def _price(fact: Told, criteria: SuitabilityCriteria) -> str:
    told = {
        "price": whole_euros(fact["value"]),
        "year": fact["year"],
        "sales": number_format(fact["sales"]),
    }
    words = ngettext(
        "%(price)s le m² en %(year)s (%(sales)s vente)",
        "%(price)s le m² en %(year)s (%(sales)s ventes)",
        fact["sales"],
    )
    if criteria.budget_eur is None:
        return words % told
    paid = number_format(round(criteria.budget_eur / fact["value"]))
    return (words + _(" : votre budget y paie %(paid)s m²")) % (told | {"paid": paid})


def _rent(fact: Told, criteria: SuitabilityCriteria) -> str:
    words = ngettext(
        "%(rent)s le m² par mois (loyer médian de %(count)s logement annoncé en deux ans)",
        "%(rent)s le m² par mois (loyer médian de %(count)s logements annoncés en deux ans)",
        fact["homes"],
    )
    told = {
        "rent": format_euros(round(fact["value"] * 100)),
        "count": number_format(fact["homes"]),
    }
    if criteria.rent_eur is None:
        return words % told
    paid = number_format(round(criteria.rent_eur / fact["value"]))
    return (words + _(" : votre loyer y paie %(paid)s m²")) % (told | {"paid": paid})


def _people(fact: Told, _criteria: SuitabilityCriteria) -> str:
    words = ngettext("%(count)s habitant", "%(count)s habitants", fact["value"])
    return words % {"count": number_format(fact["value"], force_grouping=True)}


def _density(fact: Told, _criteria: SuitabilityCriteria) -> str:
    return _("%(density)s habitants au km²") % {"density": _number(fact["value"])}


OTHERS: dict[str, Callable[[Told, SuitabilityCriteria], str]] = {
    "fibre": _fibre,
    "nearest_station": _station,
    "station_minutes": _station_by_road,
    "paris_minutes": _paris,
    "workspace": _workspace,
    "near": _near,
    "price_house": _price,
    "price_apartment": _price,
    "rent": _rent,
    "population": _people,
    "density": _density,
    "no_welcome": lambda _fact, _criteria: _("personne n’est encore désigné en mairie"),
}

OWN_SOURCES: dict[str, str | Promise] = {
    "workspace": gettext_lazy("lieux ouverts ici, temps estimé"),
    "near": gettext_lazy("à vol d’oiseau, temps estimé"),
    "homes_sale": gettext_lazy("annonces suivies ici"),
    "homes_rental": gettext_lazy("annonces suivies ici"),
    "population": gettext_lazy("INSEE, population municipale"),
    "price_house": gettext_lazy("DVF, maisons vendues"),
    "price_apartment": gettext_lazy("DVF, appartements vendus"),
    "rent": gettext_lazy("annonces suivies ici, charges parfois comprises"),
    "no_welcome": gettext_lazy("mandats confiés ici"),
}
"""Of what the instance itself counts, and of what is always the same."""


def _source(fact: Told) -> str:
    """« INSEE, BPE, 1er janvier 2024 »."""
    sign = sign_of_kind(fact["kind"])
    own = sign.source if sign else OWN_SOURCES.get(fact["kind"], "")
    source = str(own) or fact.get("source", "")
    if "on" in fact:
        return _dated(source, fact["on"])
    if fact["kind"] == "population" and fact["year"]:
        return _("%(source)s, %(day)s") % {"source": source, "day": fact["year"]}
    return source


@once_in_each_language
def _dated(source: str, iso: str) -> str:
    day = date_format(date.fromisoformat(iso), "DATE_FORMAT")
    return _("%(source)s, %(day)s") % {"source": source, "day": day}
