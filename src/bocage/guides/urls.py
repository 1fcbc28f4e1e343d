"""Addresses of the help."""

from django.urls import path

from bocage.guides.views import pages, tours

urlpatterns = [
    path("aide/", pages.help_home, name="help_home"),
    path("aide/images/<slug:name>.webp", pages.help_picture, name="help_picture"),
    path("aide/<path:name>/", pages.help_page, name="help_page"),
    path("espace/visite/<uuid:mandate_id>/fermer/", tours.tour_close, name="tour_close"),
]
