"""The pages about the API, in each language."""

from django.urls import path

from bocage.api.views import reference

urlpatterns = [
    path("developpeurs/", reference.developers, name="developers"),
    path("developpeurs/guides/<slug:slug>/", reference.developers_guide, name="developers_guide"),
    path("developpeurs/problemes/", reference.developers_problems, name="developers_problems"),
    path(
        "developpeurs/reference/<slug:tag>/",
        reference.developers_subject,
        name="developers_subject",
    ),
]
