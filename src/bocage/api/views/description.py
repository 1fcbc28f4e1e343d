"""The addresses of the API that are of no room: its beginning, its description, and the rest."""

from __future__ import annotations

import json
from functools import cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from bocage.api.description import description
from bocage.foundation.api.problems import NothingHere, problem_response
from bocage.foundation.api.router import KEPT_S

KEPT_DESCRIPTION_S = 3600


def start(request: HttpRequest) -> HttpResponse:
    """Where to go from the address that everything stands below."""
    addresses = {
        "openapi": request.build_absolute_uri(reverse("api_openapi")),
        "documentation": request.build_absolute_uri(reverse("developers")),
    }
    return JsonResponse(addresses)


def openapi(_request: HttpRequest) -> HttpResponse:
    """The description, as OpenAPI 3.1."""
    response = HttpResponse(_written(), content_type="application/json")
    setattr(response, KEPT_S, KEPT_DESCRIPTION_S)
    return response


@cache
def _written() -> str:
    return json.dumps(description(), ensure_ascii=False)


def unknown(_request: HttpRequest) -> HttpResponse:
    """There is nothing at this address."""
    return problem_response(NothingHere())
