"""The addresses of campaigns."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from bocage.foundation.http.routes import route
from bocage.outreach.campaigns.views import campaigns, links, short_links


class TableKind(StringConverter):
    """A file for a spreadsheet."""

    regex = "csv|xlsx"


class CodeKind(StringConverter):
    """A code to scan: a picture, a drawing, or a sheet."""

    regex = "png|svg|pdf"


register_converter(TableKind, "campaign_table_kind")
register_converter(CodeKind, "scanned_code_kind")

KEPT = "espace/campagnes/"

urlpatterns = [
    route("l/<str:code>", short_links.follow_link),
    route(KEPT, campaigns.campaign_list),
    route(f"{KEPT}tableau.<campaign_table_kind:extension>", campaigns.campaign_table),
    route(f"{KEPT}ouvrir/", campaigns.campaign_open),
    route(f"{KEPT}<uuid:pk>/", campaigns.campaign_detail),
    route(f"{KEPT}<uuid:pk>/modifier/", campaigns.campaign_change),
    route(f"{KEPT}<uuid:pk>/etat/", campaigns.campaign_gesture),
    path(f"{KEPT}<uuid:pk>/depenses/", campaigns.expense_add, name="campaign_expense_add"),
    path(
        f"{KEPT}depenses/<uuid:pk>/retirer/",
        campaigns.expense_remove,
        name="campaign_expense_remove",
    ),
    path(f"{KEPT}<uuid:pk>/liens/", links.link_add, name="tracked_link_add"),
    route(f"{KEPT}liens/<uuid:pk>/", links.tracked_link),
    path(f"{KEPT}liens/<uuid:pk>/retirer/", links.link_remove, name="tracked_link_remove"),
    path(
        f"{KEPT}liens/<uuid:pk>/code.<scanned_code_kind:extension>",
        links.link_code,
        name="tracked_link_code",
    ),
]
