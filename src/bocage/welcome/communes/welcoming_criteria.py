"""Registry of the criteria of a « commune accueillante », which each subject declares in its
`commune_page`:

    @welcoming_criterion(
        "sponsor_named",
        _("un parrain ou une marraine"),
        rank=20,
        action=_("Proposer quelqu’un"),
        url=lambda commune: reverse("sponsor_offer"),
    )
    def with_a_sponsor(communes: Sequence[Commune]) -> set[str]: ...

The function returns the codes of the communes that meet it, with the same number of queries for
all the communes of an intercommunalité as for one.

`label` completes « il manque un parrain ou une marraine ». `action` and `url` are the button for
the people of the town hall; `under_way` returns the button that replaces it once they have begun.
`is_known` returns whether the instance has enough data about a commune: otherwise the criterion is
neither met nor missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.utils.functional import Promise

from bocage.foundation.registry import Registry
from bocage.territory.models import Commune

Holding = Callable[[Sequence[Commune]], set[str]]
Button = tuple[str, str]
"""Label and address."""


def _nowhere(_commune: Commune) -> str:
    return ""


def _always(_commune: Commune) -> bool:
    return True


def _no_button(_commune: Commune) -> Button | None:
    return None


@dataclass(frozen=True, kw_only=True)
class WelcomingCriterion:
    """Criterion of a « commune accueillante »."""

    name: str
    label: str | Promise
    rank: int
    holding: Holding
    action: str | Promise
    url: Callable[[Commune], str]
    under_way: Callable[[Commune], Button | None] = _no_button
    is_known: Callable[[Commune], bool] = _always

    def state_of(self, commune: Commune) -> WelcomingState:
        """Returns whether a commune meets the criterion, and the button that settles it if not."""
        holds = commune.pk in self.holding([commune])
        button = None if holds else self.under_way(commune)
        action, url = button or (str(self.action), self.url(commune))
        return WelcomingState(
            name=self.name,
            label=str(self.label),
            holds=holds,
            lacks=not holds and self.is_known(commune),
            action=action,
            url=url,
        )


@dataclass(frozen=True, kw_only=True)
class WelcomingState:
    """State of a criterion for one commune: met, missing, or neither if unknown. `url` is empty if
    no button settles it.
    """

    name: str
    label: str
    holds: bool
    lacks: bool
    action: str
    url: str


_criteria = Registry[WelcomingCriterion](order=attrgetter("rank", "name"))


def welcoming_criterion(
    name: str,
    label: str | Promise,
    rank: int,
    *,
    action: str | Promise = "",
    url: Callable[[Commune], str] = _nowhere,
    under_way: Callable[[Commune], Button | None] = _no_button,
    is_known: Callable[[Commune], bool] = _always,
) -> Callable[[Holding], Holding]:
    """Registers a criterion of a « commune accueillante »."""

    def register(holding: Holding) -> Holding:
        _criteria.add(
            WelcomingCriterion(
                name=name,
                label=label,
                rank=rank,
                holding=holding,
                action=action,
                url=url,
                under_way=under_way,
                is_known=is_known,
            )
        )
        return holding

    return register


def welcoming_states(commune: Commune) -> list[WelcomingState]:
    """Lists the state of each criterion for a commune, in order."""
    return [criterion.state_of(commune) for criterion in _criteria]


def welcoming_counts(communes: Sequence[Commune]) -> dict[str, int]:
    """Counts, among some communes, those that meet each criterion, by its name; names none of
    them.
    """
    return {criterion.name: len(criterion.holding(communes)) for criterion in _criteria}
