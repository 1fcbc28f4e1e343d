"""Homes: search, page, map."""

from django.urls import path

from bocage.housing.views import embeds, home_files, homes

urlpatterns = [
    path("se-loger/", homes.home_list, name="home_list"),
    path(
        "se-loger/logements.<list_file:extension>",
        home_files.home_list_file,
        name="home_list_file",
    ),
    path("se-loger/logements.atom", home_files.home_feed, name="home_feed"),
    path("se-loger/encart/", embeds.home_embed, name="home_embed"),
    path("se-loger/<uuid:dwelling_id>/", homes.home_detail, name="dwelling"),
    path("photos-des-logements/<slug:name>.webp", homes.home_photo, name="home_photo"),
]
