"""What makes a « commune accueillante »: criteria that each subject declares in its module of
`welcoming_criteria`:

    @welcoming_criterion(
        "sponsor_named",
        _("un parrain ou une marraine"),
        rank=20,
        action=_("Proposer quelqu’un"),
        url=lambda commune: reverse("sponsor_offer"),
    )
    def with_a_sponsor(communes: Sequence[Commune]) -> set[str]: ...

It answers with the codes of those that have it, and asks the database as few times for all the
communes of an intercommunalité as for one.

`label` says what is there, or lacks, as in « il manque un parrain ou une marraine ». `action` and
`url` are the button that settles it, for the people of the town hall.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from bocage.territory.models import Commune

Holding = Callable[[Sequence[Commune]], set[str]]


def _nowhere(_commune: Commune) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class WelcomingCriterion:
    """One thing that a commune that welcomes has."""

    name: str
    label: str | Promise
    rank: int
    holding: Holding
    action: str | Promise
    url: Callable[[Commune], str]


@dataclass(frozen=True, kw_only=True)
class WelcomingState:
    """A criterion as one commune meets it. `url` is empty where no button settles it."""

    name: str
    label: str
    holds: bool
    action: str
    url: str


_criteria: dict[str, WelcomingCriterion] = {}


def welcoming_criterion(
    name: str,
    label: str | Promise,
    rank: int,
    *,
    action: str | Promise = "",
    url: Callable[[Commune], str] = _nowhere,
) -> Callable[[Holding], Holding]:
    """Registers a criterion, once per name (again replaces it)."""

    def register(holding: Holding) -> Holding:
        _criteria[name] = WelcomingCriterion(
            name=name, label=label, rank=rank, holding=holding, action=action, url=url
        )
        return holding

    return register


def welcoming_states(commune: Commune) -> list[WelcomingState]:
    """How a commune meets each criterion, in their order."""
    return [
        WelcomingState(
            name=one.name,
            label=str(one.label),
            holds=commune.pk in one.holding([commune]),
            action=str(one.action),
            url=one.url(commune),
        )
        for one in _ordered()
    ]


def welcoming_counts(communes: Sequence[Commune]) -> dict[str, int]:
    """How many of some communes meet each criterion, by its name; names none of them."""
    return {one.name: len(one.holding(communes)) for one in _ordered()}


def _ordered() -> list[WelcomingCriterion]:
    return sorted(_criteria.values(), key=lambda one: (one.rank, one.name))
