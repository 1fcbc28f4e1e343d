"""The addresses of gatherings."""

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.network.gatherings.views import arrivals, day, embeds, gatherings, own_gatherings, team

PUBLIC = "club/rencontres/"
GATHERING = "club/rencontres/<uuid:pk>/"
TEAM = "espace/club/rencontres/<uuid:pk>/"

urlpatterns = [
    *export_paths(PUBLIC, gatherings.gathering_list, file="rencontres"),
    route(f"{PUBLIC}agenda.ics", gatherings.gathering_feed),
    route(f"{PUBLIC}rencontres.atom", gatherings.gathering_news),
    route(f"{PUBLIC}encart/", embeds.gathering_embed),
    route(f"{PUBLIC}proposer/", own_gatherings.gathering_propose),
    route(f"{PUBLIC}les-miennes/", own_gatherings.own_gatherings),
    route(f"{PUBLIC}les-miennes/agenda/", own_gatherings.own_gathering_calendar),
    route(f"{PUBLIC}agendas/<slug:token>.ics", own_gatherings.own_gathering_feed),
    route(f"{PUBLIC}arrivee/<slug:token>/", arrivals.gathering_arrival),
    route(f"{PUBLIC}photos/<uuid:pk>.webp", gatherings.gathering_photo),
    route(GATHERING, gatherings.gathering_detail),
    route(f"{GATHERING}venir/", gatherings.gathering_register),
    route(f"{GATHERING}ne-plus-venir/", gatherings.gathering_leave),
    *export_paths("espace/club/rencontres/", team.club_gatherings, file="rencontres"),
    route("espace/club/rencontres/nouvelle/", team.gathering_plan),
    route(TEAM, day.gathering_manage),
    route(f"{TEAM}changer/", team.gathering_change),
    route(f"{TEAM}ouvrir/", team.gathering_open),
    route(f"{TEAM}annuler/", team.gathering_call_off),
    route(f"{TEAM}presents/", day.gathering_attendance),
    route(f"{TEAM}venu/", day.gathering_walk_in),
    route(f"{TEAM}ecrire/", day.gathering_message),
    route(f"{TEAM}feuille/", day.gathering_sheet),
    route(f"{TEAM}suites/", day.gathering_outcome),
    route(f"{TEAM}photos/", day.gathering_photo_add),
    route(f"{TEAM}photos/retirer/", day.gathering_photo_remove),
    route("espace/club/rencontres/series/<uuid:pk>/prolonger/", team.series_extend),
    route("espace/club/rencontres/inscriptions/<uuid:pk>/annuler/", day.registration_cancel),
]
