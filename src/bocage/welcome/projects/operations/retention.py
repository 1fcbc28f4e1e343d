"""Retention of projects without contact: the household is warned, then the project is erased."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.instance import current_instance
from bocage.foundation.jobs.tasks import periodic
from bocage.people.models import Person
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.notifications import projects as project_notifications
from bocage.welcome.projects.operations.locking import lock_project
from bocage.welcome.projects.operations.projects import erase_project

NOTICE_PERIOD = timedelta(days=30)
"""Time between the warning of a household and the erasure."""
AT_ONCE = 200
"""Maximum number of projects warned or erased in one night; the next night continues."""


@periodic("17 4 * * *", description=_("Prévient les ménages avant d’effacer leur projet"))
def warn_silent_households(*, now: datetime | None = None) -> int:
    """Warns households whose project, without contact for almost the retention period, will be
    erased. Each is warned once per period without contact. Returns how many.
    """
    moment = now or timezone.now()
    keys = list(_to_warn(moment).values_list("pk", flat=True)[:AT_ONCE])
    return sum(_warn(key, moment) for key in keys)


def erase_silent_projects(*, now: datetime | None = None) -> int:
    """Erases the projects without contact for the retention period, once their household was warned
    a month before; returns how many.
    """
    moment = now or timezone.now()
    keys = list(_to_erase(moment).values_list("pk", flat=True)[:AT_ONCE])
    return sum(_erase(key, moment) for key in keys)


def retain_project(
    *, by: Person, project: SettlementProject, now: datetime | None = None
) -> SettlementProject:
    """Restarts the period of silence of a project that was about to be erased (« Gardez mon projet
    »). Idempotent.

    Raises:
        NotAllowed: `by` is not of the household.
        ProjectErased: it is too late.
    """
    by.require("welcome.see_own_project", project)
    with transaction.atomic():
        locked = lock_project(project)
        locked.last_contact_at, locked.erasure_warned_at = now or timezone.now(), None
        locked.save(update_fields=["last_contact_at", "erasure_warned_at"])
    return locked


def _to_warn(moment: datetime) -> QuerySet[SettlementProject]:
    """Returns the projects to warn: without contact for the retention period less the notice, and
    not warned since their last contact (a warning before that contact does not count).
    """
    warned_of_another = Q(erasure_warned_at=None) | Q(erasure_warned_at__lte=F("last_contact_at"))
    return _silent_since(moment - _retention_period() + NOTICE_PERIOD).filter(warned_of_another)


def _to_erase(moment: datetime) -> QuerySet[SettlementProject]:
    return _silent_since(moment - _retention_period()).filter(
        erasure_warned_at__lte=moment - NOTICE_PERIOD, erasure_warned_at__gt=F("last_contact_at")
    )


def _warn(key: UUID, moment: datetime) -> bool:
    """Warns one household, unless a contact came or another worker did so meanwhile."""
    with transaction.atomic():
        project = _locked(_to_warn(moment), key)
        if project is None:
            return False
        project.erasure_warned_at = moment
        project.save(update_fields=["erasure_warned_at"])
        project_notifications.warn_household(project, erased_on=moment + NOTICE_PERIOD)
    return True


def _erase(key: UUID, moment: datetime) -> bool:
    """Erases one project, unless a contact came meanwhile."""
    with transaction.atomic():
        project = _locked(_to_erase(moment), key)
        if project is None:
            return False
        erase_project(by=None, project=project, now=moment)
    return True


def _locked(projects: QuerySet[SettlementProject], key: UUID) -> SettlementProject | None:
    rows = lock_rows(projects)
    return rows.select_related("departement", "coordinator").filter(pk=key).first()


def _silent_since(moment: datetime) -> QuerySet[SettlementProject]:
    silent = SettlementProject.objects.filter(erased_at=None, last_contact_at__lt=moment)
    return silent.order_by("last_contact_at", "pk")


def _retention_period() -> timedelta:
    return timedelta(days=current_instance().project_retention_days)
