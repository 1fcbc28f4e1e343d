"""Addresses of the homes, by subject."""

from django.urls import include, path

# No subject hides an address of another (tests/test_addresses.py): the order is the alphabet’s.
urlpatterns = [
    path("", include("bocage.housing.alerts.urls")),
    path("", include("bocage.housing.deduplication.urls")),
    path("", include("bocage.housing.demand.urls")),
    path("", include("bocage.housing.feeds.urls")),
    path("", include("bocage.housing.homes.urls")),
    path("", include("bocage.housing.leads.urls")),
    path("", include("bocage.housing.owner_listings.urls")),
    path("", include("bocage.housing.searches.urls")),
]
