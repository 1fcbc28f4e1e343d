"""Criteria as a query string, and back. Reading never fails: unknown values are ignored, with a
note.

    /communes/pour-nous/?fibre=3&ecoles=2&niveau=primary&budget=180000&pres-de=61464
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
from bocage.welcome.suitability.household_weights import (
    MAX_WISHED,
    USUAL_SURFACE_M2,
    Offer,
    School,
    Setting,
    SuitabilityCriteria,
)
from bocage.welcome.suitability.ranking_criteria.registry import (
    HEAVIEST,
    ranking_criteria,
    usual_weights,
)
from bocage.welcome.suitability.words import Words

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
MAX_COMPARED = 4


SINGLE_PARAMETERS = (
    *(criterion.word for criterion in ranking_criteria()),
    "offre",
    "budget",
    "loyer",
    "surface",
    "lieu",
    "departement",
    "pres-de-nom",
)
"""Query-string parameters that have a single value."""


@dataclass(frozen=True, slots=True)
class ReadCriteria:
    """Criteria read from a query string, with sentences about the parts that were ignored."""

    criteria: SuitabilityCriteria
    notes: tuple[str, ...]


@dataclass(slots=True)
class NamedCommunes:
    """Communes that a query string names, each once."""

    communes: list[Commune]
    has_too_many: bool = False
    has_unknown: bool = False


def read_criteria(query: QueryDict) -> SuitabilityCriteria:
    """Returns the criteria of a query string, without the notes of `read_criteria_with_notes`."""
    return read_criteria_with_notes(query).criteria


def read_criteria_with_notes(query: QueryDict) -> ReadCriteria:
    """Reads the criteria of a query string; at most one query for each commune in it."""
    requested = {
        criterion.name: _whole(query.get(criterion.word, ""), 0, HEAVIEST)
        for criterion in ranking_criteria()
    }
    has_weights = any(weight is not None for weight in requested.values())
    weights = (
        {name: weight or 0 for name, weight in requested.items()}
        if has_weights
        else usual_weights()
    )
    schools = tuple(
        level for level, word in SCHOOL_WORDS.items() if word in query.getlist("niveau")
    )
    wished = read_communes(query, "pres-de", MAX_WISHED)
    refusal = _add_typed(query, wished)
    criteria = SuitabilityCriteria(
        weights=weights,
        schools=schools or (School.PRIMARY.value,),
        offer=_word(query.get("offre", ""), OFFER_WORDS) or Offer.SALE.value,
        budget_eur=_whole(query.get("budget", ""), LOWEST_BUDGET, HIGHEST_BUDGET),
        rent_eur=_whole(query.get("loyer", ""), LOWEST_RENT, HIGHEST_RENT),
        surface_m2=_whole(query.get("surface", ""), SMALLEST_M2, LARGEST_M2) or USUAL_SURFACE_M2,
        setting=_word(query.get("lieu", ""), SETTING_WORDS) or Setting.QUIET.value,
        wished=tuple(commune.code for commune in wished.communes),
        departement=_departement(query.get("departement", "")),
    )
    return ReadCriteria(criteria, (*_notes(query), *_notes_on_communes(wished), *refusal))


def read_communes(query: QueryDict, word: str, limit: int) -> NamedCommunes:
    """Returns the communes that a query string names, by their current or former codes, each
    once.
    """
    communes: dict[str, Commune] = {}
    codes = list(dict.fromkeys(code for code in query.getlist(word) if code))
    result = NamedCommunes([], has_too_many=len(codes) > limit * 2)
    for code in codes[: limit * 2]:
        commune = resolve_commune(code.upper()) if len(code) == 5 and code.isascii() else None
        if commune is None:
            result.has_unknown = True
        elif len(communes) < limit:
            communes.setdefault(commune.code, commune)
        elif commune.code not in communes:
            result.has_too_many = True
    result.communes = list(communes.values())
    return result


def _add_typed(query: QueryDict, named_communes: NamedCommunes) -> list[str]:
    """Adds the commune whose name was typed, if no suggestion was chosen. Returns the error
    messages if the name matches no commune.
    """
    typed = query.get("pres-de-nom", "").strip()
    if not typed or query.get("pres-de"):
        return []
    try:
        commune = CommuneField(required=False).clean((typed, ""))
    except ValidationError as refusal:
        return list(refusal.messages)
    if commune is not None and commune not in named_communes.communes:
        if len(named_communes.communes) < MAX_WISHED:
            named_communes.communes.append(commune)
        else:
            named_communes.has_too_many = True
    return []


# Notes about ignored values.

NAMES: dict[str, str | Promise | Words] = {
    **{criterion.word: criterion.label for criterion in ranking_criteria()},
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
    if twice := [str(NAMES[word]) for word in SINGLE_PARAMETERS if len(query.getlist(word)) > 1]:
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
    for criterion in ranking_criteria():
        if _is_misread(query, criterion.word, 0, HEAVIEST):
            yield criterion.word
    if any(level not in SCHOOL_WORDS.values() for level in query.getlist("niveau")):
        yield "niveau"
    for word, words in (("offre", OFFER_WORDS), ("lieu", SETTING_WORDS)):
        if (value := query.get(word)) and not _word(value, words):
            yield word
    if (code := query.get("departement", "").strip()) and not _departement(code):
        yield "departement"
    if _is_misread(query, "page", 1, sys.maxsize):
        yield "page"


def _is_misread(query: QueryDict, word: str, lowest: int, highest: int) -> bool:
    value = query.get(word, "").strip()
    return bool(value) and _whole(value, lowest, highest) is None


def _notes_on_communes(named_communes: NamedCommunes) -> list[str]:
    notes = []
    if named_communes.has_unknown:
        notes.append(unknown_commune())
    if named_communes.has_too_many:
        notes.append(
            gettext("%(most)s communes au plus guident le classement : les premières sont gardées.")
            % {"most": MAX_WISHED}
        )
    return notes


def notes_on_comparison(compared: NamedCommunes) -> list[str]:
    """Lists sentences about the communes to compare that were ignored."""
    notes = [unknown_commune()] if compared.has_unknown else []
    if compared.has_too_many:
        notes.append(
            gettext("%(most)s communes au plus se comparent : les premières sont gardées.")
            % {"most": MAX_COMPARED}
        )
    return notes


def unknown_commune() -> str:
    """Returns the sentence about a code that belongs to no commune."""
    return gettext("Une commune de l’adresse n’existe pas : elle est laissée de côté.")


def address_of(criteria: SuitabilityCriteria, **changes: Any) -> str:
    """Returns the criteria as a query string; `changes` adds other parameters."""
    state: dict[str, Any] = {
        criterion.word: criteria.weights.get(criterion.name, 0) for criterion in ranking_criteria()
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


def _whole(value: str, lowest: int, highest: int) -> int | None:
    """Parses a whole number as people type it (« 180 000 € »); None if it is not one."""
    digits = value[:24].translate({ord(character): None for character in " \u00a0\u202f€."})
    if not (digits.isascii() and digits.isdigit()):
        return None
    number = int(digits)
    return number if lowest <= number <= highest else None


def _word(text: str, words: dict[str, str]) -> str:
    return next((value for value, word in words.items() if word == text), "")


def _departement(value: str) -> str:
    code = value.strip().upper()
    return code if code.isascii() and code.isalnum() and 2 <= len(code) <= 3 else ""
