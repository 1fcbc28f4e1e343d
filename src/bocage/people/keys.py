"""Columns that refer to people, as models of every room declare them.

Each takes its `verbose_name` first, then the options of a foreign key, with `null=True` written for
type checkers to read. Migrations write it as a foreign key.
"""

from typing import Any

from django.conf import settings
from django.db import models


class _PersonKey(models.ForeignKey):
    """Foreign key to the account of a person."""

    def __init__(self, verbose_name: Any = None, **options: Any) -> None:
        field_options = {"to": settings.AUTH_USER_MODEL, **options}
        super().__init__(verbose_name=verbose_name, **field_options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, options


class AuthorKey(_PersonKey):
    """Foreign key to the author of a row, as « préparé par »: null once their account is gone; the
    row stays.
    """

    def __init__(self, verbose_name: Any = None, **options: Any) -> None:
        super().__init__(verbose_name, **{"on_delete": models.SET_NULL, **options})


class OwnerKey(_PersonKey):
    """Foreign key to the owner of a row, which is deleted with their account."""

    def __init__(self, verbose_name: Any = None, **options: Any) -> None:
        super().__init__(verbose_name, **{"on_delete": models.CASCADE, **options})
