"""Views of the figures of the course, by programme and in total."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.foundation.files.spreadsheets import csv_response
from bocage.foundation.http.access import permitted
from bocage.people.signed_in import current_person
from bocage.training.figures.figures import figure_rows


@permitted("training.follow_training")
@require_safe
def training_figures(request: HttpRequest) -> HttpResponse:
    """Shows the figures of each programme and their total, with their definitions."""
    table = figure_rows(current_person(request))
    return render(request, "training/figures/figures.html", {"table": table})


@permitted("training.follow_training")
@require_safe
def training_figures_table(request: HttpRequest) -> HttpResponseBase:
    """Exports the figures of each programme and their total, as CSV."""
    table = figure_rows(current_person(request))
    header = [_("Formation"), _("Organisme"), *(column.label for column in table.columns)]
    rows = [[row.name, row.partner, *row.cells] for row in (*table.rows, table.total)]
    return csv_response(header, rows, filename="formations.csv")
