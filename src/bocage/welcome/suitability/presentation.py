"""Cards of a ranking: each fact in words, with its source and its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.times import cached_by_language
from bocage.welcome.communes.signs_registry import sign_of_kind
from bocage.welcome.suitability.commune_facts import Fact
from bocage.welcome.suitability.household_weights import WEIGHT_WORDS, SuitabilityCriteria
from bocage.welcome.suitability.operations.suitability import RankedCommune, Reason
from bocage.welcome.suitability.ranking_criteria.registry import (
    all_parts,
    fact_words,
    ranking_criteria,
)

GOOD_MARK = 50
MAX_BEST = 3


@dataclass(frozen=True, slots=True)
class FactText:
    """Fact in words; `source` names its source and date, `url` where to read it."""

    words: str
    source: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReasonText:
    """Result of a criterion in words, as the page shows it."""

    label: str
    weight: str
    mark: int | None
    facts: tuple[FactText, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class SuitabilityCard:
    """Commune as the page shows it. `best` are the facts of the criteria that it meets best."""

    commune: RankedCommune
    number: int
    reasons: tuple[ReasonText, ...]

    @property
    def known(self) -> str:
        """Returns « Connu pour 5 critères sur 8 », or an empty string if all are known."""
        count = len(self.reasons)
        if self.commune.is_whole:
            return ""
        if self.commune.known == count:
            return _("Connu en partie seulement.")
        return ngettext(
            "Connu pour %(known)s critère sur %(count)s.",
            "Connu pour %(known)s critères sur %(count)s.",
            self.commune.known,
        ) % {"known": self.commune.known, "count": count}

    @property
    def best(self) -> list[str]:
        """Facts of the three criteria that are met best, the heaviest first."""
        met = [
            (reason.weight * (reason.mark or 0), text)
            for reason, text in zip(self.commune.reasons, self.reasons, strict=True)
            if text.facts and (reason.mark or 0) >= GOOD_MARK
        ]
        met.sort(key=lambda pair: -pair[0])
        return [text.facts[0].words for _points, text in met[:MAX_BEST]]


def cards_of(
    ranked: Iterable[RankedCommune], criteria: SuitabilityCriteria, *, first: int = 1
) -> list[SuitabilityCard]:
    """Returns the cards of the communes for the page, numbered from `first`; no query."""
    language = _LanguageTexts.now()
    return [
        SuitabilityCard(
            commune,
            number,
            tuple(_reason_text(reason, criteria, language) for reason in commune.reasons),
        )
        for number, commune in enumerate(ranked, first)
    ]


@dataclass(frozen=True, slots=True)
class _LanguageTexts:
    """Texts that all cards repeat, in the language of the page."""

    labels: dict[str, str]
    weights: list[str]
    missing: dict[str, str]

    @classmethod
    def now(cls) -> _LanguageTexts:
        return cls(
            {criterion.name: str(criterion.label) for criterion in ranking_criteria()},
            [str(words) for words in WEIGHT_WORDS],
            {name: str(part.missing) for name, part in all_parts().items()},
        )


def _reason_text(
    reason: Reason, criteria: SuitabilityCriteria, language: _LanguageTexts
) -> ReasonText:
    missing = ", ".join(dict.fromkeys(language.missing[part] for part in reason.missing))
    return ReasonText(
        label=language.labels[reason.criterion.name],
        weight=language.weights[reason.weight],
        mark=reason.mark,
        facts=tuple(_fact_text(fact, criteria) for fact in reason.facts),
        missing=_("pas connu : %(what)s") % {"what": missing} if missing else "",
    )


def _fact_text(fact: Fact, criteria: SuitabilityCriteria) -> FactText:
    kind = fact["kind"]
    sign = sign_of_kind(kind)
    words = sign.words[kind](fact) if sign else fact_words()[kind].text(fact, criteria)
    return FactText(words, _source(fact), fact.get("url", ""))


def _source(fact: Fact) -> str:
    """Returns the source with its date, as « INSEE, BPE, 1er janvier 2024 »."""
    declared = sign_of_kind(fact["kind"]) or fact_words()[fact["kind"]]
    source = str(declared.source or fact.get("source", ""))
    if "on" in fact:
        return _dated(source, fact["on"])
    if fact["kind"] == "population" and fact["year"]:
        return _("%(source)s, %(day)s") % {"source": source, "day": fact["year"]}
    return source


@cached_by_language
def _dated(source: str, iso: str) -> str:
    day = date_format(date.fromisoformat(iso), "DATE_FORMAT")
    return _("%(source)s, %(day)s") % {"source": source, "day": day}
