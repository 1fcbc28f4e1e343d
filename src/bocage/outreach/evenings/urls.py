"""The addresses of evenings in cities."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.outreach.evenings.views import door, public, team

PUBLIC = "soirees/"
PUBLIC_DETAIL = f"{PUBLIC}<uuid:pk>/"
TEAM = "espace/soirees/"
TEAM_DETAIL = f"{TEAM}<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(PUBLIC, public.evening_agenda),
    route(PUBLIC_DETAIL, public.evening_detail),
    route(f"{PUBLIC_DETAIL}merci/", public.evening_thanks),
    route(f"{PUBLIC_DETAIL}soiree.ics", public.evening_calendar),
    *export_paths(TEAM, team.evening_list, file="soirees"),
    route(f"{TEAM}nouvelle/", team.evening_plan),
    route(TEAM_DETAIL, team.evening_manage),
    route(f"{TEAM_DETAIL}changer/", team.evening_change),
    route(f"{TEAM_DETAIL}ouvrir/", team.evening_open),
    route(f"{TEAM_DETAIL}annuler/", team.evening_call_off),
    route(f"{TEAM_DETAIL}inviter/", team.evening_invite),
    route(f"{TEAM_DETAIL}club/", team.evening_club),
    route(f"{TEAM_DETAIL}entree/", door.evening_door),
    route(f"{TEAM_DETAIL}entree/venu/", door.evening_walk_in),
    route(f"{TEAM_DETAIL}merci/", door.evening_thank),
    route(f"{TEAM}inscriptions/<uuid:pk>/annuler/", door.evening_take_off),
]
