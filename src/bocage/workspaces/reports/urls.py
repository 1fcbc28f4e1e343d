"""Addresses of the reports."""

from django.urls import register_converter

from bocage.foundation.http.routes import route
from bocage.workspaces.reports import views
from bocage.workspaces.reports.report import TABLES


class ReportTableKey:
    """Converter of the key of a table of a report in an address."""

    regex = "|".join(TABLES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReportTableKey, "report_table")

urlpatterns = [
    route("espace/bilan/", views.territory_report),
    route("espace/bilan/<report_table:key>.csv", views.territory_report_table),
    route("espace/bilan/bilan.xlsx", views.territory_report_workbook),
    route("espace/lieux/<slug:slug>/bilan/", views.place_report),
    route("espace/lieux/<slug:slug>/bilan/<report_table:key>.csv", views.place_report_table),
    route("espace/lieux/<slug:slug>/bilan/bilan.xlsx", views.place_report_workbook),
]
