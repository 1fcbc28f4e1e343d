"""Query sets of communes: by position, and by search text."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from django.contrib.postgres.lookups import TrigramStrictWordSimilar
from django.contrib.postgres.search import TrigramStrictWordSimilarity
from django.db import models
from django.db.models import (
    Case,
    Expression,
    F,
    FloatField,
    Func,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import JSONObject
from django.db.models.lookups import Contains

from bocage.territory.geography import metres, straight_line_from
from bocage.territory.spelling import ENTRY, SECTION, query_variants

if TYPE_CHECKING:
    from bocage.territory.models import Commune

SEARCH_TEXT = F("search_text")
SUGGESTIONS = 8
SHORTEST_INSIDE = 3
"""Minimum length of letters that are also searched inside words; a trigram index serves them."""

SHORTEST_ALIKE = 4
"""Minimum length of a query for which similar spellings are searched if nothing else matches."""


class CommuneQuerySet(models.QuerySet["Commune"]):
    """Communes, nearest first or best match first."""

    def current(self) -> CommuneQuerySet:
        """Filters on the communes that exist today."""
        return self.filter(is_current=True)

    def near(self, latitude: float, longitude: float) -> CommuneQuerySet:
        """Returns the located communes, nearest first, each with its `distance_m` in metres."""
        line = straight_line_from(latitude, longitude)
        return self.filter(latitude__isnull=False).annotate(distance_m=metres(line)).order_by(line)

    def in_same_sector(self, commune: Commune) -> CommuneQuerySet:
        """Returns the current communes that share a postcode with another, where no distance
        between the two is known.
        """
        around = self.current().filter(postcodes__overlap=commune.postcodes)
        around = around.exclude(pk=commune.pk).defer("search_text")
        return around.filter(latitude=None) if commune.is_located else around

    def search(self, text: str, *, limit: int = SUGGESTIONS) -> list[Commune]:
        """Returns the current communes that match a text, best first, at most `limit` of them.

        The text is any part of a name, with or without its accents and signs, a postcode or an
        INSEE code. A former name or code finds the current commune: `found_as` then has the `code`,
        the `name` and the `kind` of the former commune, and None otherwise.

        The order: the whole name, its beginning, the beginning of a word, anywhere inside; larger
        communes first among equals. Only without any of these, a second query searches for every
        word in any order, and for similar spellings.
        """
        variants = query_variants(text)
        if not variants:
            return []
        matches = list(self._matching_rows(_Precisely(variants))[:limit])
        if not matches and len(variants[0]) >= SHORTEST_ALIKE and not variants[0].isdigit():
            matches = list(self._matching_rows(_Nearly(variants))[:limit])
        return matches

    def _matching_rows(self, match: _TextMatch) -> CommuneQuerySet:
        return (
            self.current()
            .filter(match.answers(SEARCH_TEXT))
            .annotate(rank=match.rank(), found_as=_matched_former(match))
            .order_by("rank", F("population").desc(nulls_last=True), "name", "code")
        )


class _TextMatch(ABC):
    """Interpretation of a search text."""

    def __init__(self, variants: Sequence[str]) -> None:
        self.variants = variants

    @abstractmethod
    def answers(self, source: Expression | F) -> Q:
        """Returns the condition that the search text in `source`, or a part of it, matches."""

    @abstractmethod
    def rank(self) -> Expression:
        """Returns how well a search text matches: smaller is better."""


class _Precisely(_TextMatch):
    """The letters that were typed, in their order: short ones begin a word, long ones may not."""

    def answers(self, source: Expression | F) -> Q:
        return _any(Q(Contains(source, self._pattern(variant))) for variant in self.variants)

    def _pattern(self, variant: str) -> str:
        if variant.isdigit() or len(variant) < SHORTEST_INSIDE:
            return f" {variant}"
        return variant

    def rank(self) -> Expression:
        return Case(
            *(
                When(_any(step(f"{ENTRY} {variant}") for variant in self.variants), then=rank)
                for rank, step in enumerate(LADDER)
            ),
            default=len(LADDER),
            output_field=IntegerField(),
        )


LADDER: list[Callable[[str], Q]] = [
    lambda entry: Q(search_text__startswith=f"{entry} {ENTRY}"),
    lambda entry: Q(search_text__contains=f"{entry} {ENTRY}"),
    lambda entry: Q(search_text__startswith=entry),
    lambda entry: Q(search_text__contains=entry),
    lambda entry: Q(search_text__contains=entry.removeprefix(ENTRY)),
]
"""The whole name, a whole other name or code, the beginning of either, the beginning of a word."""


class _Nearly(_TextMatch):
    """Search of all words in any order, or else of similar spellings."""

    def answers(self, source: Expression | F) -> Q:
        return self._every_word(source) | Q(
            TrigramStrictWordSimilar(source, Value(self.variants[0]))
        )

    def rank(self) -> Expression:
        unlike = Value(1.0) - TrigramStrictWordSimilarity(self.variants[0], SEARCH_TEXT)
        return Case(
            When(self._every_word(SEARCH_TEXT), then=0.0), default=unlike, output_field=FloatField()
        )

    def _every_word(self, source: Expression | F) -> Q:
        words = self.variants[0].split()
        return reduce(and_, (Q(Contains(source, f" {word}")) for word in words))


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def _matched_former(match: _TextMatch) -> Case:
    """Returns the former commune that matched, if the current name does not match."""
    from bocage.territory.models import FormerCommune

    own_names = Func(
        SEARCH_TEXT, Value(SECTION), Value(1), function="split_part", output_field=TextField()
    )
    formers = (
        FormerCommune.objects.filter(match.answers(SEARCH_TEXT), commune=OuterRef("pk"))
        .order_by("name", "code")
        .values(match=JSONObject(code="code", name="name", kind="kind"))
    )
    return Case(
        When(match.answers(own_names), then=None),
        default=Subquery(formers[:1]),
        output_field=JSONField(),
    )
