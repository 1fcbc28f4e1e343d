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

TEAM = "espace/campagnes/"

urlpatterns = [
    route("l/<str:code>", short_links.follow_link),
    route(TEAM, campaigns.campaign_list),
    route(f"{TEAM}tableau.<campaign_table_kind:extension>", campaigns.campaign_table),
    route(f"{TEAM}ouvrir/", campaigns.campaign_open),
    route(f"{TEAM}<uuid:pk>/", campaigns.campaign_detail),
    route(f"{TEAM}<uuid:pk>/modifier/", campaigns.campaign_change),
    route(f"{TEAM}<uuid:pk>/etat/", campaigns.campaign_action),
    path(f"{TEAM}<uuid:pk>/depenses/", campaigns.expense_add, name="campaign_expense_add"),
    path(
        f"{TEAM}depenses/<uuid:pk>/retirer/",
        campaigns.expense_remove,
        name="campaign_expense_remove",
    ),
    path(f"{TEAM}<uuid:pk>/liens/", links.link_add, name="tracked_link_add"),
    route(f"{TEAM}liens/<uuid:pk>/", links.tracked_link),
    path(f"{TEAM}liens/<uuid:pk>/retirer/", links.link_remove, name="tracked_link_remove"),
    path(
        f"{TEAM}liens/<uuid:pk>/code.<scanned_code_kind:extension>",
        links.link_code,
        name="tracked_link_code",
    ),
]
