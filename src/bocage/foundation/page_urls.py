"""Addresses of the foundation that exist in each language."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.views import signed_actions

urlpatterns: list[URLPattern | URLResolver] = [
    path("reponse/<str:token>/", signed_actions.signed_action, name="signed_action"),
]
