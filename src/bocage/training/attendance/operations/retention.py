"""Retention of names in the registers: as long as the law requires proof, and no longer."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bocage.foundation.instance import current_instance
from bocage.people.erasure.erasure import update_versions
from bocage.training.admissions.applications.models import Application
from bocage.training.attendance.models import AttendanceRegister
from bocage.training.attendance.operations.attendance import erase_names
from bocage.training.programmes.models.cohorts import Cohort, Enrolment
from bocage.training.programmes.models.identity import NO_MORE_IDENTITY


def erase_old_registers(*, now: datetime | None = None) -> int:
    """Erases the names of the registers older than the retention period of the instance, which is
    counted from the end of the year in which the cohort ended. Returns how many.
    """
    retention = timedelta(days=current_instance().register_retention_days)
    last_year = timezone.localdate((now or timezone.now()) - retention).year - 1
    old = AttendanceRegister.objects.filter(
        erased_at=None, cohort__ends_on__year__lte=last_year
    ).select_related("cohort")
    erased = 0
    for register in old.order_by("pk"):
        with transaction.atomic():
            if erase_names(register=register, now=now):
                erased += 1
            forget_identities(register.cohort)
    return erased


def forget_identities(cohort: Cohort) -> None:
    """Erases the names and addresses of the learners and applicants of a cohort, in their versions
    too.
    """
    for model in (Enrolment, Application):
        rows = model._default_manager.filter(cohort=cohort).exclude(family_name="")
        keys = list(rows.values_list("pk", flat=True))
        rows.update(**NO_MORE_IDENTITY)
        update_versions(model, keys, **NO_MORE_IDENTITY)
