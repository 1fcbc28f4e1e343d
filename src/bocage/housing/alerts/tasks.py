"""Alerts by themselves and by the clock. Each is safe to run twice, and at once."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic, task
from bocage.housing.alerts.operations.alerts import patience, send_due_alerts
from bocage.housing.alerts.operations.matching import match_pending_facts


@task(description=_("Cherche qui attend un logement qui vient d’arriver"))
def match_facts() -> None:
    """Creates the alerts of pending market facts, then schedules their sending."""
    is_any = False
    while match_pending_facts():
        is_any = True
    if is_any:
        send_alerts.defer()


@task(description=_("Envoie les alertes de logement"))
def send_alerts() -> None:
    """Sends the due alerts, once the matching of their delivery is finished."""
    while send_due_alerts(waited=patience()):
        pass


@periodic("* * * * *", description=_("Reprend les alertes de logement qui attendent"))
def resume_alerts() -> None:
    """Periodic: resumes the work of a worker that died, and sends the alerts that are due."""
    match_facts.defer()
    send_alerts.defer()
