"""oEmbed (https://oembed.com): gives other sites the HTML to embed for the address of a page.

WordPress and others request it for every link that is pasted.
"""

from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from bocage.api.embedding.code import frame_code, site_of
from bocage.api.embedding.views import own_hosts
from bocage.foundation.http.access import public
from bocage.foundation.http.embeds import embed_at
from bocage.foundation.http.versioned_answers import opened_to_scripts
from bocage.foundation.instance import current_instance

USUAL_WIDTH = 640
CACHED_S = 3_600


@public
@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Returns the oEmbed description of a page of this site. Query parameters: `url`, `format`,
    `maxwidth` and `maxheight`.

    404 if the page cannot be embedded, 501 for a format other than JSON and XML.
    """
    requested_format = request.GET.get("format", "json")
    if requested_format not in ("json", "xml"):
        return opened_to_scripts(HttpResponse(status=501))
    embed = embed_at(request.GET.get("url", ""), hosts=own_hosts(request))
    if embed is None:
        return opened_to_scripts(HttpResponse(status=404))
    width = min(USUAL_WIDTH, _pixels(request, "maxwidth") or USUAL_WIDTH)
    height = min(embed.height, _pixels(request, "maxheight") or embed.height)
    site = site_of(request)
    members: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": embed.title,
        "provider_name": current_instance().name,
        "provider_url": f"{site}/",
        "cache_age": CACHED_S,
        "width": width,
        "height": height,
        "html": frame_code(embed, site, width=str(width), height=height),
    }
    response = JsonResponse(members) if requested_format == "json" else _xml(members)
    response["Cache-Control"] = f"public, max-age={CACHED_S}"
    return opened_to_scripts(response)


def _pixels(request: HttpRequest, name: str) -> int:
    """Returns a size limit of the request, which the response never exceeds; 0 if it is invalid."""
    text = request.GET.get(name, "")
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    return int(text) if is_number else 0


def _xml(members: dict[str, Any]) -> HttpResponse:
    document = Element("oembed")
    for name, value in members.items():
        SubElement(document, name).text = str(value)
    content = tostring(document, encoding="utf-8", xml_declaration=True)
    return HttpResponse(content, content_type="text/xml; charset=utf-8")
