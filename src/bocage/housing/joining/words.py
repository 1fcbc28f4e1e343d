"""Titles and descriptions, without what an agency's software writes in all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bocage.territory.spelling import plain_words

SHINGLE = 4
"""Words in a row that are compared with the other listings of the agency."""

FEWEST_REPEATS = 3
LARGEST_SHARE = 0.05
"""What stands in at least three listings of an agency, and in one of twenty, is its template."""

FEWEST_COMMON = 5
LARGEST_SHARE_OF_ALL = 0.02

BEGINNING = 160
"""Letters of the description in which it says what it is about."""

SHORTEST_TEXT = 40
"""Letters that must be left on both sides for the words to say anything."""

TYPES: Mapping[str, str] = {
    "longere": "longere", "pavillon": "pavillon", "moulin": "moulin", "fermette": "fermette",
    "ferme": "ferme", "corps de ferme": "ferme", "maison de bourg": "bourg", "manoir": "manoir",
    "chateau": "manoir", "chalet": "chalet",
    "duplex": "duplex", "studio": "studio", "loft": "loft", "maison de maitre": "maitre",
    "maison de village": "bourg",
}  # fmt: skip
"""What a home is called, by the word that the reasoning compares."""

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
_TAG = re.compile(r"<[^>]{0,200}>")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Words:
    """The title and the description of one listing.

    What compares them is worked out once, and only for the listings that are compared.
    """

    title: str = ""
    description: str = ""
    boilerplate: Boilerplate | None = None

    @cached_property
    def plain_title(self) -> str:
        return _plain(self.title)

    @cached_property
    def plain_description(self) -> str:
        return _plain(self.description)

    @cached_property
    def plain(self) -> str:
        """Both in small letters without accents nor signs, one space apart."""
        return f"{self.plain_title} {self.plain_description}".strip()

    @cached_property
    def own(self) -> frozenset[str]:
        """The trigrams of what only this home's listings say, cut as PostgreSQL's pg_trgm does."""
        words = _NUMBER.sub(" ", self.plain).split()
        if self.boilerplate is not None:
            words = self.boilerplate.without(words)
        text = " ".join(words)
        if len(text) < SHORTEST_TEXT:
            return frozenset()
        return frozenset(
            f"  {word} "[at : at + 3] for word in set(words) for at in range(len(word) + 1)
        )

    @cached_property
    def types(self) -> frozenset[str]:
        """What the home is called, in the title or else at the beginning of the description."""
        found = _TYPE.search(self.plain_title) or _TYPE.search(self.plain[:BEGINNING])
        if found is None:
            return frozenset()
        return frozenset((TYPES.get(found.group().removesuffix("s"), found.group()),))

    @cached_property
    def rooms(self) -> frozenset[int]:
        """How many rooms the title states, or else the description."""
        return _figures(_ROOMS, self.plain_title) or _figures(_ROOMS, self.plain_description)

    @cached_property
    def bedrooms(self) -> frozenset[int]:
        """How many bedrooms the title states, or else the description."""
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
        """How far the fibre is said to have come."""
        return frozenset(_FIBRE.findall(self.plain))

    @cached_property
    def kilometres(self) -> frozenset[str]:
        """How far the school, the shops or the station are said to be."""
        return frozenset(_KILOMETRES.findall(self.plain))


def _plain(text: str) -> str:
    return " ".join(plain_words(_TAG.sub(" ", text)))


def _figures(pattern: re.Pattern[str], plain: str) -> frozenset[int]:
    found = (next(filter(None, match.groups())) for match in pattern.finditer(plain))
    return frozenset(int(figure) for figure in found)


@dataclass(frozen=True)
class Boilerplate:
    """The runs of words that an agency writes in many of its listings."""

    shingles: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def learned(cls, texts: Iterable[str]) -> Boilerplate:
        """From titles and descriptions of one agency, each given once."""
        return cls._repeated(texts, FEWEST_REPEATS, LARGEST_SHARE)

    @classmethod
    def common(cls, texts: Iterable[str]) -> Boilerplate:
        """From those of many agencies, of which several may use one piece of software."""
        return cls._repeated(texts, FEWEST_COMMON, LARGEST_SHARE_OF_ALL)

    @classmethod
    def _repeated(cls, texts: Iterable[str], fewest: int, share: float) -> Boilerplate:
        seen: Counter[tuple[str, ...]] = Counter()
        texts = list(texts)
        for text in texts:
            words = _NUMBER.sub(" ", _plain(text)).split()
            seen.update(set(_shingles(words)))
        least = max(fewest, share * len(texts))
        return cls(frozenset(each for each, times in seen.items() if times >= least))

    def __or__(self, other: Boilerplate) -> Boilerplate:
        return Boilerplate(self.shingles | other.shingles)

    def without(self, words: list[str]) -> list[str]:
        """The words that no run of the template covers."""
        covered = [False] * len(words)
        for at, shingle in enumerate(_shingles(words)):
            if shingle in self.shingles:
                covered[at : at + SHINGLE] = [True] * SHINGLE
        return [word for word, is_covered in zip(words, covered, strict=True) if not is_covered]


def _shingles(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the trigrams of either that both have (Jaccard), from 0 to 1."""
    if not first or not second:
        return 0.0
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared)
