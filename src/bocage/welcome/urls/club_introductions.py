"""Newcomers presented to the club."""

from django.urls import URLPattern, URLResolver, path

from bocage.welcome.views import club_introductions

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "espace/accueil/projets/<uuid:project_id>/club/<uuid:person_id>/",
        club_introductions.club_introduce,
        name="club_introduce",
    ),
    path("mon-projet/club/", club_introductions.own_club_ask, name="own_club_ask"),
    path(
        "mon-projet/club/<uuid:introduction_id>/oui/",
        club_introductions.own_club_accept,
        name="own_club_accept",
    ),
    path(
        "mon-projet/club/<uuid:introduction_id>/non/",
        club_introductions.own_club_decline,
        name="own_club_decline",
    ),
]
