"""Addresses of the places to work, by subject."""

from django.urls import include, path

# Most requested patterns come first: each pattern before a match is tried on each request.
urlpatterns = [
    # « travailler/sans-reponse/ » must come before the slug of a place.
    path("", include("bocage.workspaces.search.urls")),
    path("", include("bocage.workspaces.bookings.urls")),
    path("", include("bocage.workspaces.front_desk.urls")),
    path("", include("bocage.workspaces.hosting.urls")),
    path("", include("bocage.workspaces.calendar_sync.urls")),
    path("", include("bocage.workspaces.approvals.urls")),
    path("", include("bocage.workspaces.billing.urls")),
    path("", include("bocage.workspaces.series.urls")),
    path("", include("bocage.workspaces.house_rules.urls")),
    path("", include("bocage.workspaces.reports.urls")),
]
