"""The addresses of the welcome, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("bocage.welcome.helpers.urls")),
    path("", include("bocage.welcome.case_file.urls")),
    path("", include("bocage.welcome.ceremonies.urls")),
    path("", include("bocage.welcome.commune_portal.urls.communes_table")),
    path("", include("bocage.welcome.charters.urls")),
    path("", include("bocage.welcome.club.urls")),
    path("", include("bocage.welcome.suitability.urls.commune_proposals")),
    path("", include("bocage.welcome.household_portal.urls.portraits")),
    path("", include("bocage.welcome.figures.urls")),
    path("", include("bocage.welcome.follow_ups.urls")),
    path("", include("bocage.welcome.inbox.urls")),
    path("", include("bocage.welcome.meetings.urls")),
    path("", include("bocage.welcome.commune_portal.urls.own_communes")),
    path("", include("bocage.welcome.homes.urls")),
    path("", include("bocage.welcome.household_portal.urls.own_project")),
    path("", include("bocage.welcome.intake.urls")),
    path("", include("bocage.welcome.relays.urls")),
    path("", include("bocage.welcome.sponsors.urls")),
    path("", include("bocage.welcome.visits.stays.urls")),
    path("", include("bocage.welcome.suitability.urls.suitability")),
    path("", include("bocage.welcome.pipeline.urls")),
    path("", include("bocage.welcome.visits.weekends.urls")),
]
