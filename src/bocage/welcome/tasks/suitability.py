"""Marks of communes by the clock: homes come and go, prices are imported, mandates end."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.suitability_rows import refresh_suitability


@periodic("17 4,12 * * *", says=_("Recompte ce que les communes offrent"))
def refresh_marks_of_communes() -> None:
    """See `refresh_suitability`."""
    refresh_suitability()
