"""Titles and descriptions, without the text that the software of an agency adds to all of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bocage.housing.deduplication.record_linkage.vocabulary import (
    Vocabulary,
    plain,
    total_weight,
    words_of,
)

BEGINNING = 160
"""Number of first characters of the description that name the home."""

MIN_BITS = 12.0
"""Least number of bits on both sides for words to be compared: three rare words, or many others."""

TYPES: Mapping[str, str] = {
    "longere": "longere", "pavillon": "pavillon", "moulin": "moulin", "fermette": "fermette",
    "ferme": "ferme", "corps de ferme": "ferme", "maison de bourg": "bourg", "manoir": "manoir",
    "chateau": "manoir", "chalet": "chalet",
    "duplex": "duplex", "studio": "studio", "loft": "loft", "maison de maitre": "maitre",
    "maison de village": "bourg",
}  # fmt: skip
"""Types of home, by the word that is compared."""

_TYPE = re.compile(r"\b(?:" + "|".join(sorted(TYPES, key=len, reverse=True)) + r")s?\b")
_LOT = re.compile(
    r"\b(?:lot|villa|maison|appartement|appt|parcelle)s? (?:n ?o? ?)?([a-z]?\d{1,3})\b"
    r"(?! (?:pieces?|m2?|chambres?|metres|km|min))"
)
_FLOOR = re.compile(r"\b(\d{1,2})(?:er|ere|e|eme|nd|nde)? etage\b")
_GROUND = re.compile(r"\brez de (?:chaussee|jardin)\b")
_KILOMETRES = re.compile(r"\b(\d{1,3}) ?km\b")
_ROOMS = re.compile(r"\b(?:t|f)?(\d{1,2})(?: pieces?| p)\b|\b[tf](\d)\b")
_BEDROOMS = re.compile(r"\b(\d{1,2}) (?:chambres?|ch)\b")
_FIBRE = re.compile(r"\bfibre (?:optique )?(eligible|prevue|raccordee?|raccordable|installee)")


@dataclass(frozen=True)
class Words:
    """Title and description of one listing.

    Derived values are computed lazily, only for listings that are compared.
    """

    title: str = ""
    description: str = ""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    @cached_property
    def plain_title(self) -> str:
        return plain(self.title)

    @cached_property
    def plain_description(self) -> str:
        return plain(self.description)

    @cached_property
    def plain(self) -> str:
        """Returns both texts in lower case without accents nor punctuation, words separated by one
        space.
        """
        return f"{self.plain_title} {self.plain_description}".strip()

    @cached_property
    def own_trigrams(self) -> Mapping[str, float]:
        """Weights of the trigrams that are specific to this home; empty where they total too
        little.
        """
        trigrams = self.vocabulary.trigrams(words_of(self.plain))
        return trigrams if total_weight(trigrams) >= MIN_BITS else {}

    @cached_property
    def types(self) -> frozenset[str]:
        """Type of the home, from the title or else the beginning of the description; empty where
        none is named.
        """
        match = _TYPE.search(self.plain_title) or _TYPE.search(self.plain[:BEGINNING])
        if match is None:
            return frozenset()
        return frozenset((TYPES.get(match.group().removesuffix("s"), match.group()),))

    @cached_property
    def rooms(self) -> frozenset[int]:
        """Numbers of rooms that the title states, or else the description."""
        return _figures(_ROOMS, self.plain_title) or _figures(_ROOMS, self.plain_description)

    @cached_property
    def bedrooms(self) -> frozenset[int]:
        """Numbers of bedrooms that the title states, or else the description."""
        return _figures(_BEDROOMS, self.plain_title) or _figures(_BEDROOMS, self.plain_description)

    @cached_property
    def lots(self) -> frozenset[str]:
        """Numbers of lots, of a residence's villas and flats."""
        return frozenset(_LOT.findall(self.plain))

    @cached_property
    def floors(self) -> frozenset[str]:
        floors = set(_FLOOR.findall(self.plain))
        if _GROUND.search(self.plain):
            floors.add("0")
        return frozenset(floors)

    @cached_property
    def fibre(self) -> frozenset[str]:
        """States of the fibre connection that the text mentions."""
        return frozenset(_FIBRE.findall(self.plain))

    @cached_property
    def kilometres(self) -> frozenset[str]:
        """Distances to the school, the shops or the station that the text mentions."""
        return frozenset(_KILOMETRES.findall(self.plain))


def _figures(pattern: re.Pattern[str], plain: str) -> frozenset[int]:
    figures = (next(filter(None, match.groups())) for match in pattern.finditer(plain))
    return frozenset(int(figure) for figure in figures)
