"""The addresses of gatherings."""

from django.urls import path

from bocage.foundation.list_files import list_paths
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
    *list_paths(PUBLIC, gatherings.gathering_list, name="gathering_list", file="rencontres"),
    path(f"{PUBLIC}agenda.ics", gatherings.gathering_feed, name="gathering_feed"),
    path(f"{PUBLIC}rencontres.atom", gatherings.gathering_news, name="gathering_news"),
    path(f"{PUBLIC}encart/", embeds.gathering_embed, name="gathering_embed"),
    path(f"{PUBLIC}proposer/", own_gatherings.gathering_propose, name="gathering_propose"),
    path(f"{PUBLIC}les-miennes/", own_gatherings.own_gatherings, name="own_gatherings"),
    path(
        f"{PUBLIC}les-miennes/agenda/",
        own_gatherings.own_gathering_calendar,
        name="own_gathering_calendar",
    ),
    path(
        f"{PUBLIC}agendas/<slug:token>.ics",
        own_gatherings.own_gathering_feed,
        name="own_gathering_feed",
    ),
    path(f"{PUBLIC}arrivee/<slug:token>/", arrivals.gathering_arrival, name="gathering_arrival"),
    path(f"{PUBLIC}photos/<uuid:pk>.webp", gatherings.gathering_photo, name="gathering_photo"),
    path(ONE, gatherings.gathering_detail, name="gathering_detail"),
    path(f"{ONE}venir/", gatherings.gathering_register, name="gathering_register"),
    path(f"{ONE}ne-plus-venir/", gatherings.gathering_leave, name="gathering_leave"),
    *list_paths(
        "espace/club/rencontres/",
        gathering_team.club_gatherings,
        name="club_gatherings",
        file="rencontres",
    ),
    path("espace/club/rencontres/nouvelle/", gathering_team.gathering_plan, name="gathering_plan"),
    path(TEAM, gathering_day.gathering_manage, name="gathering_manage"),
    path(f"{TEAM}changer/", gathering_team.gathering_change, name="gathering_change"),
    path(f"{TEAM}ouvrir/", gathering_team.gathering_open, name="gathering_open"),
    path(f"{TEAM}annuler/", gathering_team.gathering_call_off, name="gathering_call_off"),
    path(f"{TEAM}presents/", gathering_day.gathering_attendance, name="gathering_attendance"),
    path(f"{TEAM}venu/", gathering_day.gathering_walk_in, name="gathering_walk_in"),
    path(f"{TEAM}ecrire/", gathering_day.gathering_message, name="gathering_message"),
    path(f"{TEAM}feuille/", gathering_day.gathering_sheet, name="gathering_sheet"),
    path(f"{TEAM}suites/", gathering_day.gathering_outcome, name="gathering_outcome"),
    path(f"{TEAM}photos/", gathering_day.gathering_photo_add, name="gathering_photo_add"),
    path(
        f"{TEAM}photos/retirer/",
        gathering_day.gathering_photo_remove,
        name="gathering_photo_remove",
    ),
    path(
        "espace/club/rencontres/series/<uuid:pk>/prolonger/",
        gathering_team.series_extend,
        name="series_extend",
    ),
    path(
        "espace/club/rencontres/inscriptions/<uuid:pk>/annuler/",
        gathering_day.registration_cancel,
        name="registration_cancel",
    ),
]
