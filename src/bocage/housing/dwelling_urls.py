"""Homes: search, page, map."""

from django.urls import path

from bocage.housing.views import homes

urlpatterns = [
    path("se-loger/", homes.home_list, name="home_list"),
    path("se-loger/<uuid:dwelling_id>/", homes.home_detail, name="dwelling"),
    path("photos-des-logements/<slug:name>.webp", homes.home_photo, name="home_photo"),
]
