"""Scheduled follow-up of unanswered relays: a reminder, then the next recipients.

Each step waits for its number of working days after the previous one, so that a worker that was
down for a week sends the reminder first, and does not request three groups of people within a
minute.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.db.row_locks import lock_free_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.welcome.communes.town_halls import elected_of_epci, town_hall_people
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.operations.consents import agrees
from bocage.welcome.relays import notifications
from bocage.welcome.relays.models import Relay
from bocage.welcome.relays.operations.relays import withdraw_relay
from bocage.welcome.shared.working_days import add_working_days

NEXT_STEP_DAYS = 1
"""Working days between the reminder and the intercommunalité, and from there to the welcome."""
MAX_AT_ONCE = 500

Status = Relay.Status
Recipient = Relay.Recipient


@periodic(
    "13 7-18 * * 1-5", description=gettext_lazy("Relance les mairies, et demande à la suivante")
)
def follow_up_relays(*, now: datetime | None = None) -> int:
    """Advances every relay that is due by one step (reminder or next recipient); returns how many
    steps were taken. Idempotent, and safe to run in two workers.
    """
    now = now or timezone.now()
    due = (
        Relay.objects.open()
        .filter(due_at__lte=now, coordinator_notified_at=None)
        .order_by("due_at")
    )
    return sum(_follow_up(key, now) for key in due.values_list("pk", flat=True)[:MAX_AT_ONCE])


@transaction.atomic
def _follow_up(key: UUID, now: datetime) -> bool:
    relay = (
        lock_free_rows(Relay.objects.all())
        .select_related("commune", "project__coordinator", "project__commune", "requested_by")
        .filter(pk=key, status__in=Relay.OPEN, coordinator_notified_at=None)
        .first()
    )
    if relay is None:
        return False
    if not agrees(relay.project, ProjectConsent.Use.TOWN_HALLS):
        withdraw_relay(by=None, relay=relay, because=_("Le ménage a repris son accord."), now=now)
        return True
    if not relay.project.is_open:
        return False
    return _next_step(relay, now)


def _next_step(relay: Relay, now: datetime) -> bool:
    """Takes the first step that is due and not taken: reminder, intercommunalité, welcome team."""
    if relay.reminded_at is None:
        return _remind(relay, now)
    if relay.recipient == Recipient.TOWN_HALL and relay.epci_notified_at is None:
        return _is_due(relay.reminded_at, now) and _pass_to_epci(relay, now)
    last = relay.epci_notified_at or relay.reminded_at
    return _is_due(last, now) and _pass_to_coordinator(relay, now)


def _is_due(last: datetime, now: datetime) -> bool:
    return add_working_days(last, NEXT_STEP_DAYS) <= now


def _remind(relay: Relay, now: datetime) -> bool:
    """Reminds the current recipients; if none of them has a mandate any more, requests the next
    ones at once.
    """
    if relay.recipient == Recipient.EPCI:
        people = elected_of_epci(relay.commune)
        if not people:
            return _pass_to_coordinator(relay, now)
    else:
        people = town_hall_people(relay.commune)
        if not people:
            return _pass_to_epci(relay, now)
    relay.reminded_at, relay.status = now, Status.REMINDED
    relay.save(update_fields=["reminded_at", "status"])
    notifications.send_reminder(relay, people)
    return True


def _pass_to_epci(relay: Relay, now: datetime) -> bool:
    people = elected_of_epci(relay.commune)
    if not people:
        return _pass_to_coordinator(relay, now)
    relay.reminded_at = relay.reminded_at or now
    relay.epci_notified_at, relay.status = now, Status.ESCALATED
    relay.save(update_fields=["reminded_at", "epci_notified_at", "status"])
    notifications.notify_epci(relay, people)
    return True


def _pass_to_coordinator(relay: Relay, now: datetime) -> bool:
    relay.coordinator_notified_at, relay.status = now, Status.ESCALATED
    relay.save(update_fields=["coordinator_notified_at", "status"])
    notifications.notify_coordinator(relay)
    return True
