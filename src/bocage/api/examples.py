"""Examples of requests and responses, built from those of the fields."""

from collections.abc import Mapping
from typing import Any

Schemas = Mapping[str, dict[str, Any]]
"""The objects of the description, by their names."""

PLAIN: dict[str, Any] = {
    "date": "2026-12-03",
    "date-time": "2026-12-03T08:00:00Z",
    "uuid": "0199a3c2-7c1e-7f4a-9b51-2f0f3b7f2a10",
    "integer": 1,
    "number": 1.5,
    "boolean": False,
    "string": "",
}


def example_of(schema: dict[str, Any], schemas: Schemas) -> Any:
    """Returns a complete example of a schema; a recursive object is left out of itself."""
    return _example(schema, schemas, within=())


def smallest_example(schema: dict[str, Any], schemas: Schemas) -> Any:
    """Returns the smallest valid example of a schema: its required members, unless the object has
    an example.
    """
    resolved = schemas.get(name_of_reference(schema), schema)
    if resolved.get("examples"):
        return resolved["examples"][0]
    return {
        name: example_of(resolved["properties"][name], schemas)
        for name in resolved.get("required", ())
    }


def name_of_reference(schema: dict[str, Any]) -> str:
    """Returns the name of the object to which a schema refers; empty if it does not."""
    return str(schema.get("$ref", "")).rpartition("/")[2]


def branches_of(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Returns the alternatives of a schema (`anyOf` and `allOf`), or the schema itself if it has
    none.
    """
    return [*schema.get("anyOf", ()), *schema.get("allOf", ())] or [schema]


def _example(schema: dict[str, Any], schemas: Schemas, *, within: tuple[str, ...]) -> Any:
    if schema.get("examples"):
        return schema["examples"][0]
    name = name_of_reference(schema)
    if name:
        return None if name in within else _example(schemas[name], schemas, within=(*within, name))
    first = branches_of(schema)[0]
    if first is not schema:
        return _example(first, schemas, within=within)
    if "properties" in schema:
        return {
            key: _example(member, schemas, within=within)
            for key, member in schema["properties"].items()
        }
    if schema.get("type") == "array":
        return [_example(schema["items"], schemas, within=within)]
    return _plain(schema)


def _plain(schema: dict[str, Any]) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    return schema.get("const", PLAIN.get(str(schema.get("format") or schema.get("type"))))
