"""Check of a letter as it is handed over: whether its prospect still agrees to it."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.sequences.models.sendings import Sending

Reason, State = Sending.Reason, Sending.State


def hold_back(sending_id: UUID, *, now: datetime | None = None) -> str:
    """Skips a letter that was withdrawn, or whose prospect withdrew their consent, since it was
    rendered, in the transaction of its delivery. Returns the reason, empty if it may be sent."""
    sending = (
        Sending.objects.select_related("letter", "enrolment__prospect", "enrolment__sequence")
        .filter(pk=sending_id)
        .first()
    )
    if sending is None:
        return "gone"
    agreed = agreements_in_force([sending])
    reason = ""
    if sending.letter.is_withdrawn:
        reason = Reason.WITHDRAWN
    elif prospect_and_purpose(sending) not in agreed:
        reason = Reason.NO_CONSENT
    if reason:
        Sending.objects.filter(pk=sending.pk, state=State.SENT).update(
            state=State.SKIPPED, reason=reason, closed_at=now or timezone.now()
        )
    return str(reason)


def prospect_and_purpose(sending: Sending) -> tuple[UUID, str]:
    """Returns whose agreement a letter needs, and to which use."""
    return sending.enrolment.prospect_id, sending.enrolment.sequence.purpose


def agreements_in_force(sendings: list[Sending]) -> set[tuple[UUID, str]]:
    """Lists the prospects of some letters with the uses that they agree to now; one query."""
    in_force = ProspectConsent.objects.in_force().filter(
        prospect__in=[sending.enrolment.prospect_id for sending in sendings],
        prospect__erased_at=None,
        prospect__merged_into=None,
    )
    return set(in_force.values_list("prospect", "purpose"))
