"""docs/architecture/rights.md, made from the policies of every room: role, scope, action."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils import translation
from rules import Predicate
from rules.permissions import permissions

from bocage.foundation.configuration import PROJECT_FOLDER
from bocage.people.models.mandates import ROLE_SCOPES, Role
from bocage.people.models.scopes import ScopeKind
from bocage.people.policies import DEMAND_A_SECOND_FACTOR, GRANTED_BY_COORDINATORS

DOCUMENT = PROJECT_FOLDER / "docs" / "architecture" / "rights.md"
ENTRUSTED = "entrusted:"
OPENING = """\
# Rights

Written by `bocage rights_document` from the policies of every room; a test holds it current.
Change a `policies.py`, then run the command.

Everything is closed unless a right opens it. A right is a predicate over a person and what they
want to act on; it is asked by the operation that acts, and by the page that leads to it. A
mandate is a role held on a scope between two dates: it reaches what lies under its scope, in the
order instance, département, intercommunalité, commune, place. Where somebody has no right, the
page answers as if what they look for did not exist.
"""


def write_document() -> None:
    """Writes the document again."""
    DOCUMENT.write_text(document(), encoding="utf-8")


def document() -> str:
    """The whole document, as Markdown."""
    with translation.override("fr"):
        parts = [OPENING, _roles(), *_rights(), _words()]
    return "\n".join(parts)


def undescribed() -> list[str]:
    """The predicates that a right names and that say nothing of themselves."""
    known = _predicates()
    return sorted(name for name in _names_in_use() if not _meaning(known.get(name)))


def _roles() -> str:
    rows = "".join(
        f"| `{role.value}` | {role.label} | {_scopes(role)} | {_granted_by(role)} "
        f"| {'yes' if role in DEMAND_A_SECOND_FACTOR else ''} |\n"
        for role in Role
    )
    return (
        "## Roles, and the scopes on which they are held\n\n"
        "| role | on screen | scope | entrusted by | second factor |\n|---|---|---|---|---|\n"
        + rows
    )


def _scopes(role: Role) -> str:
    return ", ".join(str(kind.label) for kind in ScopeKind if kind in ROLE_SCOPES[role])


def _granted_by(role: Role) -> str:
    if role in GRANTED_BY_COORDINATORS:
        return "an administrator, or a coordinator whose scope covers it"
    return "an administrator"


def _rights() -> Iterator[str]:
    rooms: dict[str, list[str]] = defaultdict(list)
    for right in sorted(permissions):
        room, _dot, _action = right.partition(".")
        rooms[room].append(right)
    for room, rights in sorted(rooms.items()):
        rows = "".join(f"| `{right}` | {_who(right)} |\n" for right in rights)
        yield f"## Actions of {room}\n\n| right | who has it |\n|---|---|\n{rows}"


def _who(right: str) -> str:
    """The expression of a right, with the roles by their names and the operators in words."""
    expression = permissions[right].name
    if expression.startswith("(") and expression.endswith(")"):
        expression = expression[1:-1]
    expression = re.sub(rf"{ENTRUSTED}([\w,]+)", lambda found: _roles_over(found[1]), expression)
    expression = re.sub(r"\b(?<![`*])([a-z]+_[a-z_]+)\b(?!`)", r"`\1`", expression)
    return expression.replace(" | ", " **or** ").replace(" & ", " **and** ")


def _roles_over(values: str) -> str:
    roles = " / ".join(f"{Role(value).value.upper()}" for value in values.split(","))
    return f"{roles} over it"


def _words() -> str:
    known = _predicates()
    rows = "".join(f"| `{name}` | {_meaning(known[name])} |\n" for name in sorted(_names_in_use()))
    return (
        "## What the conditions mean\n\n"
        "| condition | meaning |\n|---|---|\n"
        "| ROLE over it | Holds a mandate of this role today, on a scope that covers it. |\n" + rows
    )


def _names_in_use() -> set[str]:
    names: set[str] = set()
    for right in permissions:
        names.update(re.findall(r"[\w:,]+", permissions[right].name))
    return {name for name in names if not name.startswith(ENTRUSTED)}


def _predicates() -> dict[str, Predicate]:
    """The predicates of the policies of every room, by their names."""
    return {
        value.name: value
        for room in apps.get_app_configs()
        if room.name.startswith("bocage.") and find_spec(f"{room.name}.policies")
        for value in vars(import_module(f"{room.name}.policies")).values()
        if isinstance(value, Predicate)
    }


def _meaning(predicate: Predicate | None) -> str:
    """The docstring of a predicate as one line."""
    description = getattr(predicate, "__doc__", None) if predicate is not None else None
    own = description if description != Predicate.__doc__ else None
    return " ".join((own or "").split()).replace("|", "\\|")
