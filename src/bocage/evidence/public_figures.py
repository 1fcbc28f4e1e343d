"""Figures of public pages: those of a scope, and those of an indicator."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from bocage.evidence.figure_formatting import format_figure, secret_word
from bocage.evidence.models import IndicatorCell, Level, Night
from bocage.evidence.publication import public_condition
from bocage.evidence.registry import Indicator
from bocage.foundation.instance import current_instance
from bocage.territory.models import Commune, Departement, Epci


class Scope(NamedTuple):
    """A part of the territory, by its kind and its code."""

    level: str
    code: str


WHOLE = Scope(Level.INSTANCE, "")
MODEL_OF_LEVEL: tuple[tuple[Level, type[Model]], ...] = (
    (Level.DEPARTEMENT, Departement),
    (Level.EPCI, Epci),
    (Level.COMMUNE, Commune),
)
"""Sources of names for the codes of each level."""


class PublicRow(NamedTuple):
    """Line of a public table: its scope, its period, and its formatted figure."""

    name: str
    code: str
    level: str
    span: str
    starts_on: date
    text: str

    @property
    def format_level(self) -> str:
        """The kind of the scope, in words."""
        return str(Level(self.level).label)


def published_cells() -> QuerySet[IndicatorCell]:
    """Returns the current cells that can be published, each annotated with `is_secret`."""
    return IndicatorCell.objects.with_secrecy().filter(public_condition())


def last_night() -> Night | None:
    """Returns the last count, or None before the first."""
    return Night.objects.order_by("-date").first()


def published_text(indicator: Indicator, cell: IndicatorCell | None) -> str:
    """Returns a figure as the public reads it: « secret » if it is hidden."""
    if cell is not None and cell.is_secret:
        return secret_word()
    return format_figure(indicator, cell)


def public_row(indicator: Indicator, cell: IndicatorCell, name: str) -> PublicRow:
    """Returns the public row of a cell, for the part of the territory of that name."""
    return PublicRow(
        name, cell.code, cell.level, cell.span, cell.starts_on, published_text(indicator, cell)
    )


def scope_names() -> dict[Scope, str]:
    """Returns the name of each part of the territory; three queries."""
    return {
        WHOLE: current_instance().territory_name or _("Tout le territoire"),
        **{
            Scope(Level.DEPARTEMENT, departement.pk): departement.name
            for departement in Departement.objects.all()
        },
        **{Scope(Level.EPCI, epci.pk): epci.name for epci in Epci.objects.only("pk", "name")},
        **{
            Scope(Level.COMMUNE, code): name
            for code, name in Commune.objects.values_list("code", "name")
        },
    }


def names_of(scopes: Iterable[Scope]) -> dict[Scope, str]:
    """Returns the names of some parts of the territory; one query for each level."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for level, code in scopes:
        codes[level].add(code)
    names: dict[Scope, str] = {}
    if codes.get(Level.INSTANCE):
        names[WHOLE] = current_instance().territory_name or _("Tout le territoire")
    for level, model in MODEL_OF_LEVEL:
        if level_codes := codes.get(level):
            rows = model._default_manager.filter(pk__in=level_codes).values_list("pk", "name")
            names |= {Scope(level, code): name for code, name in rows}
    return names
