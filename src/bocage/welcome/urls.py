"""Addresses of the welcome, by subject."""

from django.urls import include, path

# No subject hides an address of another (tests/test_addresses.py): the order is the alphabet’s.
urlpatterns = [
    path("", include("bocage.welcome.coordinator_portal.urls")),
    path("", include("bocage.welcome.ceremonies.urls")),
    path("", include("bocage.welcome.charters.urls")),
    path("", include("bocage.welcome.club.urls")),
    path("", include("bocage.welcome.commune_portal.urls")),
    path("", include("bocage.welcome.figures.urls")),
    path("", include("bocage.welcome.follow_ups.urls")),
    path("", include("bocage.welcome.helpers.urls")),
    path("", include("bocage.welcome.homes.urls")),
    path("", include("bocage.welcome.household_portal.urls")),
    path("", include("bocage.welcome.inbox.urls")),
    path("", include("bocage.welcome.intake.urls")),
    path("", include("bocage.welcome.meetings.urls")),
    path("", include("bocage.welcome.pipeline.urls")),
    path("", include("bocage.welcome.relays.urls")),
    path("", include("bocage.welcome.sponsors.urls")),
    path("", include("bocage.welcome.suitability.urls")),
    path("", include("bocage.welcome.visits.stays.urls")),
    path("", include("bocage.welcome.visits.weekends.urls")),
]
