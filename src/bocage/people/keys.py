"""Columns that refer to people, as models of every room declare them."""

from typing import Any

from django.conf import settings
from django.db import models


class AuthorKey(models.ForeignKey):
    """Who did something: nobody any more once their account is gone, and what they did stays.

    `verbose_name` says what they did, as « préparé par ». The other `options` are those of a
    foreign key, with `null=True` for type checkers to read; migrations write it as one.
    """

    def __init__(self, verbose_name: Any = None, **options: Any) -> None:
        given = {"to": settings.AUTH_USER_MODEL, "on_delete": models.SET_NULL, **options}
        super().__init__(verbose_name=verbose_name, **given)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, options
