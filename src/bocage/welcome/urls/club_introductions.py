"""Newcomers presented to the club."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.welcome.views import club_introductions

urlpatterns: list[URLPattern | URLResolver] = [
    route(
        "espace/accueil/projets/<uuid:project_id>/club/<uuid:person_id>/",
        club_introductions.club_introduce,
    ),
    route("mon-projet/club/", club_introductions.own_club_ask),
    route("mon-projet/club/<uuid:introduction_id>/oui/", club_introductions.own_club_accept),
    route("mon-projet/club/<uuid:introduction_id>/non/", club_introductions.own_club_decline),
]
