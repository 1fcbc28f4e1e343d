"""Addresses of the reports."""

from django.urls import register_converter

from bocage.foundation.http.routes import route
from bocage.workspaces.reports.report import TABLES
from bocage.workspaces.views import reports


class ReportTableKey:
    """One of the tables of a report."""

    regex = "|".join(TABLES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReportTableKey, "report_table")

urlpatterns = [
    route("espace/bilan/", reports.territory_report),
    route("espace/bilan/<report_table:key>.csv", reports.territory_report_table),
    route("espace/bilan/bilan.xlsx", reports.territory_report_workbook),
    route("espace/lieux/<slug:slug>/bilan/", reports.place_report),
    route("espace/lieux/<slug:slug>/bilan/<report_table:key>.csv", reports.place_report_table),
    route("espace/lieux/<slug:slug>/bilan/bilan.xlsx", reports.place_report_workbook),
]
