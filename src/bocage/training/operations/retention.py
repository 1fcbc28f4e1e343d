"""How long names stay in the registers: as long as the law asks for proofs, and no longer."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from bocage.training.models import AttendanceRegister
from bocage.training.operations.attendance import erase_names

KEPT_YEARS = 10
"""After the year in which the cohort ends. Three years after the last payment are asked for by the
certificate of completion; funds of the European Union ask for ten."""


def erase_old_registers(*, now: datetime | None = None) -> int:
    """Erases the names of the registers that nobody may ask for any more. Returns how many."""
    last_year = timezone.localdate(now).year - KEPT_YEARS - 1
    old = AttendanceRegister.objects.filter(
        erased_at=None, cohort__ends_on__year__lte=last_year
    ).select_related("cohort")
    return sum(1 for register in old.order_by("pk") if erase_names(register=register, now=now))
