"""Addresses of the club, by subject."""

from django.urls import include, path

# No subject hides an address of another (tests/test_addresses.py): the order is the alphabet’s.
urlpatterns = [
    path("", include("bocage.network.club_page.urls")),
    path("", include("bocage.network.gatherings.urls")),
    path("", include("bocage.network.help_board.urls")),
    path("", include("bocage.network.ideas.urls")),
    path("", include("bocage.network.mailings.urls")),
    path("", include("bocage.network.members.urls")),
    path("", include("bocage.network.messages.urls")),
    path("", include("bocage.network.pairs.urls")),
    path("", include("bocage.network.web_school.urls")),
]
