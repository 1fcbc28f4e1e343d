"""The addresses of evenings in cities."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.list_files import list_paths
from bocage.outreach.views import evening_door, evening_team, evenings

PUBLIC = "soirees/"
ONE = f"{PUBLIC}<uuid:pk>/"
TEAM = "espace/soirees/"
KEPT = f"{TEAM}<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(PUBLIC, evenings.evening_agenda, name="evening_agenda"),
    path(ONE, evenings.evening_detail, name="evening_detail"),
    path(f"{ONE}merci/", evenings.evening_thanks, name="evening_thanks"),
    path(f"{ONE}soiree.ics", evenings.evening_calendar, name="evening_calendar"),
    *list_paths(TEAM, evening_team.evening_list, name="evening_list", file="soirees"),
    path(f"{TEAM}nouvelle/", evening_team.evening_plan, name="evening_plan"),
    path(KEPT, evening_team.evening_manage, name="evening_manage"),
    path(f"{KEPT}changer/", evening_team.evening_change, name="evening_change"),
    path(f"{KEPT}ouvrir/", evening_team.evening_open, name="evening_open"),
    path(f"{KEPT}annuler/", evening_team.evening_call_off, name="evening_call_off"),
    path(f"{KEPT}inviter/", evening_team.evening_invite, name="evening_invite"),
    path(f"{KEPT}club/", evening_team.evening_club, name="evening_club"),
    path(f"{KEPT}entree/", evening_door.evening_door, name="evening_door"),
    path(f"{KEPT}entree/venu/", evening_door.evening_walk_in, name="evening_walk_in"),
    path(f"{KEPT}merci/", evening_door.evening_thank, name="evening_thank"),
    path(
        f"{TEAM}inscriptions/<uuid:pk>/annuler/",
        evening_door.evening_take_off,
        name="evening_take_off",
    ),
]
