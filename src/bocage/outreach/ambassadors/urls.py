"""The addresses of ambassadors."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.outreach.ambassadors.views import own, team

OWN = "espace/ambassadeur/"
TEAM = "espace/ambassadeurs/"
ONE = f"{TEAM}<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(OWN, own.own_ambassador),
    route(f"{OWN}feuille.pdf", own.own_ambassador_sheet),
    *export_paths(TEAM, team.ambassador_list, file="ambassadeurs"),
    route(f"{TEAM}inviter/", team.ambassador_invite),
    route(ONE, team.ambassador_detail),
    route(f"{ONE}geste/", team.ambassador_gesture),
    route(f"{ONE}merci/", team.ambassador_thank),
]
