"""docs/security/limits.md: how often and how many, read from where the code declares it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bocage.foundation.ops.configuration import PROJECT_FOLDER
from tests.security_documents.tables import WRITTEN_BY, table

CODE = PROJECT_FOLDER / "src" / "bocage"
BOUND = re.compile(r"MAX_[A-Z_]+")
OF_RULES = {"operations", "models"}
LEFT_OUT = {"demo", "migrations", "evidence"}
LIMIT = re.compile(r"\bLimit\(")

OPENING = f"""\
# Limits

{WRITTEN_BY}
The first table has how often something may be tried (`people.limits`, counted in PostgreSQL over
every process; beyond it: 429 and a sentence with the time to wait); the second how many of a
thing there may be (beyond it: the operation refuses, with a sentence). Each stands in the code
beside what it bounds.

Besides: requests of the API, by account or network address (`BOCAGE_API_REQUESTS_PER_MINUTE`, in
[the configuration](../operations/configuration.md)); what a place lets a person book
(`src/bocage/workspaces/booking_rules/models.py`); [sizes of what is
sent](uploads.md); how long anything is kept, in the register (`bocage privacy report`).
"""


@dataclass(frozen=True, kw_only=True)
class Declared:
    """One assignment of a module, with the docstring below it."""

    name: str
    value: ast.expr
    reason: str
    module: str


def document() -> str:
    """The whole document, as Markdown."""
    declared = declarations()
    limits = [_limit(constant) for constant in declared if is_limit(constant.value)]
    bounds = [
        (
            _words(constant.name),
            ast.unparse(constant.value).replace("_", " "),
            constant.reason,
            f"`{constant.module}`",
        )
        for constant in declared
        if BOUND.fullmatch(constant.name)
        and _is_number(constant.value)
        and _is_of_rules(constant.module)
    ]
    return (
        "\n".join(
            [
                OPENING,
                "## How often\n",
                table(["what", "at most", "in", "why", "where"], sorted(limits)),
                "## How many\n",
                table(
                    ["at most", "", "why", "where"], sorted(bounds, key=lambda row: row[3] + row[0])
                ),
            ]
        ).rstrip()
        + "\n"
    )


def is_limit(value: ast.expr) -> bool:
    """Checks whether an expression is a `Limit(…)`."""
    return isinstance(value, ast.Call) and ast.unparse(value.func) == "Limit"


@cache
def declarations() -> list[Declared]:
    """Returns the top-level assignments of modules, with the docstring that follows."""
    return list(_declarations())


def _declarations() -> Iterator[Declared]:
    for path in sorted(CODE.rglob("*.py")):
        names = set(path.relative_to(CODE).with_suffix("").parts)
        if LEFT_OUT & names:
            continue
        text = path.read_text(encoding="utf-8")
        if LIMIT.search(text) or (OF_RULES & names and "\nMAX_" in text):
            yield from _declared_in(path, ast.parse(text))


def _declared_in(path: Path, module: ast.Module) -> Iterator[Declared]:
    module_path = str(path.relative_to(PROJECT_FOLDER))
    for line, after in zip(module.body, [*module.body[1:], None], strict=True):
        if not isinstance(line, ast.Assign | ast.AnnAssign) or line.value is None:
            continue
        target = line.targets[0] if isinstance(line, ast.Assign) else line.target
        yield Declared(
            name=ast.unparse(target), value=line.value, reason=_sentence(after), module=module_path
        )


def _sentence(line: ast.stmt | None) -> str:
    if isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant):
        return str(line.value.value)
    return ""


def _limit(constant: Declared) -> tuple[str, ...]:
    assert isinstance(constant.value, ast.Call)
    arguments = {keyword.arg: keyword.value for keyword in constant.value.keywords}
    window = arguments["window"]
    assert isinstance(window, ast.Call)
    (length,) = window.keywords
    action = ast.literal_eval(arguments["action"])
    amount = ast.unparse(arguments["amount"])
    return (
        f"`{action}` ({_words(constant.name)})",
        amount,
        _length(length),
        constant.reason,
        f"`{constant.module}`",
    )


def _length(keyword: ast.keyword) -> str:
    many, unit = ast.unparse(keyword.value), str(keyword.arg)
    return unit.removesuffix("s") if many == "1" else f"{many} {unit}"


def _words(name: str) -> str:
    return name.removeprefix("MAX_").replace("_", " ").lower()


def _is_number(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, int)


def _is_of_rules(module: str) -> bool:
    return bool(OF_RULES & set(Path(module).with_suffix("").parts))
