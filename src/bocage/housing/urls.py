"""The addresses of the room, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("bocage.housing.dwelling_urls")),
    path("", include("bocage.housing.search_urls")),
    path("", include("bocage.housing.alert_urls")),
    path("", include("bocage.housing.demand_urls")),
    path("", include("bocage.housing.lead_urls")),
    path("", include("bocage.housing.source_urls")),
    path("", include("bocage.housing.owner_urls")),
    path("", include("bocage.housing.join_urls")),
]
