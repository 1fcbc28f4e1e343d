"""Table of the parts below a dashboard, sorted by its address, and their map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Avg, FloatField, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.evidence.dashboards.grounds import Ground
from bocage.evidence.dashboards.kinds import KIND_OF_LEVEL, Dashboard, DashboardKind
from bocage.evidence.dashboards.period import Nights, Period
from bocage.evidence.dashboards.rows import sees_rows
from bocage.evidence.dashboards.sights import Sight
from bocage.evidence.models import IndicatorCell
from bocage.evidence.models.scopes import Level
from bocage.evidence.registry import Indicator, Theme
from bocage.outreach.models import Campaign
from bocage.people.models import Partner
from bocage.people.policies import holds, is_administrator
from bocage.territory.models import Commune, Departement, Epci
from bocage.territory.spelling import normalise
from bocage.workspaces.models import Place

LINES_PER_PAGE = 25
BY_NAME = "nom"
NOWHERE = Value(None, output_field=FloatField())
"""Latitude and longitude of parts without a position."""


class Beneath(NamedTuple):
    """Part below a dashboard, with the code of its figures and the key of its own dashboard."""

    code: str
    key: str
    name: str
    latitude: float | None
    longitude: float | None
    lies_across: bool = False
    """True if it also lies in other parts of the territory, so that some of its rows are elsewhere.
    """


@dataclass(frozen=True, kw_only=True)
class Line:
    """Row of the table beneath a dashboard."""

    number: int
    code: str
    name: str
    url: str
    cells: Sequence[tuple[str, str]]
    """The name and the text of each column."""


@dataclass(frozen=True, kw_only=True)
class Sort:
    """Sort order of the table: its label, its parameter, its current direction."""

    label: str
    word: str
    turned: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """The lines of a page of a table, with their map."""

    level: Level
    columns: Sequence[Indicator]
    sorts: Sequence[Sort]
    page: Page[Beneath]
    lines: Sequence[Line]
    pins: Sequence[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class TableQuery:
    """Parameters of the table beneath a dashboard, as its address gives them: level, theme,
    intercommunalité, sort column (preceded by `-` for descending order) and page.
    """

    level: Level
    theme: Theme | None = None
    within: str = ""
    sort: str = ""
    page: str = ""


def table_of(
    person: Any, dashboard: Dashboard, query: TableQuery, period: Period, nights: Nights
) -> Table | None:
    """Returns the table of a level beneath a dashboard; None if the person sees no column there.
    Four queries at most.
    """
    ground = dashboard.ground
    sights = {
        column.name: Sight(
            column, query.level, sees_rows(person, column, ground, query.level), nights.first
        )
        for column in dashboard.kind.columns_of(query.level, query.theme)
    }
    columns = [sight.indicator for sight in sights.values() if sight.shows(period.span)]
    if not columns:
        return None
    runs_cohort = bool(is_administrator(person))
    reader = _Reader(person, ground, query.level, period, sights, runs_cohort)
    order = _parse_order(query.sort, columns)
    parts = reader.in_order(_parts(ground, query), order)
    page = Paginator(parts, LINES_PER_PAGE).get_page(query.page)
    lines = reader.lines(page, columns)
    pinned = columns.index(order.column) if order.column else 0
    return Table(
        level=query.level,
        columns=columns,
        sorts=_sorts(columns, order),
        page=page,
        lines=lines,
        pins=[
            _pin(part, line, f"{columns[pinned].label} · {line.cells[pinned][1]}")
            for part, line in zip(page.object_list, lines, strict=True)
            if part.latitude is not None
        ],
    )


@dataclass(frozen=True)
class _Order:
    """The column by which a table is sorted, or None for the names; the largest first, or last."""

    column: Indicator | None
    most_first: bool


def _parse_order(text: str, columns: Sequence[Indicator]) -> _Order:
    name = text.removeprefix("-")
    if name == BY_NAME:
        return _Order(None, text.startswith("-"))
    sort_column = next((column for column in columns if column.name == name), None)
    return (
        _Order(sort_column, text.startswith("-"))
        if sort_column
        else _Order(columns[0], most_first=True)
    )


def _sorts(columns: Sequence[Indicator], order: _Order) -> list[Sort]:
    return [_sort(_("Nom"), BY_NAME, order, is_here=order.column is None)] + [
        _sort(str(column.label), column.name, order, is_here=order.column == column)
        for column in columns
    ]


def _sort(label: str, word: str, order: _Order, *, is_here: bool) -> Sort:
    turned = ("descending" if order.most_first else "ascending") if is_here else ""
    most_first = turned == "ascending" if turned else word != BY_NAME
    return Sort(label=label, word=f"-{word}" if most_first else word, turned=turned)


@dataclass(frozen=True)
class _Reader:
    """Reads the figures of the parts of a ground, as a person may see them."""

    person: Any
    ground: Ground
    level: Level
    period: Period
    sights: Mapping[str, Sight]
    """Access to each indicator below the ground, by its name."""
    is_administrator: bool

    def sight(self, indicator: Indicator, part: Beneath) -> Sight:
        """Returns their sight of an indicator in one part: the public’s where it lies across."""
        sight = self.sights[indicator.name]
        return replace(sight, is_whole=False) if self._is_beyond(part) else sight

    def _is_beyond(self, part: Beneath) -> bool:
        return part.lies_across and not self.is_administrator

    def in_order(self, parts: list[Beneath], order: _Order) -> list[Beneath]:
        """Sorts the parts as the address requests; secret and missing figures come last."""
        by_name = sorted(parts, key=lambda part: normalise(part.name))
        column = order.column
        if column is None:
            return by_name[::-1] if order.most_first else by_name
        cells = {cell.code: cell for cell in self._cells([column], parts)}
        values = {
            part.code: self.sight(column, part).value(cells.get(part.code), self.period.last_day)
            for part in parts
        }
        valued = [part for part in by_name if values[part.code] is not None]
        sign = -1 if order.most_first else 1
        valued.sort(key=lambda part: sign * (values[part.code] or 0))
        return valued + [part for part in by_name if values[part.code] is None]

    def lines(self, page: Page[Beneath], columns: Sequence[Indicator]) -> list[Line]:
        """Returns the lines of a page."""
        cells_by_key = {
            (cell.indicator, cell.code): cell
            for cell in self._cells(columns, list(page.object_list))
        }
        kind = self._kind_beneath()
        labels = [str(column.label) for column in columns]
        lines = []
        for number, part in enumerate(page.object_list, page.start_index()):
            sights = [self.sight(column, part) for column in columns]
            lines.append(
                Line(
                    number=number,
                    code=part.code,
                    name=part.name,
                    url=reverse("dashboard", args=[kind.word, part.key]) if kind else "",
                    cells=[
                        (
                            label,
                            sight.text(
                                cells_by_key.get((sight.indicator.name, part.code)),
                                self.period.last_day,
                            ),
                        )
                        for label, sight in zip(labels, sights, strict=True)
                    ],
                )
            )
        return lines

    def _kind_beneath(self) -> DashboardKind | None:
        """Returns the kind of the dashboards of the lines, if the person may read them."""
        kind = KIND_OF_LEVEL[self.level]
        may_read = self.is_administrator or holds(self.person, kind.roles, self.ground)
        return kind if may_read else None

    def _cells(self, pinned: Sequence[Indicator], parts: Sequence[Beneath]) -> list[IndicatorCell]:
        cells = IndicatorCell.objects.with_secrecy().filter(
            indicator__in=[column.name for column in pinned],
            level=self.level,
            span=self.period.span,
            code__in=[part.code for part in parts],
            starts_on=self.period.starts_on,
        )
        return list(cells.order_by())


def _pin(part: Beneath, line: Line, detail: str) -> dict[str, Any]:
    return {
        "id": part.code,
        "name": part.name,
        "url": line.url,
        "latitude": part.latitude,
        "longitude": part.longitude,
        "number": line.number,
        "detail": detail,
    }


def epcis_of(ground: Ground) -> list[tuple[str, str]]:
    """Lists the intercommunalités by which the tables of a département can be filtered, as (key,
    name); one query.
    """
    if ground.level != Level.DEPARTEMENT:
        return []
    epcis = Epci.objects.filter(departements=ground.code, is_current=True)
    return list(epcis.order_by("name").values_list("pk", "name"))


def _parts(ground: Ground, query: TableQuery) -> list[Beneath]:
    rows: Any
    match query.level:
        case Level.DEPARTEMENT:
            return _departements()
        case Level.EPCI:
            return _epcis(ground)
        case Level.COMMUNE:
            communes = Commune.objects.filter(is_current=True, **_within(ground, query.within))
            rows = communes.values_list("pk", "pk", "name", "latitude", "longitude")
        case Level.PLACE:
            places = Place.objects.filter(**_within(ground, query.within, "commune__"))
            rows = places.values_list("pk", "slug", "name", "latitude", "longitude")
        case Level.PARTNER:
            partners = Partner.objects.filter(departement=ground.code)
            rows = partners.values_list("pk", "pk", "name", NOWHERE, NOWHERE)
        case _:
            campaigns = Campaign.objects.filter(departement=ground.code)
            rows = campaigns.values_list("pk", "pk", "name", NOWHERE, NOWHERE)
    return [
        Beneath(str(code), str(key), name, latitude, longitude)
        for code, key, name, latitude, longitude in rows.order_by()
    ]


def _within(ground: Ground, epci: str, path: str = "") -> dict[str, str]:
    """Returns the filter of rows within a ground, and within an intercommunalité if one is
    requested.
    """
    field = {
        Level.DEPARTEMENT: "departement",
        Level.EPCI: "epci",
        Level.COMMUNE: "pk" if not path else "",
    }[ground.level]
    condition = {f"{path}{field}" if field else path.removesuffix("__"): ground.code}
    return condition | ({f"{path}epci": epci} if epci else {})


def _departements() -> list[Beneath]:
    """Lists the départements that have a commune, each at the mean position of its communes."""
    departements = Departement.objects.filter(communes__isnull=False).annotate(
        latitude=Avg("communes__latitude"), longitude=Avg("communes__longitude")
    )
    return [
        Beneath(
            departement.pk,
            departement.pk,
            departement.name,
            departement.latitude,
            departement.longitude,
        )
        for departement in departements.order_by()
    ]


def _epcis(ground: Ground) -> list[Beneath]:
    """Lists the intercommunalités of a département, each at the mean position of its communes."""
    epcis = Epci.objects.filter(departements=ground.code, is_current=True).annotate(
        latitude=Avg("communes__latitude"), longitude=Avg("communes__longitude")
    )
    rows = list(epcis.order_by())
    across = set(
        Epci.departements.through.objects.filter(epci__in=[row.pk for row in rows])
        .exclude(departement=ground.code)
        .values_list("epci", flat=True)
    )
    return [
        Beneath(row.pk, row.pk, row.name, row.latitude, row.longitude, row.pk in across)
        for row in rows
    ]
