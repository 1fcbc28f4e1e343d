"""Newcomers presented to the club."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.welcome.club import views

urlpatterns: list[URLPattern | URLResolver] = [
    route(
        "espace/accueil/projets/<uuid:project_id>/club/<uuid:person_id>/",
        views.club_introduce,
    ),
    route("mon-projet/club/", views.own_club_ask),
    route("mon-projet/club/<uuid:introduction_id>/oui/", views.own_club_accept),
    route("mon-projet/club/<uuid:introduction_id>/non/", views.own_club_decline),
]
