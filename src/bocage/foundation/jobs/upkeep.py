"""Maintenance tasks of the worker, which recover lost tasks and delete old ones."""

import structlog
from django.utils.translation import gettext_lazy as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from bocage.foundation.api.idempotency import forget_answers
from bocage.foundation.api.rate_limits import forget_counts
from bocage.foundation.backups.watching import back_up_by_night, warn_when_old
from bocage.foundation.jobs.task_words import COMES_BACK
from bocage.foundation.jobs.tasks import periodic, task
from bocage.foundation.mail.mailbox import MailboxClosed
from bocage.foundation.mail.receiving import take_mailbox
from bocage.foundation.privacy.retention import forget_by_night

logger = structlog.get_logger("bocage.mail")

SILENCE_S = 30.0
"""A worker beats every ten seconds: one that is silent for this long is dead."""
DONE_TASKS_RETENTION_HOURS = 7 * 24
FAILED_TASKS_RETENTION_HOURS = 60 * 24


@app.periodic(cron="* * * * *")
@task(description=_("Reprend les tâches d’un service qui s’est arrêté"), if_it_fails=COMES_BACK)
async def take_over_abandoned_tasks(timestamp: int) -> None:  # noqa: ARG001 - by Procrastinate
    """Gives back to the queue the tasks of a worker that died in the middle of them."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE_S):
        await app.job_manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@task(description=_("Efface les tâches finies"), if_it_fails=COMES_BACK)
async def forget_done_tasks(timestamp: int) -> None:  # noqa: ARG001 - by Procrastinate
    """Deletes tasks that succeeded a week ago, and those that failed for good two months ago."""
    await app.job_manager.delete_old_jobs(nb_hours=DONE_TASKS_RETENTION_HOURS)
    await app.job_manager.delete_old_jobs(
        nb_hours=FAILED_TASKS_RETENTION_HOURS,
        include_failed=True,
        include_cancelled=True,
        include_aborted=True,
    )


@periodic(
    "40 3 * * *",
    description=_("Efface les données dont la durée est passée"),
    if_it_fails=_("« bocage privacy retention » dit quelle règle échoue."),
)
def enforce_retention() -> None:
    """Deletes the data whose retention has ended by the register of processing."""
    forget_by_night()


@periodic(
    "* * * * *",
    retry=RetryStrategy(max_attempts=1),
    description=_("Lit la boîte des courriels reçus"),
)
def read_mailbox() -> None:
    """Reads the mailbox of incoming mails; after a failure, the next minute tries again."""
    try:
        take_mailbox()
    except MailboxClosed as closed:
        logger.warning("mailbox closed", error=str(closed))


@periodic("37 * * * *", description=_("Efface les réponses gardées de l’API"))
def forget_api_requests() -> None:
    """Deletes old answers and request counts of the API (see `forget_answers` and
    `forget_counts`).
    """
    forget_answers()
    forget_counts()


@periodic(
    "15 2 * * *",
    retry=RetryStrategy(max_attempts=1),
    description=_("Sauvegarde l’instance"),
    if_it_fails=_("« bocage backup » dit ce qui l’empêche."),
)
def back_up() -> None:
    """Makes the backup of the night (see `back_up_by_night`), which records and reports a failure:
    the next night tries again.
    """
    back_up_by_night()


@periodic("45 7 * * *", description=_("Prévient si la dernière sauvegarde est trop vieille"))
def watch_backups() -> None:
    """Warns the operator if the last backup is too old (see `warn_when_old`)."""
    warn_when_old()
