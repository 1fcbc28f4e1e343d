"""Addresses of the reports."""

from django.urls import path, register_converter

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
    path("espace/bilan/", reports.territory_report, name="territory_report"),
    path(
        "espace/bilan/<report_table:key>.csv",
        reports.territory_report_table,
        name="territory_report_table",
    ),
    path(
        "espace/bilan/bilan.xlsx",
        reports.territory_report_workbook,
        name="territory_report_workbook",
    ),
    path("espace/lieux/<slug:slug>/bilan/", reports.place_report, name="place_report"),
    path(
        "espace/lieux/<slug:slug>/bilan/<report_table:key>.csv",
        reports.place_report_table,
        name="place_report_table",
    ),
    path(
        "espace/lieux/<slug:slug>/bilan/bilan.xlsx",
        reports.place_report_workbook,
        name="place_report_workbook",
    ),
]
