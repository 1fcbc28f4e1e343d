"""Addresses of « Quelles communes nous vont ? »."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.welcome.suitability.views.suitability import (
    commune_comparison,
    commune_ranking,
    commune_weights,
    commune_wish,
)

urlpatterns: list[URLPattern | URLResolver] = [
    route("communes/pour-nous/", commune_ranking),
    route("communes/comparer/", commune_comparison),
    route("mon-projet/<uuid:project_id>/communes/", commune_wish),
    route("mon-projet/<uuid:project_id>/reglages/", commune_weights),
]
