"""Addresses of the Espace pages of whoever runs a place."""

from datetime import date

from django.urls import path, register_converter

from bocage.workspaces.views import (
    host,
    host_closing,
    host_hours,
    host_opening,
    host_place,
    host_resources,
    photos,
)


class IsoDay:
    """A day of this century as 2026-11-24."""

    regex = r"20\d{2}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


register_converter(IsoDay, "iso_day")

urlpatterns = [
    path("photos-des-lieux/<uuid:photo_id>.webp", photos.place_photo, name="place_photo"),
    path("espace/lieux/", host.host_places, name="host_places"),
    path("espace/lieux/ouvrir/", host_opening.host_open, name="host_open"),
    path("espace/lieux/<slug:slug>/jour/", host.host_today, name="host_today"),
    path("espace/lieux/<slug:slug>/jour/<iso_day:day>/", host.host_day, name="host_day"),
    path(
        "espace/lieux/<slug:slug>/reservation/<uuid:booking_id>/annuler/",
        host.host_cancel,
        name="host_cancel",
    ),
    path("espace/lieux/<slug:slug>/", host_place.host_place, name="host_place"),
    path("espace/lieux/<slug:slug>/fiche/", host_place.host_describe, name="host_describe"),
    path("espace/lieux/<slug:slug>/publier/", host_place.host_publish, name="host_publish"),
    path("espace/lieux/<slug:slug>/photos/", host_place.host_photos, name="host_photos"),
    path(
        "espace/lieux/<slug:slug>/photos/<uuid:photo_id>/retirer/",
        host_place.host_photo_remove,
        name="host_photo_remove",
    ),
    path(
        "espace/lieux/<slug:slug>/espaces/ajouter/",
        host_resources.host_resource_add,
        name="host_resource_add",
    ),
    path(
        "espace/lieux/<slug:slug>/espaces/<uuid:resource_id>/",
        host_resources.host_resource_change,
        name="host_resource_change",
    ),
    path("espace/lieux/<slug:slug>/horaires/", host_hours.host_hours, name="host_hours"),
    path(
        "espace/lieux/<slug:slug>/horaires-exceptionnels/",
        host_hours.host_exception,
        name="host_exception",
    ),
    path("espace/lieux/<slug:slug>/fermer/", host_hours.host_close, name="host_close"),
    path(
        "espace/lieux/<slug:slug>/fermer-definitivement/",
        host_closing.host_close_for_good,
        name="host_close_for_good",
    ),
    path(
        "espace/lieux/<slug:slug>/fermetures/<uuid:closure_id>/rouvrir/",
        host_hours.host_reopen,
        name="host_reopen",
    ),
]
