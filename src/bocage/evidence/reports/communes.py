"""The table of a report: the parts of its scope, each with a few figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet

from bocage.evidence.models import IndicatorCell, Level
from bocage.evidence.public_figures import Scope
from bocage.evidence.registry import Indicator
from bocage.evidence.reports.figures import Figure, public_indicators, read_figures
from bocage.evidence.reports.requests import ReportRequest
from bocage.territory.models import Commune, Departement, Epci

COLUMNS = (
    "settled_households",
    "settled_people",
    "hidden_homes_reported",
    "ceremonies_held",
    "welcoming_communes",
    "visits",
)
"""Main columns of the table of communes, if they are counted."""
MAX_COMMUNES = 450
"""Above it, the table stops at intercommunalités, and above that at départements."""


@dataclass(frozen=True)
class PartRow:
    """A part of the territory with its figures, in the order of the columns."""

    name: str
    level: str
    figures: Sequence[Figure]


@dataclass(frozen=True)
class PartsTable:
    """Rows and columns with a value, and the number of parts without any."""

    columns: Sequence[Indicator]
    rows: Sequence[PartRow]
    silent: int


def parts_table(report: ReportRequest) -> PartsTable | None:
    """Returns the table of the parts of a scope; None if it has none. Five queries."""
    parts = _parts_of(report.scope)
    if not parts:
        return None
    columns = [indicator for indicator in public_indicators() if indicator.name in COLUMNS]
    published = read_figures(
        report.night,
        [scope for scope, _name in parts],
        [report.period],
        only=[column.name for column in columns],
        is_last_night=report.is_last_night,
    )
    rows = [
        PartRow(
            name,
            scope.level,
            [
                published.figure(column, scope, report.period)
                if scope.level in column.levels
                else Figure(column)
                for column in columns
            ],
        )
        for scope, name in parts
    ]
    counted_rows = [row for row in rows if any(figure.is_counted for figure in row.figures)]
    filled_columns = [
        at for at in range(len(columns)) if any(row.figures[at].is_counted for row in counted_rows)
    ]
    finest = parts[-1][0].level
    silent = sum(row.level == finest for row in rows) - sum(
        row.level == finest for row in counted_rows
    )
    return PartsTable(
        [columns[at] for at in filled_columns],
        [replace(row, figures=[row.figures[at] for at in filled_columns]) for row in counted_rows],
        silent,
    )


def _parts_of(scope: Scope) -> list[tuple[Scope, str]]:
    """Returns the parts of a scope in the order of the table: intercommunalités with communes."""
    if scope.level == Level.COMMUNE:
        return []
    within = {
        Level.EPCI: Q(epci=scope.code),
        Level.DEPARTEMENT: Q(departement=scope.code),
    }.get(Level(scope.level), Q(departement__in=counted_departements()))
    communes_within = Commune.objects.filter(within).filter(
        Q(is_current=True) | Exists(_cells_of(Level.COMMUNE, "code"))
    )
    # No more are read than would be shown: a country has thirty-five thousand.
    are_too_many = communes_within.order_by()[: MAX_COMMUNES + 1].count() > MAX_COMMUNES
    if are_too_many and scope.level == Level.INSTANCE:
        in_it = communes_within.filter(departement=OuterRef("pk"))
        departements = Departement.objects.filter(Exists(in_it)).order_by("name")
        return [(Scope(Level.DEPARTEMENT, part.pk), part.name) for part in departements]
    epcis = Epci.objects.filter(Exists(communes_within.filter(epci=OuterRef("pk")))).order_by(
        "name"
    )
    if are_too_many:
        return [(Scope(Level.EPCI, part.pk), part.name) for part in epcis]
    communes = list(communes_within.order_by("name", "code").values_list("code", "name", "epci"))
    parts: list[tuple[Scope, str]] = []
    for group in epcis:
        if scope.level != Level.EPCI:
            parts.append((Scope(Level.EPCI, group.pk), group.name))
        parts += [
            (Scope(Level.COMMUNE, code), name) for code, name, epci in communes if epci == group.pk
        ]
    parts += [(Scope(Level.COMMUNE, code), name) for code, name, epci in communes if not epci]
    return parts


def counted_departements() -> list[str]:
    """Lists the codes of the départements that have a figure; one query."""
    departements = Departement.objects.filter(Exists(_cells_of(Level.DEPARTEMENT, "pk")))
    return list(departements.order_by("pk").values_list("pk", flat=True))


def _cells_of(level: Level, code: str) -> QuerySet[IndicatorCell]:
    """Returns the current cells of each row of the outer query, found by the index of one scope."""
    return IndicatorCell.objects.filter(level=level, code=OuterRef(code), known_until=None)
