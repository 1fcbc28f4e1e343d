"""Addresses of the workspaces room."""

from django.urls import URLPattern, URLResolver, include, path

# Those that most requests ask for come first: each pattern before them is tried at each request.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("bocage.workspaces.page_urls")),
    path("", include("bocage.workspaces.host_urls")),
    path("", include("bocage.workspaces.calendar_urls")),
    path("", include("bocage.workspaces.request_urls")),
    path("", include("bocage.workspaces.price_urls")),
    path("", include("bocage.workspaces.board_urls")),
    path("", include("bocage.workspaces.series_urls")),
    path("", include("bocage.workspaces.rules_urls")),
    path("", include("bocage.workspaces.note_urls")),
    path("", include("bocage.workspaces.report_urls")),
    path("", include("bocage.workspaces.presence_urls")),
]
