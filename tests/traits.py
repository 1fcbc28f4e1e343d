"""Traits of factories that cost nothing if they are not used."""

from typing import Any

import factory


class Trait(factory.Trait):
    """Trait that is off by default.

    Without a default, as in the library, each field that the trait might change raises and catches
    an error whose message describes the whole factory: a commune took ten times as long.
    """

    def as_declarations(self, field_name: str, declarations: dict[str, Any]) -> dict[str, Any]:
        off = {field_name: declarations.get(field_name, False)}
        return off | super().as_declarations(field_name, declarations)
