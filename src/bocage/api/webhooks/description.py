"""Webhooks in the OpenAPI 3.1 description, with an example of each and of its verification."""

from typing import Any

from bocage.api.webhooks.registry import VERSION, Payload, PublicEvent, public_events

HEADERS = {
    "webhook-id": ("The same at each attempt: keep those that you have handled.", "msg_01a2225b"),
    "webhook-timestamp": ("When it was sent, in seconds since 1970.", "1796200000"),
    "webhook-signature": (
        "One or two signatures (Standard Webhooks, https://www.standardwebhooks.com), by a space.",
        "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    ),
}
REFERENCES = "#/components/schemas/{model}"
EXAMPLE_ID = "01930000-0000-7000-8000-000000000000"


def described_webhooks() -> dict[str, Any]:
    """Returns the `webhooks` of the OpenAPI description, by the name of the event."""
    return {event.name: {"post": _operation(event)} for event in public_events()}


def described_payloads() -> dict[str, Any]:
    """Returns the schemas that webhooks refer to in the OpenAPI description."""
    schemas: dict[str, Any] = {}
    for event in public_events():
        for form in (event.subject.form, event.form):
            schema = form.model_json_schema(ref_template=REFERENCES, mode="serialization")
            schemas |= schema.pop("$defs", {})
            schemas[form.__name__] = schema
    return schemas


def example_of(event: PublicEvent) -> dict[str, Any]:
    """Returns an example of the body that a receiver gets, built from the examples of the
    schemas."""
    data = {event.subject.kind: _example(event.subject.form), **_example(event.form)}
    return {
        "type": event.name,
        "version": VERSION,
        "timestamp": "2026-11-28T13:20:00.123456+00:00",
        "data": data,
    }


def _operation(event: PublicEvent) -> dict[str, Any]:
    return {
        "operationId": f"webhook_{event.name.replace('.', '_')}",
        "summary": str(event.label),
        "tags": ["webhooks"],
        "parameters": [
            {
                "in": "header",
                "name": name,
                "required": True,
                "description": text,
                "schema": {"type": "string"},
                "example": example,
            }
            for name, (text, example) in HEADERS.items()
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": _message(event), "example": example_of(event)}
            },
        },
        "responses": {
            "2XX": {"description": "It has arrived."},
            "410": {"description": "Nothing more is to be sent to this address."},
            "default": {"description": "It is sent again, for two days."},
        },
    }


def _message(event: PublicEvent) -> dict[str, Any]:
    data: dict[str, Any] = {
        "type": "object",
        "properties": {event.subject.kind: {"$ref": _reference(event.subject.form)}},
        "required": [event.subject.kind],
    }
    if event.form.model_fields:
        data = {"allOf": [data, {"$ref": _reference(event.form)}]}
    return {
        "type": "object",
        "properties": {
            "type": {"const": event.name},
            "version": {"const": VERSION},
            "timestamp": {
                "type": "string",
                "format": "date-time",
                "description": "When it happened; `data` is as things are when it is sent.",
            },
            "data": data,
        },
        "required": ["type", "version", "timestamp", "data"],
    }


def _reference(form: type[Payload]) -> str:
    return REFERENCES.format(model=form.__name__)


def _example(form: type[Payload]) -> dict[str, Any]:
    schema = form.model_json_schema(mode="serialization")
    return _example_of(schema, schema.get("$defs", {}))


def _example_of(schema: dict[str, Any], definitions: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _example_of(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "examples" in schema:
        return schema["examples"][0]
    if schema.get("type") == "array":
        return [_example_of(schema["items"], definitions)]
    if "properties" in schema:
        return {
            name: _example_of(member, definitions) for name, member in schema["properties"].items()
        }
    if schema.get("format") == "uuid":
        return EXAMPLE_ID
    return "https://bocage.example/…" if schema.get("type") == "string" else {}
