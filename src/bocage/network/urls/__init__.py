"""The addresses of the club, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("bocage.network.urls.gatherings")),
    path("", include("bocage.network.urls.members")),
    path("", include("bocage.network.urls.help_notices")),
    path("", include("bocage.network.urls.ideas")),
    path("", include("bocage.network.urls.mailings")),
    path("", include("bocage.network.urls.club_page")),
    path("", include("bocage.network.urls.contacts")),
    path("", include("bocage.network.urls.pairs")),
    path("", include("bocage.network.urls.skills")),
    path("", include("bocage.network.urls.web_school")),
]
