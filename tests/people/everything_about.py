"""One row about a person in every table with personal data, with unique words."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.apps import apps
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone
from psycopg import sql
from wagtail.models import Page

from bocage.people.models import Person

MARK = "zyxmarque"
"""Unique word: any text that contains it was written by, or about, the person."""

CODES = frozenset(
    {"came_by", "capacity", "last_notification", "notified_digest", "kind", "channel", "message_id"}
)
"""Columns that hold codes, or facts of a known shape."""

LATER = ("ends", "until", "expires", "lapses", "closes", "due", "answer_until")
"""Parts of names of date columns that come after the others."""

OF_INSTITUTIONS = frozenset(
    {
        "foundation.InstanceSettings",
        "housing.Listing",
        "housing.Source",
        "people.Person",
        "training.Programme",
        "workspaces.Place",
        "outreach.Editor",
    }
)
"""Tables whose addresses are those of a place, of an agency, of the instance."""

OF_THE_PERSON = frozenset(
    {
        "answerer",
        "applicant",
        "author",
        "booked_for",
        "helper",
        "invited_by",
        "owner",
        "person",
        "reported_by",
        "reporter",
        "user",
        "writer",
    }
)
"""Foreign keys that make a row personal data of the person."""
OF_WHO_ACTED = frozenset(
    {
        "added_by",
        "answered_by",
        "brought_by",
        "by",
        "called_off_by",
        "cancelled_by",
        "changed_by",
        "contact_given_by",
        "coordinator",
        "created_by",
        "decided_by",
        "declared_by",
        "done_by",
        "enrolled_by",
        "exported_by",
        "given_by",
        "granted_by",
        "locked_by",
        "made_by",
        "merged_by",
        "moved_by",
        "next_action_by",
        "offered_by",
        "opened_by",
        "planned_by",
        "prepared_by",
        "proposed_by",
        "published_by",
        "reader",
        "recorded_by",
        "released_by",
        "resolved_by",
        "reviewed_by",
        "saved_by",
        "sent_by",
        "set_by",
        "handled_by",
        "shared_by",
        "signed_by",
        "sold_by",
        "started_by",
        "suspended_by",
        "thanked_by",
        "uploaded_by_user",
        "written_by",
        "requested_by",
        "finished_by",
    }
)
"""Foreign keys to the author of a row that is about something else."""


def tables_with_an_address() -> list[type[models.Model]]:
    """Returns the tables with the addresses of people without an account."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("bocage.")
        and model._meta.label not in OF_INSTITUTIONS
        and not hasattr(model, "pgh_tracked_model")
        and any(
            isinstance(concrete_field, models.EmailField)
            for concrete_field in model._meta.concrete_fields
        )
    ]


def tables_that_hang_on(about: list[type[models.Model]]) -> list[type[models.Model]]:
    """The tables whose rows go with those: answers of an application, steps of a stay."""
    hanging: list[type[models.Model]] = []
    waiting = list(about)
    while waiting:
        parent = waiting.pop()
        for relation in parent._meta.related_objects:
            child = relation.related_model
            is_gone_with_it = relation.on_delete is models.CASCADE
            is_ours = child.__module__.startswith("bocage.")
            is_known = child in [*about, *hanging] or hasattr(child, "pgh_tracked_model")
            if is_gone_with_it and is_ours and not is_known:
                hanging.append(child)
                waiting.append(child)
    return hanging


def columns_of_people(model: type[models.Model]) -> list[str]:
    """The columns of a table that lead to an account."""
    return [
        column.name
        for column in model._meta.concrete_fields
        if column.remote_field and column.related_model is Person
    ]


def tables_about_people() -> list[type[models.Model]]:
    """Returns the tables with personal data, except history tables filled by triggers."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and not issubclass(model, Page)
        and not hasattr(model, "pgh_tracked_model")
        and OF_THE_PERSON & set(columns_of_people(model))
    ]


class Maker:
    """Makes rows of any table, about one person; others are done by `staff`."""

    def __init__(self, person: Person, staff: Person) -> None:
        self.person, self.staff, self.now = person, staff, timezone.now()
        self.rows: dict[type[models.Model], models.Model] = {}

    def make(self, model: type[models.Model], **fields: object) -> models.Model:
        """Creates a row, and those that it depends on.

        Raises:
            DatabaseError: a constraint requires more than arbitrary values.
        """
        values = dict(fields)
        for column in model._meta.concrete_fields:
            if column.name in values or (column.primary_key and column.has_default()):
                continue
            if isinstance(column, models.AutoField):
                continue
            if column.remote_field:
                value = self._related(column)
                if value is not None:
                    values[column.name] = value
            elif not column.has_default() and not column.null and not column.blank:
                values[column.name] = self._value(column)
        with transaction.atomic():
            row = model(**values)
            row.save(force_insert=True)
        self.rows.setdefault(model, row)
        return row

    def take(self, *rows: models.Model) -> None:
        """Registers rows of a factory, about the person, for the rows that depend on them."""
        for row in rows:
            self.rows.setdefault(type(row), row)
            self.mark(row)

    def mark(self, row: models.Model) -> None:
        """Writes the mark into each text that takes one."""
        model = type(row)
        for column in model._meta.concrete_fields:
            value = self._mark_for(column)
            if value is None:
                continue
            try:
                with transaction.atomic():
                    model._base_manager.filter(pk=row.pk).update(**{column.name: value})
            except (DatabaseError, ValidationError):
                continue

    def _related(self, column: models.Field) -> models.Model | None:
        target = column.related_model
        if target is Person:
            return self.person if column.name in OF_THE_PERSON else self.staff
        if target in self.rows:
            return self.rows[target]
        if column.null:
            return None
        return self.make(target)

    def _value(self, column: models.Field) -> object:
        now, today = self.now, timezone.localdate(self.now)
        later = timedelta(days=3 if column.name.startswith(LATER) else 0)
        first = today.replace(day=1)
        if column.choices:
            return next(iter(dict(column.flatchoices)))
        if isinstance(column, DateTimeRangeField):
            return (now - timedelta(hours=2), now - timedelta(hours=1))
        for kinds, value in (
            (models.DateTimeField, now + later),
            (models.DateField, first if column.name == "month" else today + later),
            (models.BooleanField, False),
            (models.DecimalField, Decimal(1)),
            ((models.IntegerField, models.FloatField), 1),
            (models.UUIDField, uuid4()),
            (models.JSONField, {}),
            (ArrayField, []),
            (models.URLField, "https://exemple.example/"),
            (models.BinaryField, b"1"),
            (models.DurationField, timedelta(hours=1)),
            (models.GenericIPAddressField, "127.0.0.1"),
        ):
            if isinstance(column, kinds):
                return value
        if isinstance(column, models.EmailField):
            return "quelquun@exemple.example"
        return uuid4().hex[: column.max_length or 40]

    def _mark_for(self, column: models.Field) -> object | None:
        is_a_key = column.primary_key or column.remote_field or column.unique
        if is_a_key or column.choices or column.name in CODES:
            return None
        of_texts = isinstance(column, ArrayField) and isinstance(
            column.base_field, models.CharField
        )
        marks = (
            (models.EmailField, self.person.email),
            (models.URLField, f"https://{MARK}.example/"),
            (models.FileField, None),
            (models.CharField | models.TextField, MARK),
            (models.JSONField, {"said": MARK}),
            (ArrayField, [MARK] if of_texts and not column.base_field.choices else None),
        )
        return next((mark for kind, mark in marks if isinstance(column, kind)), None)


def columns_holding(*words: str) -> dict[str, list[str]]:
    """Returns the columns, by table, that contain one of these words in the whole database: every
    text, array and JSON column, history included."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT table_name, column_name FROM information_schema.columns
            JOIN information_schema.tables USING (table_schema, table_name)
            WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
              AND (data_type IN ('text', 'character varying', 'character', 'json', 'jsonb',
                                 'ARRAY', 'bytea', 'tsvector', 'USER-DEFINED'))
            ORDER BY table_name, column_name"""
        )
        columns: dict[str, list[str]] = {}
        for table, column in cursor.fetchall():
            columns.setdefault(table, []).append(column)
        matches: dict[str, list[str]] = {}
        for table, names in columns.items():
            statement = sql.SQL("SELECT {} FROM {}").format(
                sql.SQL(", ").join(
                    sql.SQL("bool_or({}::text ~* ANY(%(words)s))").format(sql.Identifier(name))
                    for name in names
                ),
                sql.Identifier(table),
            )
            cursor.execute(statement, {"words": list(words)})
            matching_names = [
                name for name, is_match in zip(names, cursor.fetchone(), strict=True) if is_match
            ]
            if matching_names:
                matches[table] = matching_names
    return matches
