"""The press kit: its page, its document, its archive, and its figures as tables."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.documents import pdf_response
from bocage.foundation.files.spreadsheets import csv_response
from bocage.foundation.files.workbooks import workbook_response
from bocage.foundation.http.access import public
from bocage.outreach.editorial.page_cache import render_cacheable
from bocage.outreach.press.archive import press_archive
from bocage.outreach.press.documents import press_kit_pdf, territory_sentence
from bocage.outreach.press.kit import figure_header, figure_rows, press_kit, whole_pictures
from bocage.outreach.shared.themes import Theme


@public
@require_safe
def press(request: HttpRequest) -> HttpResponse:
    """Shows the press kit on one page."""

    def draw() -> HttpResponse:
        kit = press_kit()
        context = {
            "kit": kit,
            "has_contact": bool(kit.contact.email or kit.contact.phone),
            "territory": [territory_sentence(facts) for facts in kit.territory],
            "groups": [
                (theme.label, lines)
                for theme in Theme
                if (lines := [asset for asset in kit.assets if asset.theme == theme.value])
            ],
            "pictures": whole_pictures(kit),
        }
        return render(request, "outreach/press/page.html", context)

    return render_cacheable(request, draw)


@public
@require_safe
def press_document(_request: HttpRequest) -> HttpResponse:
    """Downloads the press kit as a PDF, to print and to send."""
    return pdf_response(press_kit_pdf(press_kit()), filename=f"{_file_name()}.pdf")


@public
@never_cache
@require_safe
def press_files(_request: HttpRequest) -> StreamingHttpResponse:
    """Downloads the document, the figures and the full-size pictures in one archive."""
    response = StreamingHttpResponse(press_archive(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{_file_name()}.zip"'
    return response


@public
@require_safe
def press_figures(_request: HttpRequest, extension: str) -> HttpResponseBase:
    """Downloads the figures as a table, each with its source and its date."""
    rows = figure_rows(press_kit())
    name = f"{_('chiffres')}-{timezone.localdate().isoformat()}.{extension}"
    if extension == "csv":
        return csv_response(figure_header(), rows, filename=name)
    return workbook_response([(_("Chiffres"), figure_header(), rows)], filename=name)


def _file_name() -> str:
    return f"{_('dossier-de-presse')}-{timezone.localdate().isoformat()}"
