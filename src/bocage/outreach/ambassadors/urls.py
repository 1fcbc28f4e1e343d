"""The addresses of ambassadors."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.outreach.ambassadors.views import own, team

OWN_PAGE = "espace/ambassadeur/"
TEAM = "espace/ambassadeurs/"
DETAIL = f"{TEAM}<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(OWN_PAGE, own.own_ambassador),
    route(f"{OWN_PAGE}feuille.pdf", own.own_ambassador_sheet),
    *export_paths(TEAM, team.ambassador_list, file="ambassadeurs"),
    route(f"{TEAM}inviter/", team.ambassador_invite),
    route(DETAIL, team.ambassador_detail),
    route(f"{DETAIL}geste/", team.ambassador_action),
    route(f"{DETAIL}merci/", team.ambassador_thank),
]
