"""Queries of saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from bocage.housing.searches.models import SavedSearch  # noqa: F401 - read by mypy in strings


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Standing wishes."""

    def active(self) -> SavedSearchQuerySet:
        """Selects the confirmed searches that are neither paused nor stopped."""
        return self.filter(status="active")
