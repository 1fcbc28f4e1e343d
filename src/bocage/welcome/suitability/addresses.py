"""Criteria as the words of an address, and back. Reading never fails: nonsense is left aside.

`/communes/pour-nous/?fibre=3&ecoles=2&niveau=primary&budget=180000&pres-de=61464`
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from bocage.territory.models import Commune, resolve_commune
from bocage.welcome.suitability.criteria import (
    HEAVIEST,
    MOST_WISHED,
    USUAL_SURFACE_M2,
    USUAL_WEIGHTS,
    Criterion,
    Offer,
    School,
    Setting,
    SuitabilityCriteria,
)

WORDS: dict[str, str] = {
    Criterion.FIBRE: "fibre",
    Criterion.WORKSPACE: "bureau",
    Criterion.SCHOOLS: "ecoles",
    Criterion.HEALTH: "sante",
    Criterion.SHOPS: "commerces",
    Criterion.STATION: "gare",
    Criterion.PARIS: "paris",
    Criterion.PRICE: "prix",
    Criterion.HOMES: "logements",
    Criterion.SETTING: "cadre",
    Criterion.NEAR: "proximite",
    Criterion.WELCOME: "accueil",
}
"""The word of each weight."""

SCHOOL_WORDS = {
    School.NURSERY.value: "creche",
    School.PRIMARY.value: "ecole",
    School.MIDDLE.value: "college",
    School.HIGH.value: "lycee",
}
SETTING_WORDS = {
    Setting.QUIET.value: "calme",
    Setting.VILLAGE.value: "village",
    Setting.TOWN.value: "ville",
}
OFFER_WORDS = {Offer.SALE.value: "vente", Offer.RENTAL.value: "location"}
LOWEST_BUDGET, HIGHEST_BUDGET = 1_000, 50_000_000
SMALLEST_M2, LARGEST_M2 = 9, 1_000
MOST_COMPARED = 4


def read_criteria(query: QueryDict) -> SuitabilityCriteria:
    """What the words of an address ask; one query for each commune that it names, at most."""
    told = {
        criterion: _whole(query.get(word, ""), 0, HEAVIEST) for criterion, word in WORDS.items()
    }
    anything = any(weight is not None for weight in told.values())
    weights = (
        {criterion: weight or 0 for criterion, weight in told.items()}
        if anything
        else dict(USUAL_WEIGHTS)
    )
    schools = tuple(
        level for level, word in SCHOOL_WORDS.items() if word in query.getlist("niveau")
    )
    return SuitabilityCriteria(
        weights=weights,
        schools=schools or (School.PRIMARY.value,),
        offer=_word(query.get("offre", ""), OFFER_WORDS) or Offer.SALE.value,
        budget_eur=_whole(query.get("budget", ""), LOWEST_BUDGET, HIGHEST_BUDGET),
        surface_m2=_whole(query.get("surface", ""), SMALLEST_M2, LARGEST_M2) or USUAL_SURFACE_M2,
        setting=_word(query.get("lieu", ""), SETTING_WORDS) or Setting.QUIET.value,
        wished=tuple(commune.code for commune in read_communes(query, "pres-de", MOST_WISHED)),
        departement=_departement(query.get("departement", "")),
    )


def read_communes(query: QueryDict, word: str, most: int) -> list[Commune]:
    """The communes that an address names, by their codes of today or of before, each once."""
    found: dict[str, Commune] = {}
    for code in query.getlist(word)[: most * 2]:
        commune = resolve_commune(code.upper()) if len(code) == 5 and code.isascii() else None
        if commune is not None and len(found) < most:
            found.setdefault(commune.code, commune)
    return list(found.values())


def address_of(criteria: SuitabilityCriteria, **changes: Any) -> str:
    """The criteria as what follows the question mark; with `changes`, other words besides."""
    state: dict[str, Any] = {
        word: criteria.weights.get(criterion, 0) for criterion, word in WORDS.items()
    }
    if criteria.schools != (School.PRIMARY.value,):
        state["niveau"] = [SCHOOL_WORDS[level] for level in criteria.schools]
    if criteria.offer != Offer.SALE:
        state["offre"] = OFFER_WORDS[criteria.offer]
    if criteria.budget_eur is not None:
        state["budget"] = criteria.budget_eur
    if criteria.surface_m2 != USUAL_SURFACE_M2:
        state["surface"] = criteria.surface_m2
    if criteria.setting != Setting.QUIET:
        state["lieu"] = SETTING_WORDS[criteria.setting]
    if criteria.wished:
        state["pres-de"] = list(criteria.wished)
    if criteria.departement:
        state["departement"] = criteria.departement
    return urlencode(state | changes, doseq=True)


def pairs_of(address: str) -> Sequence[tuple[str, str]]:
    """The words of an address, for the hidden fields of a form that keeps them."""
    query = QueryDict(address)
    return [(name, value) for name in query for value in query.getlist(name)]


def _whole(told: str, lowest: int, highest: int) -> int | None:
    """A whole number as people type it (« 180 000 € »), or None."""
    digits = told[:24].translate({ord(each): None for each in " \u00a0\u202f€."})
    if not (digits.isascii() and digits.isdigit()):
        return None
    number = int(digits)
    return number if lowest <= number <= highest else None


def _word(told: str, words: dict[str, str]) -> str:
    return next((value for value, word in words.items() if word == told), "")


def _departement(told: str) -> str:
    code = told.strip().upper()
    return code if code.isascii() and code.isalnum() and 2 <= len(code) <= 3 else ""
