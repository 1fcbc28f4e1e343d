"""The addresses of ambassadors."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.list_files import list_paths
from bocage.outreach.views import ambassador_team, own_ambassador

OWN = "espace/ambassadeur/"
TEAM = "espace/ambassadeurs/"
ONE = f"{TEAM}<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(OWN, own_ambassador.own_ambassador, name="own_ambassador"),
    path(f"{OWN}feuille.pdf", own_ambassador.own_ambassador_sheet, name="own_ambassador_sheet"),
    *list_paths(TEAM, ambassador_team.ambassador_list, name="ambassador_list", file="ambassadeurs"),
    path(f"{TEAM}inviter/", ambassador_team.ambassador_invite, name="ambassador_invite"),
    path(ONE, ambassador_team.ambassador_detail, name="ambassador_detail"),
    path(f"{ONE}geste/", ambassador_team.ambassador_gesture, name="ambassador_gesture"),
    path(f"{ONE}merci/", ambassador_team.ambassador_thank, name="ambassador_thank"),
]
