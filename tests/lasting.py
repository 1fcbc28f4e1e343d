"""A scene that the tests of a module share: set once, and undone after the last of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker


@contextmanager
def undone_at_the_end(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rolls back, at the end of the block, the changes made inside it, in French.

    For a module-scoped fixture that uses `django_db_setup` and `django_db_blocker`. Each test
    (`django_db`) has its own nested transaction, whose changes are rolled back after it.
    """
    in_french = translation.override(settings.LANGUAGE_CODE)
    with blocker.unblock(), in_french, transaction.atomic():
        yield
        transaction.set_rollback(True)
