"""Delays that the foundation measures: tasks, mails, worker, backups, retention."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Count as CountOf
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.foundation.backups.watching import OLD_AFTER, last_backup_at
from bocage.foundation.models import OutgoingMail, RetentionRun
from bocage.foundation.models.mail import MailState
from bocage.foundation.monitoring import add_count, add_lag_check

NEVER = timedelta(days=365)
"""Delay reported for something that was never done."""

OLDEST_TASK = """
SELECT coalesce(extract(epoch FROM now() - min(due_at)), 0) FROM (
    SELECT coalesce(job.scheduled_at, event.at) AS due_at
    FROM procrastinate_jobs AS job
    LEFT JOIN procrastinate_events AS event ON event.job_id = job.id AND event.type = 'deferred'
    WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= now())
) AS due
"""


def _oldest_task() -> timedelta:
    with connection.cursor() as cursor:
        cursor.execute(OLDEST_TASK)
        (seconds,) = cursor.fetchone()
    return timedelta(seconds=float(seconds))


def _oldest_mail() -> timedelta:
    waiting = OutgoingMail.objects.filter(state__in=(MailState.QUEUED, MailState.SENDING))
    oldest = waiting.aggregate(oldest=Min("created_at"))["oldest"]
    return timezone.now() - oldest if oldest else timedelta(0)


def _silent_worker() -> timedelta:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers"
        )
        (seconds,) = cursor.fetchone()
    return NEVER if seconds is None else timedelta(seconds=float(seconds))


def _backup_age() -> timedelta:
    if settings.BOCAGE.backup_folder is None:
        return timedelta(0)
    last = last_backup_at()
    return timezone.now() - last if last else NEVER


def _why_no_backup_is_watched() -> str:
    if settings.BOCAGE.backup_folder is not None:
        return ""
    return gettext("Les sauvegardes : l’instance n’en fait pas d’elle-même (BOCAGE_BACKUP_FOLDER).")


def _promises_age() -> timedelta:
    last = RetentionRun.objects.filter(error="").values_list("ran_at", flat=True).first()
    return timezone.now() - last if last else timedelta(0)


def _why_no_erasure_is_watched() -> str:
    if RetentionRun.objects.filter(error="").exists():
        return ""
    return gettext("L’effacement de ce qui n’est plus gardé : il n’a encore jamais été fait.")


def _tasks_by_state() -> Mapping[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1")
        return dict(cursor.fetchall())


def _mails_by_state() -> Mapping[str, int]:
    rows = OutgoingMail.objects.order_by().values_list("state").annotate(count=CountOf("pk"))
    return dict(rows)


add_lag_check(
    name="tasks",
    label=_("Travaux en arrière-plan"),
    limit=timedelta(minutes=5),
    delay=_oldest_task,
)
add_lag_check(
    name="worker",
    label=_("Service des tâches"),
    limit=timedelta(minutes=1),
    delay=_silent_worker,
)
add_lag_check(
    name="mails",
    label=_("Courriels"),
    limit=timedelta(minutes=10),
    delay=_oldest_mail,
)
add_lag_check(
    name="backup",
    label=_("Sauvegarde"),
    limit=OLD_AFTER,
    delay=_backup_age,
    is_public=False,
    why_unmonitored=_why_no_backup_is_watched,
)
add_lag_check(
    name="retention",
    label=_("Effacement de ce qui n’est plus gardé"),
    limit=timedelta(hours=30),
    delay=_promises_age,
    is_public=False,
    why_unmonitored=_why_no_erasure_is_watched,
)
add_count(name="tasks", help="Tasks by state.", label="state", read=_tasks_by_state)
add_count(name="mails", help="Mails by state.", label="state", read=_mails_by_state)
