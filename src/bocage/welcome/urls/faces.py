"""Faces of those who accompany."""

from django.urls import path

from bocage.welcome.views import faces

urlpatterns = [path("mon-projet/visages/<uuid:person_id>/", faces.face, name="face")]
