"""Criterion: the signs that a commune welcomes, declared in `communes.signs_registry`."""

from collections.abc import Mapping, Sequence
from datetime import date

from bocage.territory.models import Commune
from bocage.welcome.communes.signs_registry import Sign, signs_of
from bocage.welcome.suitability.commune_facts import CommuneFacts, Fact
from bocage.welcome.suitability.household_weights import SuitabilityCriteria
from bocage.welcome.suitability.ranking_criteria.registry import (
    BatchReader,
    FactWords,
    Measure,
    Part,
    ranking_criterion,
)
from bocage.welcome.suitability.words import Words

NO_SIGN = Words(
    fr="personne n’est encore désigné en mairie", en="nobody is named at the town hall yet"
)


def _reader(today: date) -> BatchReader:
    def read(communes: Sequence[Commune]) -> Mapping[str, Sequence[Sign]]:
        return signs_of([commune.code for commune in communes], today)

    return read


def _measure(commune: CommuneFacts) -> Measure | None:
    """Returns the share, in percent, of the points of the known signs."""
    signs: Sequence[Sign] = commune.measures.get("welcome", ())
    points = sum(sign.points for sign in signs)
    if not points:
        return None
    day = commune.today.isoformat()
    facts = [sign.fact | {"on": day} for sign in signs if sign.fact]
    return Measure(
        round(100 * sum(sign.points * sign.share for sign in signs) / points),
        facts or [{"kind": "no_welcome", "on": day}],
    )


def _no_sign_text(_fact: Fact, _criteria: SuitabilityCriteria) -> str:
    return str(NO_SIGN)


ranking_criterion(
    name="welcome",
    rank=120,
    label=Words(fr="Une mairie qui accueille", en="A town hall that welcomes"),
    word="accueil",
    usual_weight=1,
    reader=_reader,
    parts=[
        Part(
            name="welcome",
            missing=Words(fr="l’accueil en mairie", en="the welcome at the town hall"),
            measure=_measure,
            facts={
                "no_welcome": FactWords(
                    _no_sign_text, Words(fr="mandats confiés ici", en="mandates given here")
                )
            },
        )
    ],
)
