"""The addresses of the API that are of no room: its beginning, its description, and the rest."""

import json
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from bocage.api.description import contact_of, description
from bocage.foundation.api.problems import NothingHere, problem_response
from bocage.foundation.api.router import MAX_AGE_S
from bocage.foundation.instance import current_instance

DESCRIPTION_MAX_AGE_S = 3600


def start(request: HttpRequest) -> HttpResponse:
    """Returns the addresses of the description and of the documentation, at the root of the API."""
    addresses = {
        "openapi": request.build_absolute_uri(reverse("api_openapi")),
        "documentation": request.build_absolute_uri(reverse("developers")),
    }
    return JsonResponse(addresses)


def openapi(_request: HttpRequest) -> HttpResponse:
    """Serves the description, as OpenAPI 3.1."""
    content = _serialised(tuple(contact_of(current_instance()).items()))
    response = HttpResponse(content, content_type="application/json")
    setattr(response, MAX_AGE_S, DESCRIPTION_MAX_AGE_S)
    return response


@lru_cache(maxsize=1)
def _serialised(contact: tuple[tuple[str, str], ...]) -> str:
    """Returns the text of the description, cached until the instance changes its contact."""
    document = description()
    return json.dumps(
        document | {"info": document["info"] | {"contact": dict(contact)}}, ensure_ascii=False
    )


def unknown(_request: HttpRequest) -> HttpResponse:
    """Returns the problem of an unknown address."""
    return problem_response(NothingHere())
