"""How long names stay in the registers: as long as the law asks for proofs, and no longer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from bocage.foundation.instance import current_instance
from bocage.training.models import AttendanceRegister
from bocage.training.operations.attendance import erase_names


def erase_old_registers(*, now: datetime | None = None) -> int:
    """Erases the names of the registers that nobody may ask for any more: what the instance keeps
    them for is counted from the end of the year in which the cohort ended. Returns how many."""
    kept = timedelta(days=current_instance().register_kept_days)
    last_year = timezone.localdate((now or timezone.now()) - kept).year - 1
    old = AttendanceRegister.objects.filter(
        erased_at=None, cohort__ends_on__year__lte=last_year
    ).select_related("cohort")
    return sum(1 for register in old.order_by("pk") if erase_names(register=register, now=now))
