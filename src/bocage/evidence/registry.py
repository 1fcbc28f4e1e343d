"""Registry of indicators: the definition and the rows of each.

A theme is a module of `indicators/`; it declares its indicators with `indicator(...)`. The
declaration has all that is published about a figure: its definition, its method, its source, its
contact, whether it is about people. The pages, the report and the open data are made from it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.evidence.models.scopes import Level
from bocage.evidence.observing import Rows
from bocage.foundation.registry import Registry
from bocage.people.models import Role

type Words = str | Promise

TERRITORIES = (Level.INSTANCE, Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE)


class Theme(StrEnum):
    """The services of the territory, in the order in which figures are shown."""

    SETTLING = "settling"
    WELCOME = "welcome"
    HOUSING = "housing"
    WORKSPACES = "workspaces"
    NETWORK = "network"
    TRAINING = "training"
    OUTREACH = "outreach"
    ECONOMY = "economy"

    @property
    def label(self) -> Words:
        """The name of the theme on screen."""
        return THEME_LABELS[self]


THEME_LABELS: dict[Theme, Words] = {
    Theme.SETTLING: _("Les installations"),
    Theme.WELCOME: _("L’accueil"),
    Theme.HOUSING: pgettext_lazy("un thème", "Le logement"),
    Theme.WORKSPACES: _("Les lieux de travail"),
    Theme.NETWORK: _("Le club"),
    Theme.TRAINING: _("La création d’entreprise"),
    Theme.OUTREACH: _("La rencontre des candidats"),
    Theme.ECONOMY: _("L’économie locale"),
}


class Unit(StrEnum):
    """Unit of a figure. A percentage is stored as a share: a numerator and a denominator."""

    COUNT = "count"
    PERCENT = "percent"
    DAYS = "days"
    HOURS = "hours"
    EUROS = "euros"
    MEGABITS = "megabits"


class Kind(StrEnum):
    """Kind of indicator: a flow counts events of a period; a stock the state at its end."""

    FLOW = "flow"
    STOCK = "stock"


class Aggregate(StrEnum):
    """Way in which the observations of each commune are combined into the figure of a scope and a
    period.
    """

    SUM = "sum"
    SHARE = "share"
    MEDIAN = "median"
    RATIO = "ratio"
    """A numerator for each of a denominator: euros a household."""


type Observations = Callable[[], Rows] | Callable[[date, date], Rows]
"""Function that returns the rows of an indicator: of a flow those of the days from the first until
the second (excluded), of a stock the current ones.
"""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """Figure of the territory, with its public definition."""

    name: str
    theme: Theme
    label: Words
    definition: Words
    """Definition for a reader who does not know the subject."""
    method: Words
    """Method: counted rows, the day of each, exclusions."""
    source: Words
    unit: Unit
    kind: Kind = Kind.FLOW
    aggregate: Aggregate = Aggregate.SUM
    levels: tuple[Level, ...] = TERRITORIES
    owner: Role = Role.COORDINATOR
    """Contact: the role that manages the rows."""
    observations: Observations
    is_about_people: bool = False
    """True if cells of few households or people are hidden from the public."""
    is_public: bool = True
    more_is_better: bool = True
    up_to: str = ""
    """For the lower end of an estimate: the name of the indicator of its upper end."""
    range_label: Words = ""
    """Label of both ends together."""

    def __str__(self) -> str:
        return str(self.label)


_indicators = Registry[Indicator](order=lambda indicator: list(Theme).index(indicator.theme))


def indicator(**declaration: Any) -> Callable[[Any], Any]:
    """Registers the function that reads an indicator's rows, under the name of the function.
    `declaration` are the other fields of the indicator.

    Raises:
        ValueError: the name is taken.
    """

    def register(observations: Any) -> Any:
        _indicators.add(
            Indicator(name=observations.__name__, observations=observations, **declaration)
        )
        return observations

    return register


def indicators() -> Iterator[Indicator]:
    """Iterates over all indicators, theme by theme, in the order of their declaration."""
    return iter(_indicators)


def indicator_named(name: str) -> Indicator:
    """Returns the indicator of a name.

    Raises:
        KeyError: there is none.
    """
    return _indicators[name]


def upper_ends() -> frozenset[str]:
    """Returns the names of the indicators that are shown with the lower end of their range."""
    return frozenset(indicator.up_to for indicator in _indicators if indicator.up_to)


def other_end(end: Indicator) -> Indicator | None:
    """Returns the indicator at the other end of a range; None if the given one is not part of a
    range.
    """
    if end.up_to:
        return _indicators[end.up_to]
    return next((candidate for candidate in _indicators if candidate.up_to == end.name), None)
