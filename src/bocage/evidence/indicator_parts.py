"""An indicator by part of the territory: every département, then the parts of one of them."""

from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bocage.evidence.models import IndicatorCell, Level, Span
from bocage.evidence.public_figures import WHOLE, PublicRow, Scope, public_row, published_cells
from bocage.evidence.registry import Indicator
from bocage.foundation.instance import current_instance
from bocage.territory.models import Commune, Departement

PARTS_PER_PAGE = 50
LEVELS = list(Level)


class PartsOnPage(NamedTuple):
    """The lines of one page, and which page it is."""

    rows: list[PublicRow]
    page: Page[Scope]


def published_departements(indicator: Indicator, year: int) -> list[str]:
    """Lists the codes of the départements that have a figure of the indicator in a year."""
    cells = _cells_of(indicator, year).filter(level=Level.DEPARTEMENT)
    return list(cells.order_by("code").values_list("code", flat=True))


def parts_in_year(
    indicator: Indicator, year: int, *, departement: str | None, page: str | None
) -> PartsOnPage:
    """Returns one page of the figures of an indicator, the largest areas first, then by name: the
    whole instance with its départements, or one département with its intercommunalités and
    communes. Three queries in all.
    """
    names = _names_inside(departement) if departement else _names_of_departements()
    scopes_in_order = [
        Scope(level, code)
        for level, code in _within(_cells_of(indicator, year), list(names)).values_list(
            "level", "code"
        )
    ]
    scopes_in_order.sort(
        key=lambda scope: (LEVELS.index(Level(scope.level)), names[scope], scope.code)
    )
    parts_page = Paginator(scopes_in_order, PARTS_PER_PAGE).get_page(page)
    scopes = list(parts_page.object_list)
    cells = {
        Scope(cell.level, cell.code): cell for cell in _within(_cells_of(indicator, year), scopes)
    }
    rows = [public_row(indicator, cells[scope], names[scope]) for scope in scopes if scope in cells]
    return PartsOnPage(rows, parts_page)


def _cells_of(indicator: Indicator, year: int) -> QuerySet[IndicatorCell]:
    return published_cells().filter(indicator=indicator.name, span=Span.YEAR, starts_on__year=year)


def _within(cells: QuerySet[IndicatorCell], scopes: list[Scope]) -> QuerySet[IndicatorCell]:
    matches = cells.none()
    for level in {scope.level for scope in scopes}:
        matches |= cells.filter(
            level=level, code__in=[scope.code for scope in scopes if scope.level == level]
        )
    return matches


def _names_of_departements() -> dict[Scope, str]:
    return {
        WHOLE: current_instance().territory_name or _("Tout le territoire"),
        **{
            Scope(Level.DEPARTEMENT, code): name
            for code, name in Departement.objects.values_list("code", "name")
        },
    }


def _names_inside(departement: str) -> dict[Scope, str]:
    names: dict[Scope, str] = {}
    communes = Commune.objects.filter(departement=departement).values_list(
        "departement__name", "epci_id", "epci__name", "code", "name"
    )
    for its_departement, siren, epci, code, name in communes:
        names[Scope(Level.DEPARTEMENT, departement)] = its_departement
        if siren:
            names[Scope(Level.EPCI, siren)] = epci
        names[Scope(Level.COMMUNE, code)] = name
    return names
