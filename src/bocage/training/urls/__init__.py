"""The addresses of the course, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("bocage.training.urls.attendance")),
    path("", include("bocage.training.urls.applications")),
    path("", include("bocage.training.urls.cohorts")),
    path("", include("bocage.training.urls.learning")),
    path("", include("bocage.training.urls.mentors")),
    path("", include("bocage.training.urls.figures")),
    path("", include("bocage.training.urls.programmes")),
]
