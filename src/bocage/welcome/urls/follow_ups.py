"""The addresses of follow-ups."""

from django.urls import path

from bocage.welcome.views import follow_ups

urlpatterns = [
    path("suivi/<str:token>/", follow_ups.follow_up, name="follow_up"),
    path(
        "espace/accueil/suivis/<uuid:follow_up_id>/",
        follow_ups.follow_up_call,
        name="follow_up_call",
    ),
    path(
        "espace/accueil/suivis/<uuid:follow_up_id>/appele/",
        follow_ups.follow_up_called,
        name="follow_up_called",
    ),
]
