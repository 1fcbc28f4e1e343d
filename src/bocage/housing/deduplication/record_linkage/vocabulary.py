"""Vocabulary of an agency: how rarely it writes each word.

A shared rare word (« four à pain ») is stronger evidence than a shared frequent one: a word weighs
the logarithm of its inverse document frequency in the texts of the agency (K. Spärck Jones, “A
statistical interpretation of term specificity”, Journal of Documentation 28, 1972).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import fsum, log2
from typing import Final

from bocage.territory.spelling import plain_words

LONG_RUN: Final = 8
"""Words in a row that no two homes have in common: where they come again, software wrote them."""

SHORT_RUN: Final = 4
"""Words in a row that homes do have in common: they are a template where they come very often."""

MIN_REPEATS: Final = 3
SHARE_OF_LONG: Final = 0.05
SHARE_OF_SHORT: Final = 0.3

KNOWN_BEFORE: Final = 20
"""Weight of the figures of all agencies, as a number of texts."""

MAX_BITS: Final = 8.0
"""Most bits of one word: beyond, a word is as often a typing error as a name."""

UNKNOWN: Final = 4.0
"""Bits of each word while no text is known."""

SHORTEST_WORD: Final = 2

_TAG = re.compile(r"<[^>]{0,200}>")
_NUMBER = re.compile(r"\d+")

type Run = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Vocabulary of the texts of one agency, or of all agencies. `used` counts texts by word."""

    texts: int = 0
    used: Mapping[str, int] = field(default_factory=dict)
    templates: frozenset[Run] = frozenset()
    of_all: Vocabulary | None = None
    _cache: dict[str, tuple[tuple[str, float], ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @classmethod
    def learned(cls, texts: Iterable[str], of_all: Vocabulary | None = None) -> Vocabulary:
        """Learns a vocabulary from titles and descriptions, each given once; `of_all` is the one
        learned from all agencies.
        """
        word_lists = [words_of(plain(text)) for text in texts]
        used: Counter[str] = Counter()
        for words in word_lists:
            used.update(set(words))
        templates = _repeated(word_lists, LONG_RUN, SHARE_OF_LONG)
        templates |= _repeated(word_lists, SHORT_RUN, SHARE_OF_SHORT)
        if of_all is not None:
            templates |= of_all.templates
        return cls(len(word_lists), used, templates, of_all)

    def bits(self, word: str) -> float:
        """Returns how informative the presence of a word is, in bits: 0 where every text has it."""
        of_all = self.of_all or self
        if not of_all.texts:
            return UNKNOWN
        usual = (of_all.used.get(word, 0) + 0.5) / (of_all.texts + 1)
        share = (self.used.get(word, 0) + KNOWN_BEFORE * usual) / (self.texts + KNOWN_BEFORE)
        return min(max(-log2(share), 0.0), MAX_BITS)

    def without_templates(self, words: list[str]) -> list[str]:
        """Returns the words that no run of a template covers."""
        covered = [False] * len(words)
        for length in (LONG_RUN, SHORT_RUN):
            for at, run in enumerate(_runs(words, length)):
                if run in self.templates:
                    covered[at : at + length] = [True] * length
        return [word for word, is_covered in zip(words, covered, strict=True) if not is_covered]

    def trigrams(self, words: list[str]) -> dict[str, float]:
        """Returns the weight of each trigram, cut as PostgreSQL's pg_trgm does: a word divides its
        weight among its trigrams, so that a plural weighs nearly as much as its singular.
        """
        weights: dict[str, float] = {}
        for word in set(self.without_templates(words)):
            if (shared_out := self._cache.get(word)) is None:
                shared_out = self._cache[word] = self._shared_out(word)
            for trigram, bits in shared_out:
                if bits > weights.get(trigram, 0.0):
                    weights[trigram] = bits
        return weights

    def _shared_out(self, word: str) -> tuple[tuple[str, float], ...]:
        bits = self.bits(word) if len(word) >= SHORTEST_WORD else 0.0
        cut = [f"  {word} "[at : at + 3] for at in range(len(word) + 1)]
        return tuple((trigram, bits / len(cut)) for trigram in cut)


def plain(text: str) -> str:
    """Returns the text in small letters without accents, signs nor markup, one space apart."""
    return " ".join(plain_words(_TAG.sub(" ", text)))


def words_of(plain_text: str) -> list[str]:
    """Returns the words of a plain text (see `plain`), without numbers, which are compared as
    figures.
    """
    return _NUMBER.sub(" ", plain_text).split()


def likeness(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    """Returns the weighted Jaccard similarity of two texts, from 0 to 1.

    Sums are exact, so that they do not depend on the order in which a process iterates over words.
    """
    shared = fsum(min(first[trigram], second[trigram]) for trigram in first.keys() & second.keys())
    every = total_weight(first) + total_weight(second) - shared
    return shared / every if every else 0.0


def total_weight(trigrams: Mapping[str, float]) -> float:
    """Returns the total weight of trigrams, in bits."""
    return fsum(trigrams.values())


def _repeated(texts: list[list[str]], length: int, share: float) -> frozenset[Run]:
    counts: Counter[Run] = Counter()
    for words in texts:
        counts.update(set(_runs(words, length)))
    threshold = max(MIN_REPEATS, share * len(texts))
    return frozenset(run for run, times in counts.items() if times >= threshold)


def _runs(words: list[str], length: int) -> list[Run]:
    return [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]
