"""Facts of a mail with what may be missing left out: one thing at a time, then all of it."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from typing import Any

Path = tuple[str | int, ...]

HELD_BY_THE_DATABASE = {
    ("MembershipMail", "until"): "network_member_active_until_a_day",
    ("GuestMail", "until"): "network_member_guest_until_a_day",
    ("AmbassadorMail", "ends_on"): "outreach_ambassador_agreed_in_words",
    ("SeriesFacts", "count"): "workspaces_bookingseries_has_one_end",
}
"""Fields that may be empty in the code alone, with the constraint that fills them."""


def sparse_variants(facts: Any) -> Iterator[tuple[str, Any]]:
    """Yields variants of facts, each with a description of the missing value."""
    gaps = list(_missing(facts))
    for path, empty in gaps:
        yield ".".join(map(str, path)), put(facts, path, empty)
    if len(gaps) > 1:
        everything = facts
        for path, empty in gaps:
            everything = put(everything, path, empty)
        yield "everything", everything


def put(facts: Any, path: Path, value: Any) -> Any:
    """Returns the facts with another value at a path, or unchanged if the path is already gone."""
    head, *rest = path
    if isinstance(head, int):
        if head >= len(facts):
            return facts
        items = list(facts)
        items[head] = put(items[head], tuple(rest), value)
        return type(facts)(items)
    inner = getattr(facts, head)
    if not rest:
        return replace(facts, **{head: value})
    return replace(facts, **{head: put(inner, tuple(rest), value)}) if inner else facts


def _missing(facts: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yields the optional values with their empty equivalents; nested ones come first."""
    hints = typing.get_type_hints(type(facts))
    for field in fields(facts):
        value, here = getattr(facts, field.name), (*path, field.name)
        if is_dataclass(value):
            yield from _missing(value, here)
        elif isinstance(value, list | tuple):
            for index, item in enumerate(value):
                if is_dataclass(item):
                    yield from _missing(item, (*here, index))
        empty = _empty_value(facts, field, hints[field.name])
        if empty is not MISSING and empty != value:
            yield here, empty


def _empty_value(facts: Any, field: Field[Any], hint: Any) -> Any:
    owners = {owner.__name__ for owner in type(facts).__mro__}
    if any((owner, field.name) in HELD_BY_THE_DATABASE for owner in owners):
        return MISSING
    if type(None) in typing.get_args(hint):
        return None
    default = field.default_factory() if field.default_factory is not MISSING else field.default
    return default if default in ("", None, False, [], ()) else MISSING
