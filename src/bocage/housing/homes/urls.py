"""Homes: search, page, map."""

from django.urls import path

from bocage.foundation.http.routes import route
from bocage.housing.homes.views import embeds, files, homes

urlpatterns = [
    route("se-loger/", homes.home_list),
    route("se-loger/logements.<list_file:extension>", files.home_list_file),
    route("se-loger/logements.atom", files.home_feed),
    route("se-loger/encart/", embeds.home_embed),
    path("se-loger/<uuid:dwelling_id>/", homes.home_detail, name="dwelling"),
    route("photos-des-logements/<slug:name>.webp", homes.home_photo),
]
