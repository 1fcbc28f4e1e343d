"""Traits of factories that cost nothing where they are not asked for."""

from typing import Any

import factory


class Trait(factory.Trait):
    """A trait that is off unless said otherwise.

    That of the library is missing instead, and each field that it might change then raises and
    catches an error, which tells the whole factory in words: a commune took ten times as long.
    """

    def as_declarations(self, field_name: str, declarations: dict[str, Any]) -> dict[str, Any]:
        off = {field_name: declarations.get(field_name, False)}
        return off | super().as_declarations(field_name, declarations)
