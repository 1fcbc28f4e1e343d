"""The logo, colours and shared picture of the instance, at addresses that change with them."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import quote_etag
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from bocage.foundation.formatting.colours import colour_rules
from bocage.foundation.http.access import public
from bocage.foundation.http.social_pictures import instance_picture, stored_picture
from bocage.foundation.models import InstanceSettings

_for_a_year = cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)


def _colours_etag(_request: HttpRequest, brand: str, accent: str) -> str:
    return quote_etag(f"{brand}-{accent}")


@public
@require_safe
@_for_a_year
@condition(etag_func=_colours_etag)
def colours(_request: HttpRequest, brand: str, accent: str) -> HttpResponse:
    """Returns a style sheet with a pair of colours as custom properties. The address holds them:
    nothing is read.
    """
    return HttpResponse(colour_rules(f"#{brand}", f"#{accent}"), content_type="text/css")


@public
@require_safe
@_for_a_year
def logo(_request: HttpRequest, digest: str) -> HttpResponse:
    """Returns the logo that has this digest, a PNG that we wrote ourselves."""
    content = InstanceSettings.objects.filter(logo_digest=digest).values_list("logo", flat=True)
    picture = content.first()
    if picture is None:
        raise Http404
    return HttpResponse(bytes(picture), content_type="image/png")


@public
@require_safe
@_for_a_year
def picture(_request: HttpRequest, language: str, digest: str) -> FileResponse:
    """Returns the picture of the pages that have none of their own, in a language of the
    product.
    """
    with override(language):
        picture = instance_picture()
    if picture.digest != digest:
        raise Http404
    return FileResponse(default_storage.open(stored_picture(picture)), content_type="image/png")
