"""The addresses of the course, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("bocage.training.attendance.urls")),
    path("", include("bocage.training.admissions.urls")),
    path("", include("bocage.training.cohorts.urls")),
    path("", include("bocage.training.learning.urls")),
    path("", include("bocage.training.mentoring.urls")),
    path("", include("bocage.training.figures.urls")),
    path("", include("bocage.training.programmes.urls")),
]
