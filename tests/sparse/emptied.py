"""Rows of which whatever may be empty is empty."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import Error, connection, models, transaction

OPTIONAL = (
    models.CharField,
    models.TextField,
    models.FileField,
    models.JSONField,
    models.IntegerField,
    models.DecimalField,
    models.FloatField,
)
"""Types of descriptive columns; dates and keys are left as they are, since they hold state."""
ROOMS = (
    *("territory", "people", "workspaces", "housing", "network", "training"),
    *("welcome", "outreach", "evidence"),
)
SECRETS = {"token", "secret", "key", "password", "slug", "email", "language"}


def empty_what_may_be() -> dict[str, set[str]]:
    """Empties each optional column of each row that its constraints let be empty. Returns them, by
    the label of their model."""
    emptied = {}
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            if not model._meta.managed or model._meta.proxy:
                continue
            values = {
                field.attname: None if field.null else field.get_default()
                for field in model._meta.local_concrete_fields
                if isinstance(field, OPTIONAL) and field.blank and field.name not in SECRETS
            }
            emptied[model._meta.label] = _emptied(model, values)
    return emptied


def _emptied(model: type[models.Model], values: dict[str, Any]) -> set[str]:
    rows = model._default_manager.all()
    if not values or not rows.exists():
        return set()
    if _update(rows, values):
        return set(values)
    return {name for name, value in values.items() if _update(rows, {name: value})}


def _update(rows: models.QuerySet[Any], values: dict[str, Any]) -> bool:
    """Updates rows. Returns whether the database accepts the values."""
    try:
        with transaction.atomic():
            rows.update(**values)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except Error:
        return False
    return True
