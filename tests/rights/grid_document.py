"""docs/architecture/rights.md, made from the policies of every room: role, scope, action.

`python -m tests.rights` writes it again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from django.utils import translation
from rules import Predicate
from rules.permissions import permissions

from bocage.foundation.ops.configuration import PROJECT_FOLDER
from bocage.foundation.subjects import find_modules
from bocage.people.models import DEMAND_A_SECOND_FACTOR
from bocage.people.models.mandates import ROLE_SCOPES, Role
from bocage.people.models.scopes import ScopeKind
from bocage.people.policies import GRANTED_BY_COORDINATORS
from tests.rights.grid import ROLE_SCOPE_PAIRS, Line, MandateCase, grid

DOCUMENT = PROJECT_FOLDER / "docs" / "architecture" / "rights.md"
ENTRUSTED = "entrusted:"
OPENING = """\
# Rights

Written by `python -m tests.rights` from the policies of every room; a test holds it current.
Change a `policies.py`, then run the command.

Everything is closed unless a right opens it. A right is a predicate over a person and what they
want to act on; it is asked by the operation that acts, and by the page that leads to it. A
mandate is a role held on a scope between two dates: it reaches what lies under its scope, in the
order instance, département, intercommunalité, commune, place. Where somebody has no right, the
page answers as if what they look for did not exist.
"""

HOW_TO_READ = """\
## How to read the grids

Under the actions of each room, a grid asks each right about what it bears on. `●` has the right,
`·` has not; nothing stands where the question makes no sense. *Anybody* is not signed in; *signed
in* has an account and no mandate; *its holder* is the person whom it belongs to. In the columns of
the roles, the mandate is in force, on the kind of scope that is named, and **over it**: on the very
scope on which what is asked about hangs, or above it.
"""


def write_document() -> None:
    """Writes the document again."""
    DOCUMENT.write_text(document(), encoding="utf-8")


SECOND_FACTOR = """
A role that demands a second factor gives nothing before it is shown: every page that is not public
asks for it but those of keys and account, public pages show no more than to anybody, and links of
mails act without that role (`people/sign_in/second_factor.py`,
`tests/test_second_factor_everywhere.py`).
"""


def document() -> str:
    """The whole document, as Markdown."""
    with translation.override("fr"):
        lines = grid()
        parts = [OPENING, _roles(), _legend(lines), *_rights(lines), _words()]
    return "\n".join(parts)


def undescribed() -> list[str]:
    """Returns the predicates used by a right that have no description."""
    predicates = _predicates()
    return sorted(name for name in _names_in_use() if not _meaning(predicates.get(name)))


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
        + SECOND_FACTOR
    )


def _scopes(role: Role) -> str:
    return ", ".join(str(kind.label) for kind in ScopeKind if kind in ROLE_SCOPES[role])


def _granted_by(role: Role) -> str:
    if role in GRANTED_BY_COORDINATORS:
        return "an administrator, or a coordinator whose scope covers it"
    return "an administrator"


def _legend(lines: list[Line]) -> str:
    return f"{HOW_TO_READ}\n{_mandates_elsewhere(lines)}"


def _mandates_elsewhere(lines: list[Line]) -> str:
    astray = [
        f"- {role.value} of {kind.value}, {case.value}: `{line.right}` on {line.subject.name}\n"
        for line in lines
        for role, kind, case in sorted(line.astray)
    ]
    names = ", ".join(case.value for case in MandateCase if case != MandateCase.OVER)
    if astray:
        return f"Mandates that are not over it ({names}) give this all the same:\n\n" + "".join(
            astray
        )
    return (
        f"A mandate that is not over it ({names}) gives nothing that an account alone does not: "
        "the same questions were asked for each.\n"
    )


def _rights(lines: list[Line]) -> Iterator[str]:
    rooms: dict[str, list[str]] = defaultdict(list)
    for right in sorted(permissions):
        room, _dot, _action = right.partition(".")
        rooms[room].append(right)
    for room, rights in sorted(rooms.items()):
        rows = "".join(f"| `{right}` | {_condition(right)} |\n" for right in rights)
        yield (
            f"## Actions of {room}\n\n"
            f"| right | who has it |\n|---|---|\n{rows}\n"
            f"{_table([line for line in lines if line.right in rights], room)}"
        )


def _table(lines: list[Line], room: str) -> str:
    """The grid of a room: one row for each action on each subject, one column for each role."""
    columns = [f"{role.value}<br>{kind.value}" for role, kind in ROLE_SCOPE_PAIRS]
    heads = ["action", "on", "anybody", "signed in", "its holder", *columns]
    rows = [
        [
            f"`{line.right.removeprefix(f'{room}.')}`",
            line.subject.name,
            *(_mark(answer) for answer in (line.strangers, line.signed_in, line.holder)),
            *(_mark(pair in line.entitled) for pair in ROLE_SCOPE_PAIRS),
        ]
        for line in lines
    ]
    ruler = ["---", "---", *[":-:"] * (len(heads) - 2)]
    return "".join(f"| {' | '.join(row)} |\n" for row in [heads, ruler, *rows])


def _mark(answer: bool | None) -> str:
    return {True: "●", False: "·", None: ""}[answer]


def _condition(right: str) -> str:
    """The expression of a right, with the roles by their names and the operators in words."""
    expression = permissions[right].name
    if expression.startswith("(") and expression.endswith(")"):
        expression = expression[1:-1]
    expression = re.sub(rf"{ENTRUSTED}([\w,]+)", lambda match: _roles_over(match[1]), expression)
    expression = re.sub(r"\b(?<![`*])([a-z]+_[a-z_]+)\b(?!`)", r"`\1`", expression)
    return expression.replace(" | ", " **or** ").replace(" & ", " **and** ")


def _roles_over(values: str) -> str:
    roles = " / ".join(f"{Role(value).value.upper()}" for value in values.split(","))
    return f"{roles} over it"


def _words() -> str:
    predicates = _predicates()
    rows = "".join(
        f"| `{name}` | {_meaning(predicates[name])} |\n" for name in sorted(_names_in_use())
    )
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
        for policies in find_modules("policies")
        for module in _modules_of(import_module(policies))
        for value in vars(module).values()
        if isinstance(value, Predicate)
    }


def _modules_of(policies: ModuleType) -> list[ModuleType]:
    """The module itself, and those of its subjects where it is a package."""
    subjects = iter_modules(getattr(policies, "__path__", []), f"{policies.__name__}.")
    return [policies, *(import_module(subject.name) for subject in subjects)]


def _meaning(predicate: Predicate | None) -> str:
    """The docstring of a predicate as one line."""
    description = getattr(predicate, "__doc__", None) if predicate is not None else None
    text = description if description != Predicate.__doc__ else None
    return " ".join((text or "").split()).replace("|", "\\|")
