"""The addresses of evenings in cities."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.outreach.evenings.views import door, public, team

PUBLIC = "soirees/"
ONE = f"{PUBLIC}<uuid:pk>/"
TEAM = "espace/soirees/"
KEPT = f"{TEAM}<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(PUBLIC, public.evening_agenda),
    route(ONE, public.evening_detail),
    route(f"{ONE}merci/", public.evening_thanks),
    route(f"{ONE}soiree.ics", public.evening_calendar),
    *export_paths(TEAM, team.evening_list, file="soirees"),
    route(f"{TEAM}nouvelle/", team.evening_plan),
    route(KEPT, team.evening_manage),
    route(f"{KEPT}changer/", team.evening_change),
    route(f"{KEPT}ouvrir/", team.evening_open),
    route(f"{KEPT}annuler/", team.evening_call_off),
    route(f"{KEPT}inviter/", team.evening_invite),
    route(f"{KEPT}club/", team.evening_club),
    route(f"{KEPT}entree/", door.evening_door),
    route(f"{KEPT}entree/venu/", door.evening_walk_in),
    route(f"{KEPT}merci/", door.evening_thank),
    route(f"{TEAM}inscriptions/<uuid:pk>/annuler/", door.evening_take_off),
]
