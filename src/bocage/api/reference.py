"""Reference pages of the API, generated from its OpenAPI description.

Sentences of the description are in English, in either language of the site; the name of each
operation, and the rest of the page, are in the language of the reader.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bocage.api.description import description
from bocage.api.examples import branches_of, example_of, name_of_reference, smallest_example
from bocage.api.routes import Ending, endings_of, names_in_words
from bocage.api.v1 import api

TAGS = {
    "communes": _("Les communes"),
    "places": _("Les lieux où travailler"),
    "bookings": _("Les réservations"),
    "indicators": _("Les chiffres"),
    "dwellings": _("Les logements"),
    "searches": _("Les recherches enregistrées"),
    "leads": _("Les pistes de logement"),
    "gatherings": _("Les rencontres du club"),
    "members": _("Les membres du club"),
    "editions": _("L’École du Web"),
    "assets": _("Les atouts du territoire"),
    "programmes": _("Les formations"),
    "courses": _("Les formations que l’on suit"),
    "projects": _("Les projets d’installation"),
    "relays": _("Les questions aux mairies"),
    "sponsors": _("Les parrains et marraines"),
    "me": _("La personne du jeton"),
}
"""Titles of the tags."""
CODE_SPAN = re.compile(r"`([^`]+)`")
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter, or a member of an object."""

    name: str
    kind: str
    """Type in a few words: `integer`, `list of Fact`."""
    leads_to: str
    """The object that it is made of, where there is one."""
    where: str
    is_needed: bool
    description: SafeString
    limits: str


@dataclass(frozen=True, slots=True)
class Thing:
    """An object that endpoints take or give."""

    anchor: str
    name: str
    description: SafeString
    members: list[Value]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Operation of the API as its reference shows it: purpose, parameters and response."""

    name: str
    summary: str
    method: str
    path: str
    description: SafeString
    scope: str
    parameters: list[Value]
    body: str
    answer: str
    answer_shown: str
    status: str
    call: str
    example: str
    ending: Ending | None
    """Deprecation, if any."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The endpoints of one tag."""

    tag: str
    label: str
    endpoints: list[Endpoint]


def subjects() -> list[Subject]:
    """Lists every subject with its endpoints, in the order of the description."""
    document = description()
    words, endings = names_in_words(api), endings_of(api)
    by_tag: dict[str, list[Endpoint]] = {tag["name"]: [] for tag in document["tags"]}
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                operation = item[method]
                ending = endings.get(operation["operationId"])
                endpoint = _endpoint(path, method, operation, words, ending=ending)
                by_tag[operation["tags"][0]].append(endpoint)
    return [Subject(tag, str(TAGS[tag]), endpoints) for tag, endpoints in by_tag.items()]


def things_of(subject: Subject) -> list[Thing]:
    """Lists the objects that a subject takes and returns, with those inside them, each once."""
    schemas = _schemas()
    by_tag: dict[str, Thing] = {}
    pending = [
        name for endpoint in subject.endpoints for name in (endpoint.body, endpoint.answer) if name
    ]
    while pending:
        name = pending.pop(0)
        if name in by_tag:
            continue
        schema = schemas[name]
        members = list(_members(schema))
        by_tag[name] = Thing(
            name, _schema_label(name), _marked(schema.get("description", "")), members
        )
        pending += [member.leads_to for member in members if member.leads_to]
    return list(by_tag.values())


def _endpoint(
    path: str,
    method: str,
    operation: dict[str, Any],
    words: dict[str, Any],
    *,
    ending: Ending | None,
) -> Endpoint:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    status, answer = next(iter(operation["responses"].items()))
    response_schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    request_schema = body.get("schema", {})
    scopes = [
        scope
        for requirement in operation.get("security", ())
        for granted in requirement.values()
        for scope in granted
    ]
    return Endpoint(
        name=operation["operationId"],
        summary=str(words[operation["operationId"]]),
        method=method.upper(),
        path=path,
        description=_marked(operation.get("description", "")),
        scope=scopes[0] if scopes else "",
        parameters=[_parameter(requirement) for requirement in operation["parameters"]],
        body=_name_of(request_schema),
        answer=_name_of(response_schema),
        answer_shown=_schema_label(_name_of(response_schema)),
        status=str(status),
        call=_call(path, method, operation, request_schema, is_private=bool(scopes)),
        example=_format_json(example_of(response_schema, _schemas())) if response_schema else "",
        ending=ending,
    )


def _parameter(parameter: dict[str, Any]) -> Value:
    schema = parameter["schema"]
    return Value(
        name=parameter["name"],
        kind=_kind(schema),
        leads_to="",
        where=parameter["in"],
        is_needed=parameter["required"],
        description=_marked(parameter.get("description", "")),
        limits=_limits(schema),
    )


def _members(schema: dict[str, Any]) -> Iterator[Value]:
    required = schema.get("required", ())
    for name, member in schema.get("properties", {}).items():
        yield Value(
            name=name,
            kind=_kind(member),
            leads_to=_name_of(member),
            where="",
            is_needed=name in required,
            description=_marked(member.get("description", "")),
            limits=_limits(member),
        )


def _name_of(schema: dict[str, Any]) -> str:
    """Returns the object that a schema is, or is a list of; empty for a plain value."""
    for branch in branches_of(schema):
        name = name_of_reference(branch) or name_of_reference(branch.get("items", {}))
        if name and "properties" in _schemas()[name]:
            return name
    return ""


def _kind(schema: dict[str, Any]) -> str:
    """Formats a type: « integer », « date-time or null », « list of Fact »."""
    return " or ".join(dict.fromkeys(filter(None, map(_kind_of_branch, branches_of(schema)))))


def _kind_of_branch(schema: dict[str, Any]) -> str:
    name = name_of_reference(schema)
    if name:
        resolved = _schemas()[name]
        return _schema_label(name) if "properties" in resolved else _kind_of_branch(resolved)
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type") or "")


def _limits(schema: dict[str, Any]) -> str:
    """Formats the constraints of a value: its choices, its bounds, its default."""
    words = []
    for branch in branches_of(schema):
        inner = branch.get("items", branch)
        resolved = _schemas().get(name_of_reference(inner), inner)
        if "enum" in resolved:
            words.append(", ".join(map(str, resolved["enum"])))
        minimum, maximum = branch.get("minimum"), branch.get("maximum")
        if minimum is not None and maximum is not None:
            words.append(f"{minimum} – {maximum}")
        if branch.get("maxLength"):
            words.append(f"≤ {branch['maxLength']}")
    default = schema.get("default")
    if default not in (None, "", [], False):
        words.append(f"= {default}")
    return " · ".join(words)


def _schema_label(name: str) -> str:
    """Returns « Page of CommuneLine » for the pydantic name `Page_CommuneLine_`."""
    page = re.fullmatch(r"Page_(\w+)_", name)
    return f"Page of {page[1]}" if page else name


def _marked(text: str) -> SafeString:
    """Escapes a sentence, with its backquoted parts as code."""
    pieces = CODE_SPAN.split(text)
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<code>{}</code>", piece) if number % 2 else piece,)
            for number, piece in enumerate(pieces)
        ),
    )


def _call(
    path: str,
    method: str,
    operation: dict[str, Any],
    request_schema: dict[str, Any],
    *,
    is_private: bool,
) -> str:
    """Returns the `curl` command of an operation."""
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            path = path.replace(
                f"{{{parameter['name']}}}", str(example_of(parameter["schema"], _schemas()) or "…")
            )
    lines = [f"curl {settings.BOCAGE.public_url}{path}"]
    if method != "get":
        lines[0] = f"curl -X {method.upper()} {settings.BOCAGE.public_url}{path}"
        lines.append("-H 'Idempotency-Key: 8e03978e-40d5-43e8-bc93-6894a57f9324'")
    if is_private:
        lines.append("-H 'Authorization: Bearer bocage_…'")
    if request_schema:
        lines.append("-H 'Content-Type: application/json'")
        lines.append(
            f"-d '{json.dumps(smallest_example(request_schema, _schemas()), ensure_ascii=False)}'"
        )
    return " \\\n  ".join(lines)


def _schemas() -> dict[str, Any]:
    schemas: dict[str, Any] = description()["components"]["schemas"]
    return schemas


def _format_json(example: Any) -> str:
    return json.dumps(example, ensure_ascii=False, indent=2)
