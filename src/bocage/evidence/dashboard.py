"""Entries of the evidence room in the Espace: dashboards and reports."""

from django.utils.translation import gettext_lazy as _

from bocage.people.dashboard import add_item

add_item(
    label=_("Tableau de bord"),
    url_name="dashboards",
    icon="growth",
    rank=5,
    right="evidence.see_dashboards",
)
add_item(
    label=_("Rapport"),
    url_name="report_make",
    icon="printer",
    rank=85,
    group="rules",
    right="evidence.make_reports",
)
