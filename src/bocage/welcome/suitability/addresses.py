"""Criteria as the words of an address, and back. Reading never fails: nonsense is left aside, and
said.

`/communes/pour-nous/?fibre=3&ecoles=2&niveau=primary&budget=180000&pres-de=61464`
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.money import whole_euros
from bocage.territory.forms import CommuneField
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
OFFER_WORDS = {
    Offer.SALE.value: "vente",
    Offer.RENTAL.value: "location",
    Offer.BOTH.value: "location-puis-vente",
}
LOWEST_BUDGET, HIGHEST_BUDGET = 1_000, 50_000_000
LOWEST_RENT, HIGHEST_RENT = 1, 20_000
SMALLEST_M2, LARGEST_M2 = 9, 1_000
MOST_COMPARED = 4


WORDS_AT_ONCE = (
    *WORDS.values(),
    "offre",
    "budget",
    "loyer",
    "surface",
    "lieu",
    "departement",
    "pres-de-nom",
)
"""What an address says once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Criteria read from a query string, with sentences about the parts that were ignored."""

    criteria: SuitabilityCriteria
    notes: tuple[str, ...]


@dataclass(slots=True)
class NamedCommunes:
    """Communes that a query string names, each once."""

    found: list[Commune]
    too_many: bool = False
    unknown: bool = False


def read_criteria(query: QueryDict) -> SuitabilityCriteria:
    """Returns the criteria of a query string, without the notes of `read_asked`."""
    return read_asked(query).criteria


def read_asked(query: QueryDict) -> Asked:
    """Reads the criteria of a query string; at most one query for each commune that it names."""
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
    wished = read_communes(query, "pres-de", MOST_WISHED)
    refusal = _add_typed(query, wished)
    criteria = SuitabilityCriteria(
        weights=weights,
        schools=schools or (School.PRIMARY.value,),
        offer=_word(query.get("offre", ""), OFFER_WORDS) or Offer.SALE.value,
        budget_eur=_whole(query.get("budget", ""), LOWEST_BUDGET, HIGHEST_BUDGET),
        rent_eur=_whole(query.get("loyer", ""), LOWEST_RENT, HIGHEST_RENT),
        surface_m2=_whole(query.get("surface", ""), SMALLEST_M2, LARGEST_M2) or USUAL_SURFACE_M2,
        setting=_word(query.get("lieu", ""), SETTING_WORDS) or Setting.QUIET.value,
        wished=tuple(commune.code for commune in wished.found),
        departement=_departement(query.get("departement", "")),
    )
    return Asked(criteria, (*_notes(query), *_notes_on_communes(wished), *refusal))


def read_communes(query: QueryDict, word: str, limit: int) -> NamedCommunes:
    """Returns the communes that a query string names, by their current or former codes, each
    once.
    """
    communes: dict[str, Commune] = {}
    codes = list(dict.fromkeys(code for code in query.getlist(word) if code))
    named = NamedCommunes([], too_many=len(codes) > limit * 2)
    for code in codes[: limit * 2]:
        commune = resolve_commune(code.upper()) if len(code) == 5 and code.isascii() else None
        if commune is None:
            named.unknown = True
        elif len(communes) < limit:
            communes.setdefault(commune.code, commune)
        elif commune.code not in communes:
            named.too_many = True
    named.found = list(communes.values())
    return named


def _add_typed(query: QueryDict, named_communes: NamedCommunes) -> list[str]:
    """Adds the commune whose name was typed without a suggestion taken, as without a script.

    Answers the sentence that says why it is none.
    """
    typed = query.get("pres-de-nom", "").strip()
    if not typed or query.get("pres-de"):
        return []
    try:
        commune = CommuneField(required=False).clean((typed, ""))
    except ValidationError as refusal:
        return list(refusal.messages)
    if commune is not None and commune not in named_communes.found:
        if len(named_communes.found) < MOST_WISHED:
            named_communes.found.append(commune)
        else:
            named_communes.too_many = True
    return []


# What is said of what was not understood.

NAMES: dict[str, str | Promise] = {
    **{word: Criterion(criterion).label for criterion, word in WORDS.items()},
    "niveau": _("les écoles"),
    "offre": _("acheter ou louer"),
    "lieu": _("le cadre de vie"),
    "departement": _("le département"),
    "page": _("la page"),
    "budget": _("le budget"),
    "loyer": _("le loyer"),
    "surface": _("la surface"),
    "pres-de-nom": _("la commune à ajouter"),
}


def _notes(query: QueryDict) -> list[str]:
    notes = []
    if misread := [str(NAMES[word]) for word in _misread(query)]:
        notes.append(
            gettext("Nous avons laissé de côté ce que nous n’avons pas compris : %(what)s.")
            % {"what": ", ".join(misread)}
        )
    if twice := [str(NAMES[word]) for word in WORDS_AT_ONCE if len(query.getlist(word)) > 1]:
        notes.append(
            gettext("Dit plusieurs fois, et lu la dernière : %(what)s.")
            % {"what": ", ".join(twice)}
        )
    if _is_misread(query, "budget", LOWEST_BUDGET, HIGHEST_BUDGET):
        notes.append(
            gettext("Le budget n’a pas été compris : écrivez un montant entre %(low)s et %(high)s.")
            % {"low": whole_euros(LOWEST_BUDGET), "high": whole_euros(HIGHEST_BUDGET)}
        )
    if _is_misread(query, "loyer", LOWEST_RENT, HIGHEST_RENT):
        notes.append(
            gettext("Le loyer n’a pas été compris : écrivez un montant entre %(low)s et %(high)s.")
            % {"low": whole_euros(LOWEST_RENT), "high": whole_euros(HIGHEST_RENT)}
        )
    if _is_misread(query, "surface", SMALLEST_M2, LARGEST_M2):
        notes.append(
            gettext(
                "La surface n’a pas été comprise : écrivez un nombre entre %(low)s et %(high)s."
            )
            % {"low": SMALLEST_M2, "high": LARGEST_M2}
        )
    return notes


def _misread(query: QueryDict) -> Iterator[str]:
    for word in WORDS.values():
        if _is_misread(query, word, 0, HEAVIEST):
            yield word
    if any(level not in SCHOOL_WORDS.values() for level in query.getlist("niveau")):
        yield "niveau"
    for word, words in (("offre", OFFER_WORDS), ("lieu", SETTING_WORDS)):
        if (told := query.get(word)) and not _word(told, words):
            yield word
    if (told := query.get("departement", "").strip()) and not _departement(told):
        yield "departement"
    if _is_misread(query, "page", 1, sys.maxsize):
        yield "page"


def _is_misread(query: QueryDict, word: str, lowest: int, highest: int) -> bool:
    told = query.get(word, "").strip()
    return bool(told) and _whole(told, lowest, highest) is None


def _notes_on_communes(named_communes: NamedCommunes) -> list[str]:
    notes = []
    if named_communes.unknown:
        notes.append(unknown_commune())
    if named_communes.too_many:
        notes.append(
            gettext("%(most)s communes au plus guident le classement : les premières sont gardées.")
            % {"most": MOST_WISHED}
        )
    return notes


def notes_on_comparison(compared: NamedCommunes) -> list[str]:
    """Lists sentences about the communes to compare that were ignored."""
    notes = [unknown_commune()] if compared.unknown else []
    if compared.too_many:
        notes.append(
            gettext("%(most)s communes au plus se comparent : les premières sont gardées.")
            % {"most": MOST_COMPARED}
        )
    return notes


def unknown_commune() -> str:
    """Returns the sentence about a code that belongs to no commune."""
    return gettext("Une commune de l’adresse n’existe pas : elle est laissée de côté.")


def address_of(criteria: SuitabilityCriteria, **changes: Any) -> str:
    """Returns the criteria as a query string; `changes` adds other parameters."""
    state: dict[str, Any] = {
        word: criteria.weights.get(criterion, 0) for criterion, word in WORDS.items()
    }
    if criteria.schools != (School.PRIMARY.value,):
        state["niveau"] = [SCHOOL_WORDS[level] for level in criteria.schools]
    if criteria.offer != Offer.SALE:
        state["offre"] = OFFER_WORDS[criteria.offer]
    if criteria.budget_eur is not None:
        state["budget"] = criteria.budget_eur
    if criteria.rent_eur is not None:
        state["loyer"] = criteria.rent_eur
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
    """Returns the names and values of a query string, for the hidden fields of a form."""
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
