"""Pages of the figures of the welcome: full, published without small counts, and downloaded."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.files.spreadsheets import csv_response
from bocage.foundation.files.workbooks import workbook_response
from bocage.foundation.http.access import permitted
from bocage.people.signed_in import current_person
from bocage.welcome.figures import Figure, as_published, figures_of, flat_rows
from bocage.welcome.projects.policies import projects_followed_by


@permitted("welcome.see_figures")
@never_cache
@require_safe
def welcome_figures(request: HttpRequest) -> HttpResponse:
    """Shows the figures of the projects that a person follows. `?version=publique` hides small
    numbers.
    """
    figures = _figures(request)
    context = {
        "figures": figures,
        "menu": [(figure.name, figure.title) for figure in figures],
        "is_published": _is_published(request),
        "today": timezone.localdate(),
    }
    return render(request, "welcome/figures/page.html", context)


@permitted("welcome.see_figures")
@require_safe
def welcome_figures_csv(request: HttpRequest) -> HttpResponseBase:
    """Returns the figures as CSV, with a row for each cell."""
    header = [_("Chiffre"), _("Ligne"), _("Colonne"), _("Valeur"), _("Définition"), _("Date")]
    return csv_response(header, flat_rows(_figures(request)), filename=f"{_name(request)}.csv")


@permitted("welcome.see_figures")
@require_safe
def welcome_figures_workbook(request: HttpRequest) -> HttpResponse:
    """Returns the figures as a workbook, with a sheet for each figure."""
    tables = [
        (
            figure.name,
            [figure.head, *figure.columns],
            [[row.label, *(cell.text for cell in row.cells)] for row in figure.rows],
        )
        for figure in _figures(request)
    ]
    return workbook_response(tables, filename=f"{_name(request)}.xlsx")


def _figures(request: HttpRequest) -> list[Figure]:
    figures = figures_of(projects_followed_by(current_person(request)))
    return as_published(figures) if _is_published(request) else figures


def _is_published(request: HttpRequest) -> bool:
    return request.GET.get("version") == "publique"


def _name(request: HttpRequest) -> str:
    version = "-publique" if _is_published(request) else ""
    return f"accueil-chiffres{version}-{timezone.localdate().isoformat()}"
