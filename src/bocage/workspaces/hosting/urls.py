"""Addresses of the sheet of a place, as its host keeps it: opening, rooms, hours, closures."""

from bocage.foundation.http.routes import route
from bocage.workspaces.hosting.views import (
    host_closing,
    host_hours,
    host_opening,
    host_place,
    host_resources,
)
from bocage.workspaces.places import views as photos

urlpatterns = [
    route("photos-des-lieux/<uuid:photo_id>.webp", photos.place_photo),
    route("espace/lieux/ouvrir/", host_opening.host_open),
    route("espace/lieux/<slug:slug>/", host_place.host_place),
    route("espace/lieux/<slug:slug>/fiche/", host_place.host_describe),
    route("espace/lieux/<slug:slug>/publier/", host_place.host_publish),
    route("espace/lieux/<slug:slug>/photos/", host_place.host_photos),
    route("espace/lieux/<slug:slug>/photos/<uuid:photo_id>/retirer/", host_place.host_photo_remove),
    route("espace/lieux/<slug:slug>/espaces/ajouter/", host_resources.host_resource_add),
    route(
        "espace/lieux/<slug:slug>/espaces/<uuid:resource_id>/", host_resources.host_resource_change
    ),
    route("espace/lieux/<slug:slug>/horaires/", host_hours.host_hours),
    route("espace/lieux/<slug:slug>/horaires-exceptionnels/", host_hours.host_exception),
    route("espace/lieux/<slug:slug>/fermer/", host_hours.host_close),
    route("espace/lieux/<slug:slug>/fermer-definitivement/", host_closing.host_close_for_good),
    route("espace/lieux/<slug:slug>/fermetures/<uuid:closure_id>/rouvrir/", host_hours.host_reopen),
]
