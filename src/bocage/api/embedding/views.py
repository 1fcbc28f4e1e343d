"""« Intégrer une page à votre site »: the HTML to paste, with a preview."""

import json
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bocage.api.embedding.code import EmbedCode, site_of
from bocage.api.embedding.forms import EmbedForm
from bocage.foundation.http.access import public
from bocage.foundation.http.embeds import embed_at


@public
@require_safe
def embed_builder(request: HttpRequest) -> HttpResponse:
    """Shows the form of a page to embed and its colours, with the resulting code and a preview."""
    form = EmbedForm(request.GET or _page_before(request))
    code = _code(request, form) if form.is_bound else None
    context = {
        "form": form,
        "code": code,
        "is_unknown": code is None and form.has_request,
        "look": json.dumps(dict(code.look)) if code else "",
        "unreadable": form.unreadable if code else [],
    }
    return render(request, "api/embeds/builder.html", context)


def _page_before(request: HttpRequest) -> dict[str, str] | None:
    """Returns the embeddable page that the visitor comes from, if any."""
    before = request.headers.get("Referer", "")
    is_shown = embed_at(before, hosts=own_hosts(request)) is not None
    return {"adresse": before} if is_shown else None


def _code(request: HttpRequest, form: EmbedForm) -> EmbedCode | None:
    address = form.requested_address
    embed = embed_at(address, hosts=own_hosts(request))
    if embed is None:
        return None
    site, parts = site_of(request), urlsplit(address.strip())
    page = f"{site}{parts.path}{f'?{parts.query}' if parts.query else ''}"
    return EmbedCode(embed=embed, site=site, page=page, look=form.look)


def own_hosts(request: HttpRequest) -> set[str]:
    """Returns the host names of this site."""
    return {request.get_host().lower(), urlsplit(settings.BOCAGE.public_url).netloc.lower()}
