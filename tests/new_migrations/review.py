"""What a migration costs people who are served meanwhile, and whether one can go back from it.

squawk reads the statements that Django makes: which lock a large table, which rewrite it, which
break the release of before, whose processes still run, or are put back. What it finds is said
beside the migration, with the reason why it is borne:

    class Migration(migrations.Migration):
        costs = {"require-concurrent-index-creation": "A few hundred rows: it takes 10 ms."}
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.migrations import Migration
from django.db.migrations.operations import (
    AlterField,
    DeleteModel,
    RemoveField,
    RenameField,
    RenameModel,
    RunPython,
    SeparateDatabaseAndState,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

OLDEST_POSTGRESQL = "16"
MATTERS_OF_STYLE = (
    "ban-char-field",
    "prefer-bigint-over-int",
    "prefer-bigint-over-smallint",
    "prefer-identity",
    "prefer-robust-stmts",
    "prefer-text-field",
    "prefer-timestamptz",
    # `bocage migrate` sets it.
    "require-lock-timeout",
    "require-statement-timeout",
)
CHANGES_ROWS = "changes-rows"
"""The rule of ours: Python that runs in a migration, for as long as its rows are many."""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a rule has to say of a migration."""

    rule: str
    reason: str


def costs_of(migration: Migration, statements: Sequence[str], folder: Path) -> list[Cost]:
    """What the statements of a migration cost, one a rule, read from a file of a folder."""
    file = folder / f"{migration.app_label}.{migration.name}.sql"
    file.write_text("\n".join(statements) + "\n")
    process = subprocess.run(
        [
            str(Path(sys.executable).with_name("squawk")), "--reporter=json",
            f"--pg-version={OLDEST_POSTGRESQL}", f"--exclude={','.join(MATTERS_OF_STYLE)}",
            *(["--assume-in-transaction"] if migration.atomic else []), str(file),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert process.returncode in {0, 1}, process.stderr
    messages = {load["rule_name"]: load["message"] for load in json.loads(process.stdout)}
    if any(isinstance(operation, RunPython) for operation in flattened(migration.operations)):
        messages[CHANGES_ROWS] = (
            "Python runs while the tables are held: say how many rows it writes."
        )
    return [Cost(rule=rule, reason=message) for rule, message in sorted(messages.items())]


def objections(migration: Migration, costs: Sequence[Cost], released: ProjectState) -> list[str]:
    """What keeps a migration from landing, in sentences; `released` is the state that the release
    of before reads and writes."""
    accepted: dict[str, str] = getattr(migration, "costs", {})
    rules = {cost.rule for cost in costs}
    unsaid = [cost for cost in costs if not accepted.get(cost.rule, "").strip()]
    return [
        *(f"{cost.rule}: {cost.reason} If it is borne, `costs` says why." for cost in unsaid),
        *(
            f"`costs` names {rule}, which it does not cost."
            for rule in sorted(accepted.keys() - rules)
        ),
        *_ways_of_no_return(migration),
        *_taken_from_the_release_of_before(migration, released),
    ]


def flattened(operations: Sequence[Operation]) -> Iterator[Operation]:
    """Each operation that touches the database."""
    for operation in operations:
        if isinstance(operation, SeparateDatabaseAndState):
            yield from flattened(operation.database_operations)
        else:
            yield operation


def _ways_of_no_return(migration: Migration) -> Iterator[str]:
    for operation in flattened(migration.operations):
        if not operation.reversible:
            yield f"{operation.describe()}: it has no way back (`reverse_code`, `reverse_sql`)."


def _taken_from_the_release_of_before(
    migration: Migration, released: ProjectState
) -> Iterator[str]:
    """A column or a table that the release of before still names."""
    for operation in flattened(migration.operations):
        if read_name := _read_by_release(operation, migration.app_label, released):
            yield (
                f"{operation.describe()}: the release of before reads {read_name}. Stop reading it "
                "in this release (SeparateDatabaseAndState), and drop it in the next."
            )


def _read_by_release(operation: Operation, label: str, released: ProjectState) -> str:
    change: Any = operation
    match operation:
        case RemoveField() | AlterField():
            model, field = change.model_name_lower, change.name
        case RenameField():
            model, field = change.model_name_lower, change.old_name
        case DeleteModel():
            model, field = change.name_lower, ""
        case RenameModel():
            model, field = change.old_name_lower, ""
        case _:
            return ""
    state = released.models.get((label, model))
    if state is None or (field and field not in state.fields):
        return ""
    if isinstance(operation, AlterField) and _column(operation.field) == _column(
        state.fields[field]
    ):
        return ""
    return f"{label}.{model}" + (f".{field}" if field else "")


def _column(field: Any) -> str:
    return field.db_column or ""
