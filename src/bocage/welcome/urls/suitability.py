"""Addresses of « Quelles communes nous vont ? »."""

from django.urls import URLPattern, URLResolver, path

from bocage.welcome.views.suitability import (
    commune_comparison,
    commune_ranking,
    commune_weights,
    commune_wish,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("communes/pour-nous/", commune_ranking, name="commune_ranking"),
    path("communes/comparer/", commune_comparison, name="commune_comparison"),
    path("mon-projet/<uuid:project_id>/communes/", commune_wish, name="commune_wish"),
    path("mon-projet/<uuid:project_id>/reglages/", commune_weights, name="commune_weights"),
]
