"""The addresses of the report and of the sheets of communes."""

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter

from bocage.evidence.views import reports, sheets
from bocage.foundation.http.routes import route


class ReportYear(IntConverter):
    """A year that a report may be about."""

    regex = "20[0-9]{2}|21[0-9]{2}"


class ReportKind(StringConverter):
    """The document, or its data."""

    regex = "pdf|csv"


register_converter(ReportYear, "evidence_year")
register_converter(ReportKind, "evidence_report_kind")

urlpatterns = [
    route("preuves/rapport/", reports.evidence_reports),
    route(
        "preuves/rapport/<evidence_year:year>.<evidence_report_kind:extension>",
        reports.evidence_report,
    ),
    route("preuves/communes/<str:code>/fiche.pdf", sheets.commune_sheet),
    route("espace/rapport/", reports.report_make),
    route("espace/rapport/rapport.<evidence_report_kind:extension>", reports.report_file),
]
