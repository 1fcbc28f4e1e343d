"""Status of the invitations to an evening, for its organiser."""

from dataclasses import dataclass

from django.db.models import Count, Q

from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.models.people import EveningInvitation


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Numbers of invitations to an evening, by state."""

    waiting: int
    sent: int
    dropped: int
    coming: int


def invited_to(evening: CityEvening) -> Invited:
    """Counts the invitations of prospects to an evening, by state; one query."""
    state, answer = EveningInvitation.State, EveningInvitation.Answer
    return Invited(
        **evening.invitations.filter(person=None).aggregate(
            waiting=Count("pk", filter=Q(state=state.WAITING)),
            sent=Count("pk", filter=Q(state=state.SENT)),
            dropped=Count("pk", filter=Q(state=state.DROPPED)),
            coming=Count("pk", filter=Q(answer=answer.YES)),
        )
    )
