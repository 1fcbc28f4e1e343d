"""Migrations in which a new table is written whole, in one operation, and without words.

Django makes the models related to a table anew at each operation on it: as most tables name
people, a migration takes longer by its operations than by its statements. The words of models
(names, helps, choices, messages) are nothing to the database: writing them down would make a
migration of each sentence that changes.
"""

from collections.abc import Sequence
from typing import Any, cast

from django.core.management.commands import makemigrations
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import BaseConstraint, Field
from pgtrigger.migrations import AddTrigger

type Addition = AddConstraint | AddIndex | AddTrigger

BESIDE_COLUMNS = {*Field.non_db_attrs, "serialize"} - {"db_column"}
"""Attributes that do not affect a column, according to Django, and those that only fixtures read.
"""
BESIDE_TABLES = {"verbose_name", "verbose_name_plural", "ordering", "abstract"}


class WholeTablesMixin:
    """Mixin for an autodetector that writes each new table in one operation, with its fields,
    constraints, indexes and triggers, and leaves out the words that only Python reads.
    """

    migrations: dict[str, list[Any]]

    def __init__(
        self,
        from_state: ProjectState,
        to_state: ProjectState,
        questioner: MigrationQuestioner | None = None,
    ) -> None:
        for state in (from_state, to_state):
            for model in state.models.values():
                remove_words(model)
        super().__init__(from_state, to_state, questioner)  # type: ignore[call-arg] # a mixin

    def _optimize_migrations(self) -> None:
        migrations = [migration for room in self.migrations.values() for migration in room]
        additions = [additions_to_new_tables(migration.operations) for migration in migrations]
        for migration, additions_of_migration in zip(migrations, additions, strict=True):
            # Django does not look over them to see which fields belong to a new table.
            migration.operations = [
                op for op in migration.operations if op not in additions_of_migration
            ]
        super()._optimize_migrations()  # type: ignore[misc]
        for migration, additions_of_migration in zip(migrations, additions, strict=True):
            tables_first = created_in_order(migration.operations, migration.app_label)
            migration.operations = moved_to_tables(tables_first, additions_of_migration)


def remove_words(model: ModelState) -> None:
    """Removes from the state of a model everything that does not affect its table."""
    model.fields = {name: without_words(field) for name, field in model.fields.items()}
    model.options = {
        name: value for name, value in model.options.items() if name not in BESIDE_TABLES
    }
    constraints: list[BaseConstraint] = model.options.get("constraints", [])
    model.options["constraints"] = [without_message(constraint) for constraint in constraints]


def without_words(field: Field[Any, Any]) -> Field[Any, Any]:
    """Copies a field, also inside an array, without attributes that only forms and pages read."""
    _name, _path, args, kwargs = field.deconstruct()
    options = {name: value for name, value in kwargs.items() if name not in BESIDE_COLUMNS}
    if isinstance(options.get("base_field"), Field):
        options["base_field"] = without_words(options["base_field"])
    return type(field)(*args, **options)


def without_message(constraint: BaseConstraint) -> BaseConstraint:
    """Copies a constraint with Django's default message."""
    silent = constraint.clone()
    silent.violation_error_message = silent.default_violation_error_message
    return silent


def additions_to_new_tables(operations: Sequence[Operation]) -> list[Addition]:
    """Returns the constraints, indexes and triggers of the tables that these operations create."""
    created = {op.name_lower for op in operations if isinstance(op, CreateModel)}
    return [
        op
        for op in operations
        if isinstance(op, AddConstraint | AddIndex | AddTrigger) and op.model_name_lower in created
    ]


def created_in_order(operations: Sequence[Operation], app_label: str) -> list[Operation]:
    """Orders operations that only create tables: each table, with its fields, after the tables that
    it references.

    Of tables that reference each other, one keeps the field that Django adds to it afterwards.
    Operations that do anything else are returned as they are.
    """
    waiting = [op for op in operations if isinstance(op, CreateModel)]
    later = [op for op in operations if isinstance(op, AddField)]
    if len(waiting) + len(later) < len(operations):
        return list(operations)
    ordered: list[Operation] = []
    while waiting:
        table = _next_table(waiting, later, app_label)
        waiting.remove(table)
        for field in _fields_of(table, later):
            if _names_none(field, waiting, app_label):
                later.remove(field)
                table = _with_field(table, field, app_label)
        ordered.append(table)
    return [*ordered, *later]


def _next_table(waiting: list[CreateModel], later: list[AddField], app_label: str) -> CreateModel:
    """Returns the first table without a reference to a waiting one, in its added fields if
    possible.
    """

    def is_ready(table: CreateModel, fields: list[AddField]) -> bool:
        other_tables = [waiting_table for waiting_table in waiting if waiting_table is not table]
        return all(_names_none(op, other_tables, app_label) for op in (table, *fields))

    whole = (table for table in waiting if is_ready(table, _fields_of(table, later)))
    return next(whole, None) or next(table for table in waiting if is_ready(table, []))


def _fields_of(table: CreateModel, later: list[AddField]) -> list[AddField]:
    return [field for field in later if field.model_name_lower == table.name_lower]


def _names_none(operation: Operation, tables: list[CreateModel], app_label: str) -> bool:
    return not any(operation.references_model(table.name, app_label) for table in tables)


def _with_field(table: CreateModel, field: AddField, app_label: str) -> CreateModel:
    [whole] = cast("list[CreateModel]", table.reduce(field, app_label))
    return whole


def moved_to_tables(operations: Sequence[Operation], additions: list[Addition]) -> list[Operation]:
    """Merges each constraint, index and trigger into the creation of its table, except for tables
    in a cycle of references, whose additions come last: such a table is only complete by then.
    """
    completed = {op.model_name_lower for op in operations if isinstance(op, AddField)}
    tables = {op.name_lower: op for op in operations if isinstance(op, CreateModel)}
    for addition in additions:
        if addition.model_name_lower not in completed:
            _give(tables[addition.model_name_lower], addition)
    postponed = [addition for addition in additions if addition.model_name_lower in completed]
    return [*operations, *postponed]


def _give(table: CreateModel, addition: Addition) -> None:
    added: Any
    match addition:
        case AddConstraint():
            option, added = "constraints", addition.constraint
        case AddIndex():
            option, added = "indexes", addition.index
        case _:
            option, added = "triggers", addition.trigger
    table.options[option] = [*table.options.get(option, []), added]


# Made when a command is, once django-pgtrigger has taught its own to Django's.
WholeTablesAutodetector = type(
    "WholeTablesAutodetector", (WholeTablesMixin, makemigrations.Command.autodetector), {}
)
