"""The addresses of ambassadors."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_files import list_paths
from bocage.foundation.http.routes import route
from bocage.outreach.views import ambassador_team, own_ambassador

OWN = "espace/ambassadeur/"
TEAM = "espace/ambassadeurs/"
ONE = f"{TEAM}<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(OWN, own_ambassador.own_ambassador),
    route(f"{OWN}feuille.pdf", own_ambassador.own_ambassador_sheet),
    *list_paths(TEAM, ambassador_team.ambassador_list, file="ambassadeurs"),
    route(f"{TEAM}inviter/", ambassador_team.ambassador_invite),
    route(ONE, ambassador_team.ambassador_detail),
    route(f"{ONE}geste/", ambassador_team.ambassador_gesture),
    route(f"{ONE}merci/", ambassador_team.ambassador_thank),
]
