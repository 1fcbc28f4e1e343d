"""Cache of pages of figures, rendered once a night.

Figures change at night only: their rendering is cached by each process until the next night is
counted, and a browser revalidates its copy by the night (docs/decisions/evidence-pages.md).
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, Concatenate

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from bocage import __version__
from bocage.evidence.models import Night
from bocage.evidence.public_figures import last_night
from bocage.foundation.http.cacheable_hosts import is_cacheable_host
from bocage.foundation.http.replica import up_to_date
from bocage.foundation.instance import current_instance

CACHE_SIZE = 400

_cache: OrderedDict[tuple[object, ...], SafeString] = OrderedDict()


def with_last_night[**Given](
    view: Callable[Concatenate[HttpRequest, Night | None, Given], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Given], HttpResponse]:
    """Gives a view the last night, and answers 304 to who has the page of that night."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        night = last_night()
        if night is None:
            return view(request, None, *args, **kwargs)
        etag = _etag(request, night)
        response = get_conditional_response(request, etag=etag)
        if response is None:
            response = view(request, night, *args, **kwargs)
        if response.status_code in (200, 304):
            response["ETag"] = etag
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return answer


def render_cached(
    request: HttpRequest,
    night: Night,
    template: str,
    cache_key: tuple[str, ...],
    context: Callable[[], dict[str, Any]],
) -> SafeString:
    """Renders a template with the figures of a night, and caches it in this process.

    Only for the hosts whose pages are cached. The key is `cache_key`, with the night, the language,
    the host and the settings of the instance.
    """
    if not is_cacheable_host(request):
        with up_to_date():
            return render_to_string(template, context(), request)
    site = request.build_absolute_uri("/")
    settings = str(current_instance())
    key = (template, cache_key, site, get_language(), night.finished_at, settings)
    rendered = _cache.get(key)
    if rendered is None:
        with up_to_date():
            rendered = _cache[key] = render_to_string(template, context(), request)
        while len(_cache) > CACHE_SIZE:
            _cache.popitem(last=False)
    else:
        _cache.move_to_end(key)
    return rendered


def clear_page_cache() -> None:
    """Empties the cache of this process."""
    _cache.clear()


def _etag(request: HttpRequest, night: Night) -> str:
    """Returns the ETag of a page: it depends on the night, the reader (the menu greets them), the
    settings, and the version of the program.
    """
    parts = (
        __version__,
        request.get_full_path(),
        night.finished_at.isoformat(),
        str(request.user.pk),
        str(current_instance()),
    )
    return f'"{sha256("\n".join(parts).encode()).hexdigest()[:32]}"'
