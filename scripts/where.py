"""Writes docs/architecture/where.md: the place of each scheduled job, mail and rule in the code.

`python scripts/where.py` reads the code without running it. Functions are written as
`path:function`, below `src/bocage`.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "bocage"
PAGE = ROOT / "docs" / "architecture" / "where.md"
FIRST_MAILS = {"Mail"}
HEAD = """# Where it stands

Made by `python scripts/where.py` from the code; a test compares. Paths are below `src/bocage`.
"""


@dataclass
class Module:
    """Parsed module, with the source of each imported name."""

    path: str
    tree: ast.Module
    constants: dict[str, ast.Dict] = field(default_factory=dict)

    def inside(self) -> Iterator[tuple[str, ast.AST]]:
        """Yields every node, with the function or the class at the top that holds it."""
        for top in self.tree.body:
            name = top.name if isinstance(top, ast.FunctionDef | ast.ClassDef) else ""
            for node in ast.walk(top):
                yield name, node

    def place(self, name: str) -> str:
        """Returns the place of a function, as the page writes it."""
        return f"`{self.path}:{name}`" if name else f"`{self.path}`"


def modules() -> list[Module]:
    """Reads the modules of the product, migrations left out, by path."""
    all_modules = []
    for path in sorted(SOURCES.rglob("*.py")):
        if "migrations" not in path.parts:
            module = Module(path.relative_to(SOURCES).as_posix(), ast.parse(path.read_text()))
            module.constants = dict(constants_of(module.tree))
            all_modules.append(module)
    return all_modules


def constants_of(tree: ast.Module) -> Iterator[tuple[str, ast.Dict]]:
    """Yields the dictionaries that a module writes at its top, by name."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (
                (target.id, node.value) for target in targets if isinstance(target, ast.Name)
            )


def name_called(node: ast.AST) -> str:
    """Returns the name of the called function; empty for a node that is not a call."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def jobs(read: list[Module]) -> Iterator[tuple[str, ...]]:
    """Yields the rows of periodic tasks: room and name, crontab, place."""
    for module in read:
        for name, node in module.inside():
            if name_called(node) == "periodic" and isinstance(node, ast.Call) and node.args:
                cron = ast.unparse(node.args[0]).strip("'\"")
                if name != "periodic":
                    room = module.path.split("/")[0]
                    yield f"{room}.{name}", f"`{cron}`", module.place(name)


def mails(read: list[Module]) -> Iterator[tuple[str, ...]]:
    """Yields the rows of mails: room and name, where its facts stand, who sends it."""
    classes = {
        node.name: (module, {ast.unparse(base).split("[")[0] for base in node.bases})
        for module in read
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
    }
    kinds = set(FIRST_MAILS)
    while further := {n for n, (_module, bases) in classes.items() if bases & kinds} - kinds:
        kinds |= further
    senders: dict[str, set[str]] = {}
    for module in read:
        for name, node in module.inside():
            if (kind := name_called(node)) in kinds and name not in kinds:
                senders.setdefault(kind, set()).add(module.place(name))
    for kind in sorted(senders, key=lambda kind: (classes[kind][0].path, kind)):
        module = classes[kind][0]
        room = module.path.split("/")[0]
        yield f"{room}.{kind}", module.place(kind), ", ".join(sorted(senders[kind]))


def rules(read: list[Module]) -> Iterator[tuple[str, ...]]:
    """Yields the rows of refused constraints: name, owner, refusal, place of the refusal."""
    owners = dict(constraints(read))
    shared = {name: module for module in read for name in module.constants}
    refused: dict[tuple[str, str], set[str]] = {}
    for module in read:
        for name, node in module.inside():
            if name_called(node) != "refusing" or not isinstance(node, ast.Call) or not node.args:
                continue
            argument, place = node.args[0], module.place(name)
            table_name = argument.id if isinstance(argument, ast.Name) else ""
            if owner := module if table_name in module.constants else shared.get(table_name):
                argument, place = owner.constants[table_name], owner.place(table_name)
            for constraint, refusal in refusals_of(argument):
                refused.setdefault((constraint, refusal), set()).add(place)
    for (constraint, refusal), places in sorted(refused.items()):
        yield f"`{constraint}`", owners.get(constraint, ""), refusal, ", ".join(sorted(places))


def constraints(read: list[Module]) -> Iterator[tuple[str, str]]:
    """Yields the names that models and triggers give to their rules, each with its place."""
    for module in read:
        for name, node in module.inside():
            if not isinstance(node, ast.keyword) or node.arg != "name" or not name:
                continue
            if isinstance(node.value, ast.Constant):
                yield str(node.value.value), module.place(name)


def refusals_of(expression: ast.expr) -> Iterator[tuple[str, str]]:
    """Yields the constraints of a dictionary that is written out, each with its refusal."""
    if isinstance(expression, ast.Dict):
        for key, value in zip(expression.keys, expression.values, strict=True):
            if isinstance(key, ast.Constant):
                yield str(key.value), f"`{ast.unparse(value).splitlines()[0]}`"


def table(columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """Writes a table."""
    lines = [columns, ("---",) * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def page() -> str:
    """Writes the page."""
    read = modules()
    parts = {
        "What the clock starts": table(("job", "crontab", "where"), jobs(read)),
        "Mails, and who sends them": table(("mail", "facts", "sent by"), mails(read)),
        "Rules of the database, and how they refuse": table(
            ("constraint", "of", "refusal", "refused by"), rules(read)
        ),
    }
    return "\n".join([HEAD, *(f"## {title}\n\n{rows}" for title, rows in parts.items())])


if __name__ == "__main__":
    PAGE.write_text(page())
