"""The description of the API as its pages show it: read from the same OpenAPI as programs read.

Sentences of the description are in English, in either language of the site; the name of each
operation, and what stands around it, is in the language of the reader.
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
from bocage.api.examples import branches_of, example_of, least_of, name_of_reference
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
"""What each tag of the description is called."""
MARKED = re.compile(r"`([^`]+)`")
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter, or a member of an object."""

    name: str
    kind: str
    """What it is in a few words: `integer`, `list of Fact`."""
    leads_to: str
    """The object that it is made of, where there is one."""
    where: str
    is_needed: bool
    told: SafeString
    limits: str


@dataclass(frozen=True, slots=True)
class Thing:
    """An object that endpoints take or give."""

    anchor: str
    name: str
    told: SafeString
    members: list[Value]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Operation of the API as its reference shows it: purpose, parameters and response."""

    name: str
    summary: str
    method: str
    path: str
    told: SafeString
    scope: str
    parameters: list[Value]
    body: str
    answer: str
    answer_shown: str
    status: str
    call: str
    example: str
    ending: Ending | None
    """That it is to go away."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The endpoints of one tag."""

    tag: str
    label: str
    endpoints: list[Endpoint]


def subjects() -> list[Subject]:
    """Lists every subject with its endpoints, in the order of the description."""
    told = description()
    words, endings = names_in_words(api), endings_of(api)
    found: dict[str, list[Endpoint]] = {tag["name"]: [] for tag in told["tags"]}
    for path, item in told["paths"].items():
        for method in METHODS:
            if method in item:
                one = item[method]
                ending = endings.get(one["operationId"])
                endpoint = _endpoint(path, method, one, words, ending=ending)
                found[one["tags"][0]].append(endpoint)
    return [Subject(tag, str(TAGS[tag]), endpoints) for tag, endpoints in found.items()]


def things_of(subject: Subject) -> list[Thing]:
    """Lists the objects that a subject takes and returns, and those that they contain, without
    duplicates.
    """
    schemas = _schemas()
    found: dict[str, Thing] = {}
    left = [
        name for endpoint in subject.endpoints for name in (endpoint.body, endpoint.answer) if name
    ]
    while left:
        name = left.pop(0)
        if name in found:
            continue
        schema = schemas[name]
        members = list(_members(schema))
        found[name] = Thing(name, _shown(name), _marked(schema.get("description", "")), members)
        left += [member.leads_to for member in members if member.leads_to]
    return list(found.values())


def _endpoint(
    path: str,
    method: str,
    told: dict[str, Any],
    words: dict[str, Any],
    *,
    ending: Ending | None,
) -> Endpoint:
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    status, answer = next(iter(told["responses"].items()))
    given = answer.get("content", {}).get("application/json", {}).get("schema", {})
    sent = body.get("schema", {})
    scopes = [scope for one in told.get("security", ()) for each in one.values() for scope in each]
    return Endpoint(
        name=told["operationId"],
        summary=str(words[told["operationId"]]),
        method=method.upper(),
        path=path,
        told=_marked(told.get("description", "")),
        scope=scopes[0] if scopes else "",
        parameters=[_parameter(one) for one in told["parameters"]],
        body=_name_of(sent),
        answer=_name_of(given),
        answer_shown=_shown(_name_of(given)),
        status=str(status),
        call=_call(path, method, told, sent, is_private=bool(scopes)),
        example=_written(example_of(given, _schemas())) if given else "",
        ending=ending,
    )


def _parameter(told: dict[str, Any]) -> Value:
    schema = told["schema"]
    return Value(
        name=told["name"],
        kind=_kind(schema),
        leads_to="",
        where=told["in"],
        is_needed=told["required"],
        told=_marked(told.get("description", "")),
        limits=_limits(schema),
    )


def _members(schema: dict[str, Any]) -> Iterator[Value]:
    needed = schema.get("required", ())
    for name, told in schema.get("properties", {}).items():
        yield Value(
            name=name,
            kind=_kind(told),
            leads_to=_name_of(told),
            where="",
            is_needed=name in needed,
            told=_marked(told.get("description", "")),
            limits=_limits(told),
        )


def _name_of(schema: dict[str, Any]) -> str:
    """The object that a schema is, or is a list of; an empty text where it is a plain value."""
    for branch in branches_of(schema):
        name = name_of_reference(branch) or name_of_reference(branch.get("items", {}))
        if name and "properties" in _schemas()[name]:
            return name
    return ""


def _kind(schema: dict[str, Any]) -> str:
    """« integer », « date-time or null », « list of Fact »."""
    return " or ".join(dict.fromkeys(filter(None, map(_one_kind, branches_of(schema)))))


def _one_kind(schema: dict[str, Any]) -> str:
    name = name_of_reference(schema)
    if name:
        known = _schemas()[name]
        return _shown(name) if "properties" in known else _one_kind(known)
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type") or "")


def _limits(schema: dict[str, Any]) -> str:
    """What a value may be, beyond its kind: its few values, its bounds, what stands without it."""
    words = []
    for branch in branches_of(schema):
        inner = branch.get("items", branch)
        known = _schemas().get(name_of_reference(inner), inner)
        if "enum" in known:
            words.append(", ".join(map(str, known["enum"])))
        least, most = branch.get("minimum"), branch.get("maximum")
        if least is not None and most is not None:
            words.append(f"{least} – {most}")
        if branch.get("maxLength"):
            words.append(f"≤ {branch['maxLength']}")
    default = schema.get("default")
    if default not in (None, "", [], False):
        words.append(f"= {default}")
    return " · ".join(words)


def _shown(name: str) -> str:
    """« Page of CommuneLine » for what pydantic names `Page_CommuneLine_`."""
    page = re.fullmatch(r"Page_(\w+)_", name)
    return f"Page of {page[1]}" if page else name


def _marked(text: str) -> SafeString:
    """A sentence, with what stands between backquotes as code."""
    pieces = MARKED.split(text)
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<code>{}</code>", piece) if number % 2 else piece,)
            for number, piece in enumerate(pieces)
        ),
    )


def _call(
    path: str, method: str, told: dict[str, Any], sent: dict[str, Any], *, is_private: bool
) -> str:
    """How `curl` calls it."""
    for one in told["parameters"]:
        if one["in"] == "path":
            path = path.replace(
                f"{{{one['name']}}}", str(example_of(one["schema"], _schemas()) or "…")
            )
    lines = [f"curl {settings.BOCAGE.public_url}{path}"]
    if method != "get":
        lines[0] = f"curl -X {method.upper()} {settings.BOCAGE.public_url}{path}"
        lines.append("-H 'Idempotency-Key: 8e03978e-40d5-43e8-bc93-6894a57f9324'")
    if is_private:
        lines.append("-H 'Authorization: Bearer bocage_…'")
    if sent:
        lines.append("-H 'Content-Type: application/json'")
        lines.append(f"-d '{json.dumps(least_of(sent, _schemas()), ensure_ascii=False)}'")
    return " \\\n  ".join(lines)


def _schemas() -> dict[str, Any]:
    schemas: dict[str, Any] = description()["components"]["schemas"]
    return schemas


def _written(example: Any) -> str:
    return json.dumps(example, ensure_ascii=False, indent=2)
