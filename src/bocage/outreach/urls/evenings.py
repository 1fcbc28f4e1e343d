"""The addresses of evenings in cities."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_files import list_paths
from bocage.foundation.http.routes import route
from bocage.outreach.views import evening_door, evening_team, evenings

PUBLIC = "soirees/"
ONE = f"{PUBLIC}<uuid:pk>/"
TEAM = "espace/soirees/"
KEPT = f"{TEAM}<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(PUBLIC, evenings.evening_agenda),
    route(ONE, evenings.evening_detail),
    route(f"{ONE}merci/", evenings.evening_thanks),
    route(f"{ONE}soiree.ics", evenings.evening_calendar),
    *list_paths(TEAM, evening_team.evening_list, file="soirees"),
    route(f"{TEAM}nouvelle/", evening_team.evening_plan),
    route(KEPT, evening_team.evening_manage),
    route(f"{KEPT}changer/", evening_team.evening_change),
    route(f"{KEPT}ouvrir/", evening_team.evening_open),
    route(f"{KEPT}annuler/", evening_team.evening_call_off),
    route(f"{KEPT}inviter/", evening_team.evening_invite),
    route(f"{KEPT}club/", evening_team.evening_club),
    route(f"{KEPT}entree/", evening_door.evening_door),
    route(f"{KEPT}entree/venu/", evening_door.evening_walk_in),
    route(f"{KEPT}merci/", evening_door.evening_thank),
    route(f"{TEAM}inscriptions/<uuid:pk>/annuler/", evening_door.evening_take_off),
]
