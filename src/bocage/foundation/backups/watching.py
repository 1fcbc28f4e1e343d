"""The backup of each night, and the warning when the last one grows old."""

from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from bocage.foundation.backups.errors import BackupError
from bocage.foundation.backups.making import make_backup
from bocage.foundation.backups.rotation import forget_outlived
from bocage.foundation.instance import current_instance
from bocage.foundation.mail import send_mail
from bocage.foundation.mails import BackupAlarm
from bocage.foundation.models import BackupRun
from bocage.foundation.ops.configuration import Configuration

OLD_AFTER = timedelta(hours=30)
"""Age from which the last backup is late: a missed night is reported the next morning."""
RUN_RETENTION = timedelta(days=400)

logger = structlog.get_logger("bocage.backups")


def back_up_by_night(*, now: datetime | None = None) -> BackupRun | None:
    """Makes the backup of a night if a folder is set, deletes those that no rule keeps, and records
    the result. A failure is reported to the operator at once.
    """
    configuration: Configuration = settings.BOCAGE
    if configuration.backup_folder is None:
        return None
    started_at = now or timezone.now()
    try:
        backup = make_backup(
            configuration.backup_folder, recipients=configuration.backup_keys, now=started_at
        )
    except BackupError as error:
        logger.exception("backup failed")
        run = BackupRun.objects.create(
            started_at=started_at, ended_at=timezone.now(), error=str(error)
        )
        warn_operator(reason=run.error)
        return run
    forget_outlived(configuration.backup_folder)
    BackupRun.objects.filter(started_at__lt=started_at - RUN_RETENTION).delete()
    return BackupRun.objects.create(
        started_at=started_at,
        ended_at=timezone.now(),
        path=str(backup.path),
        size_bytes=backup.size_bytes,
        rows=backup.manifest.rows,
    )


def last_backup_at() -> datetime | None:
    """Returns the start of the last backup that succeeded, or None."""
    return BackupRun.objects.filter(error="").values_list("started_at", flat=True).first()


def warn_when_old(*, now: datetime | None = None) -> None:
    """Warns the operator if a backup folder is set and the last successful backup is older than
    `OLD_AFTER`, or if there is none.
    """
    configuration: Configuration = settings.BOCAGE
    last = last_backup_at()
    is_recent = last is not None and (now or timezone.now()) - last <= OLD_AFTER
    if configuration.backup_folder is not None and not is_recent:
        warn_operator(reason="")


def warn_operator(*, reason: str) -> None:
    configuration: Configuration = settings.BOCAGE
    address = configuration.operator_email or current_instance().contact_email
    logger.error("backup missing", last=last_backup_at(), is_mailed=bool(address))
    if address:
        send_mail(
            BackupAlarm(last_made_at=last_backup_at(), reason=reason),
            to=address,
            language=settings.LANGUAGE_CODE,
        )
