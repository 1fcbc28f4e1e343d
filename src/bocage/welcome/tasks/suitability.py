"""Marks of communes by the clock: homes come and go, prices are imported, mandates end."""

from __future__ import annotations

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.suitability_rows import refresh_suitability


@periodic("17 4,12 * * *")
def refresh_marks_of_communes() -> None:
    """See `refresh_suitability`."""
    refresh_suitability()
