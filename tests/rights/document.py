"""docs/security/rights.md, made from the matrix that the tests drive.

`python -m tests.rights` writes it again.
"""

from __future__ import annotations

from collections.abc import Iterator

from bocage.foundation.ops.configuration import PROJECT_FOLDER
from tests.people.holders import ACCOUNT, HOLDER, STRANGER
from tests.rights.groups import OTHER_HOLDER, Group
from tests.rights.matrix import ROOMS
from tests.rights.matrix.api import OPERATIONS
from tests.rights.redaction import SECTION_OF_EDITORS
from tests.rights.roles import ROLES
from tests.rights.routes import ROUTES

DOCUMENT = PROJECT_FOLDER / "docs" / "security" / "rights.md"
WORDS = (STRANGER, ACCOUNT, HOLDER, OTHER_HOLDER, *ROLES)
HEADS = {STRANGER: "anybody", ACCOUNT: "signed in", HOLDER: "own", OTHER_HOLDER: "other"}
ROOM_NAMES = {"ground": "The ground: territory, instance, software"}
OPENING = """\
# Who opens what

Written by `.venv/bin/python -m tests.rights` from `tests/rights/matrix`; a test holds it current.
`tests/rights/test_every_route.py` opens each address below as everybody, and fails where an answer
is not the one that stands here, where an address has no row, and where a row has no address.
[Rights](../architecture/rights.md) says the same of the rights themselves, before any page.

## How to read it

- A row is a group of addresses; their names and routes stand under the table of their room.
- `●` gets in: looks at it (GET), and sends what it takes (POST). `○` looks and sends nothing.
  `·` is refused: led to sign-in where nobody is signed in, told otherwise that nothing is there.
- *Own* is whose thing it is; *other* has a thing of the same kind, and not this one.
- In the columns of roles the mandate is in force, and **over** what the address shows: on the scope
  on which it hangs, or above it. Ended, or held on a neighbour of the same kind, it opens nothing
  more than an account does; where it says *anywhere*, a neighbour gets in and sees their own.
- *By link*: whoever has the link, which is signed or drawn by lot, and nobody else.
"""


def write_document() -> None:
    """Writes the document again."""
    DOCUMENT.write_text(document(), encoding="utf-8")


def document() -> str:
    """The whole document, as Markdown."""
    rooms = [_room(*room) for room in ROOMS.items()]
    return "\n".join([OPENING, _counts(), *rooms, _api(), SECTION_OF_EDITORS])


def _counts() -> str:
    groups = [group for rows in ROOMS.values() for group in rows]
    asleep = sum(len(group.names) for group in groups if group.asleep)
    return (
        f"{len(ROUTES)} addresses in {len(groups)} groups, each for {len(WORDS)} kinds of people,\n"
        "with mandates in force, ended and beside. The world of the tests shows nothing of "
        f"{asleep} of\nthem (*asleep*, with the reason): who is refused is tried, who gets in is "
        "tried elsewhere.\n"
    )


def _room(name: str, groups: list[Group]) -> str:
    heads = ["what", "where", *(_head(word) for word in WORDS)]
    ruler = ["---", "---", *[":-:"] * len(WORDS)]
    rows = [heads, ruler, *(_row(group) for group in groups)]
    table = "".join(f"| {' | '.join(cells)} |\n" for cells in rows)
    return f"## {ROOM_NAMES.get(name, name.capitalize())}\n\n{table}\n{''.join(_addresses(groups))}"


def _head(word: str) -> str:
    return HEADS.get(word) or word.replace(" of ", "<br>")


def _api() -> str:
    words = [word for word in WORDS if word != OTHER_HOLDER]
    heads = ["operations", "of what", *(_head(word) for word in words)]
    rows = [heads, ["---", "---", *[":-:"] * len(words)]]
    for examples, names in OPERATIONS.items():
        operations = ", ".join(f"`{name}`" for name in names.split())
        for target, callers in zip(
            ("over it, or own", "elsewhere, or other"), examples, strict=False
        ):
            rows.append([operations, target, *("●" if word in callers else "·" for word in words)])
    table = "".join(f"| {' | '.join(cells)} |\n" for cells in rows)
    return (
        "## The API\n\nA token opens what its owner may, within the scopes that they gave it "
        f"(`tests/api/test_reach_of_tokens.py`).\n\n{table}"
    )


def _row(group: Group) -> list[str]:
    reach = "by link" if group.by_link else str(group.reach)
    if (ACCOUNT in group.readers or not group.readers & set(ROLES)) and not group.by_link:
        reach = ""
    return [group.purpose, reach, *(_mark(word, group) for word in WORDS)]


def _mark(word: str, group: Group) -> str:
    if word in group.readers:
        return "●" if word in group.senders else "○"
    return "●" if word in group.senders else "·"


def _addresses(groups: list[Group]) -> Iterator[str]:
    for group in groups:
        yield f"- **{group.purpose}**{f' (asleep: {group.asleep})' if group.asleep else ''}: "
        yield ", ".join(f"`{ROUTES[name]}`" for name in group.names) + "\n"
