"""The addresses of the course, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("bocage.training.urls.cohorts")),
    path("", include("bocage.training.urls.programmes")),
]
