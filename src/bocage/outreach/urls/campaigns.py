"""The addresses of campaigns."""

from django.urls import path

from bocage.outreach.views import short_links

urlpatterns = [
    path("l/<str:code>", short_links.follow_link, name="follow_link"),
]
