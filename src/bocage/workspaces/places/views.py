"""The photos of places, as files."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from bocage.foundation.files.photo_sizes import photo_response
from bocage.foundation.http.access import public
from bocage.workspaces.places.models import Photo


@public
@require_safe
def place_photo(request: HttpRequest, photo_id: UUID) -> FileResponse:
    """Returns a photo of a place that the person may see. It never changes, so browsers keep it."""
    photo = get_object_or_404(Photo.objects.select_related("place__scope"), pk=photo_id)
    if not request.user.has_perm("workspaces.see_place", photo.place):
        raise Http404
    response = photo_response(request, photo.image.storage, str(photo.image.name))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
