"""Description of the API (OpenAPI 3.1): that of Ninja, plus the parts common to all addresses.

Written in English, as the names of its values are; the pages of the site explain it in the language
of their reader.
"""

import json
import re
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from bocage.api.examples import Schemas, example_of, smallest_example
from bocage.api.routes import Ending, endings_of
from bocage.api.v1 import PREFIX, api
from bocage.api.webhooks.description import described_payloads, described_webhooks
from bocage.foundation.api.problems import MEDIA_TYPE, Problem
from bocage.foundation.api.router import SCOPE, SUMMARY
from bocage.foundation.instance import Instance
from bocage.people.tokens.scopes import OF_A_MANDATE, ApiScope

TOKEN = "token"  # noqa: S105 - the name of a security scheme
OAUTH = "oauth2"
LICENCE = {"name": "Licence Ouverte 2.0", "identifier": "etalab-2.0"}
INTRODUCTION = """
What other software needs to work with this instance of Bocage.

- Whatever is public is read without an account, from any site (CORS). Everything else needs a
  token: `Authorization: Bearer …`.
- Filters have the names that they have in the addresses of the pages, in French; a parameter that
  means nothing here is refused.
- Lists come in pages: follow `next`, or give `next_cursor` back as `curseur`.
- Every error is a problem (RFC 9457): `code` is stable, `detail` is a sentence for people, in the
  language of `Accept-Language` (fr, en).
- Answers carry an `ETag`: ask again with `If-None-Match`, and 304 says that nothing changed.
- A POST with an `Idempotency-Key` is done once, however often it is sent within a day.
- What is to go away is `deprecated` here, and says so in each of its answers for six months at
  least (`Deprecation`, `Sunset`, `Link`).
- `RateLimit` and `RateLimit-Policy` say what is left of the minute; 429 says `Retry-After`.
"""
REFERENCE = re.compile(r'"#/components/schemas/([^"]+)"')
HEADERS = {
    "RateLimit": "What is left of the allowance, and for how many seconds.",
    "RateLimit-Policy": "The allowance and its window in seconds.",
}
HEADERS_OF_AN_ENDING = {
    "Deprecation": "Since when this operation is to go away (RFC 9745).",
    "Sunset": "When it stops (RFC 8594).",
    "Link": "To what replaces it, as `deprecation`.",
}


@cache
def description() -> dict[str, Any]:
    """Returns the whole OpenAPI description, with the address of this instance."""
    with translation.override("en"):
        webhooks = described_webhooks()
        document: dict[str, Any] = json.loads(
            json.dumps(api.get_openapi_schema(path_prefix=PREFIX), default=str)
        )
    document["info"] |= {
        "version": "1.0.0",
        "description": INTRODUCTION.strip(),
        "license": LICENCE,
    }
    document["servers"] = [{"url": settings.BOCAGE.public_url}]
    document["tags"] = [{"name": tag} for tag in _tags(document)]
    with translation.override("en"):
        document["components"]["securitySchemes"] = _security_schemes()
    schemas = document["components"]["schemas"]
    schemas |= _problem_schemas() | described_payloads()
    endings = endings_of(api)
    for item in document["paths"].values():
        for method, operation in item.items():
            _finish(method, operation)
            _show_examples(operation, schemas)
            if operation["operationId"] in endings:
                _describe_ending(operation, endings[operation["operationId"]])
    document["webhooks"] = webhooks
    document["components"]["schemas"] = _used_schemas(document)
    return document


def contact_of(instance: Instance) -> dict[str, str]:
    """Returns the contact for the API of an instance, for its description."""
    contact = {"name": instance.name, "url": f"{settings.BOCAGE.public_url}{reverse('home')}"}
    return contact | ({"email": instance.contact_email} if instance.contact_email else {})


def _used_schemas(document: dict[str, Any]) -> Schemas:
    """Returns the schemas that are referred to: Ninja also names the groups of parameters."""
    schemas: Schemas = document["components"]["schemas"]
    used: set[str] = set()
    pending = _references({"paths": document["paths"], "webhooks": document["webhooks"]})
    while pending:
        used |= pending
        pending = _references([schemas[name] for name in pending]) - used
    return {name: schema for name, schema in schemas.items() if name in used}


def _references(part: Any) -> set[str]:
    return set(REFERENCE.findall(json.dumps(part)))


def _security_schemes() -> dict[str, Any]:
    """Returns the security schemes: personal tokens, and OAuth 2.1."""
    whole = settings.BOCAGE.public_url
    exchange = {name: f"{whole}{reverse('oauth_token')}" for name in ("tokenUrl", "refreshUrl")}
    with translation.override(settings.LANGUAGE_CODE):
        consent = f"{whole}{reverse('oauth_authorize')}"
    return {
        TOKEN: {
            "type": "http",
            "scheme": "bearer",
            "description": "A personal token, which its owner makes on « Mes applications ».",
        },
        OAUTH: {
            "type": "oauth2",
            "description": "For applications that act in the name of other people: OAuth 2.1, as "
            f"{whole}{reverse('oauth_server')} tells it (RFC 8414). The code is asked for with "
            "PKCE, by `S256` alone. A service that acts with one mandate has credentials of its "
            "own.",
            "flows": {
                "authorizationCode": {
                    "authorizationUrl": consent,
                    **exchange,
                    "scopes": {scope.value: str(scope.label) for scope in ApiScope},
                },
                "clientCredentials": {
                    "tokenUrl": exchange["tokenUrl"],
                    "scopes": {
                        scope.value: str(scope.label) for scope in ApiScope if scope in OF_A_MANDATE
                    },
                },
            },
        },
    }


def _describe_ending(operation: dict[str, Any], ending: Ending) -> None:
    """Adds the end of a deprecated operation: Ninja writes `deprecated` itself."""
    deprecated = ending.deprecated
    operation["description"] = (
        f"{operation.get('description', '')} Deprecated since {deprecated.since}: use "
        f"`{deprecated.instead}`. From {deprecated.until} on it answers 410."
    ).strip()
    for response in operation["responses"].values():
        headers = response.setdefault("headers", {})
        headers |= {
            name: {"description": text, "schema": {"type": "string"}}
            for name, text in HEADERS_OF_AN_ENDING.items()
        }


def _tags(document: dict[str, Any]) -> list[str]:
    tags = (
        tag
        for item in document["paths"].values()
        for operation in item.values()
        for tag in operation.get("tags", ())
    )
    return list(dict.fromkeys(tags))


def _problem_schemas() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs"), "Problem": schema}


def _finish(method: str, operation: dict[str, Any]) -> None:
    operation["summary"] = operation.pop(SUMMARY)
    scope = operation.pop(SCOPE)
    if scope:
        operation["security"] = [{TOKEN: [scope]}, {OAUTH: [scope]}]
    for parameter in operation["parameters"]:
        # In OpenAPI the examples of a parameter are named; those of its schema are a list.
        parameter.pop("examples", None)
    for response in operation["responses"].values():
        response["headers"] = {
            name: {"description": text, "schema": {"type": "string"}}
            for name, text in HEADERS.items()
        }
    if method == "get":
        operation["responses"]["304"] = {"description": "As you have it (`If-None-Match`)"}
    else:
        operation["parameters"].append(_key_parameter())
    operation["responses"]["default"] = {
        "description": "A problem (RFC 9457)",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _show_examples(operation: dict[str, Any], schemas: Schemas) -> None:
    """Adds a complete example of the request and of the response of an operation."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        content["example"] = smallest_example(content["schema"], schemas)
    for response in operation["responses"].values():
        for content in response.get("content", {}).values():
            content["example"] = example_of(content["schema"], schemas)


def _key_parameter() -> dict[str, Any]:
    return {
        "in": "header",
        "name": "Idempotency-Key",
        "required": False,
        "description": "Any text that is new for each thing to do: a UUID. Sent again with the "
        "same one, the request is not done again, and the answer is the same.",
        "schema": {"type": "string", "maxLength": 255, "pattern": "^[!#-~]+$"},
        "example": "8e03978e-40d5-43e8-bc93-6894a57f9324",
    }
