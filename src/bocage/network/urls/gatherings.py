"""The addresses of gatherings."""

from bocage.foundation.http.list_files import list_paths
from bocage.foundation.http.routes import route
from bocage.network.views import (
    arrivals,
    embeds,
    gathering_day,
    gathering_team,
    gatherings,
    own_gatherings,
)

PUBLIC = "club/rencontres/"
ONE = "club/rencontres/<uuid:pk>/"
TEAM = "espace/club/rencontres/<uuid:pk>/"

urlpatterns = [
    *list_paths(PUBLIC, gatherings.gathering_list, file="rencontres"),
    route(f"{PUBLIC}agenda.ics", gatherings.gathering_feed),
    route(f"{PUBLIC}rencontres.atom", gatherings.gathering_news),
    route(f"{PUBLIC}encart/", embeds.gathering_embed),
    route(f"{PUBLIC}proposer/", own_gatherings.gathering_propose),
    route(f"{PUBLIC}les-miennes/", own_gatherings.own_gatherings),
    route(f"{PUBLIC}les-miennes/agenda/", own_gatherings.own_gathering_calendar),
    route(f"{PUBLIC}agendas/<slug:token>.ics", own_gatherings.own_gathering_feed),
    route(f"{PUBLIC}arrivee/<slug:token>/", arrivals.gathering_arrival),
    route(f"{PUBLIC}photos/<uuid:pk>.webp", gatherings.gathering_photo),
    route(ONE, gatherings.gathering_detail),
    route(f"{ONE}venir/", gatherings.gathering_register),
    route(f"{ONE}ne-plus-venir/", gatherings.gathering_leave),
    *list_paths("espace/club/rencontres/", gathering_team.club_gatherings, file="rencontres"),
    route("espace/club/rencontres/nouvelle/", gathering_team.gathering_plan),
    route(TEAM, gathering_day.gathering_manage),
    route(f"{TEAM}changer/", gathering_team.gathering_change),
    route(f"{TEAM}ouvrir/", gathering_team.gathering_open),
    route(f"{TEAM}annuler/", gathering_team.gathering_call_off),
    route(f"{TEAM}presents/", gathering_day.gathering_attendance),
    route(f"{TEAM}venu/", gathering_day.gathering_walk_in),
    route(f"{TEAM}ecrire/", gathering_day.gathering_message),
    route(f"{TEAM}feuille/", gathering_day.gathering_sheet),
    route(f"{TEAM}suites/", gathering_day.gathering_outcome),
    route(f"{TEAM}photos/", gathering_day.gathering_photo_add),
    route(f"{TEAM}photos/retirer/", gathering_day.gathering_photo_remove),
    route("espace/club/rencontres/series/<uuid:pk>/prolonger/", gathering_team.series_extend),
    route(
        "espace/club/rencontres/inscriptions/<uuid:pk>/annuler/", gathering_day.registration_cancel
    ),
]
