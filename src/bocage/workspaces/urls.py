"""Addresses of the workspaces room."""

from django.urls import URLPattern, URLResolver, include, path

# Those that most requests ask for come first: each pattern before them is tried at each request.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("bocage.workspaces.search.urls")),
    path("", include("bocage.workspaces.front_desk.urls.host")),
    path("", include("bocage.workspaces.calendars.urls")),
    path("", include("bocage.workspaces.approvals.urls")),
    path("", include("bocage.workspaces.billing.urls")),
    path("", include("bocage.workspaces.front_desk.urls.board")),
    path("", include("bocage.workspaces.series.urls")),
    path("", include("bocage.workspaces.rules.urls")),
    path("", include("bocage.workspaces.front_desk.urls.notes")),
    path("", include("bocage.workspaces.reports.urls")),
    path("", include("bocage.workspaces.front_desk.urls.presence")),
]
