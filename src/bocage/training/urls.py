"""Addresses of the course, by subject."""

from django.urls import include, path

# In the order of the alphabet: cohorts and mentoring have words that would be taken for the slug of
# a programme, if programmes stood before them.
urlpatterns = [
    path("", include("bocage.training.admissions.urls")),
    path("", include("bocage.training.attendance.urls")),
    path("", include("bocage.training.cohorts.urls")),
    path("", include("bocage.training.figures.urls")),
    path("", include("bocage.training.learning.urls")),
    path("", include("bocage.training.mentoring.urls")),
    path("", include("bocage.training.programmes.urls")),
]
