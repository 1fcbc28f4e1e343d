"""The addresses of outreach, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("bocage.outreach.urls.editorial")),
]
