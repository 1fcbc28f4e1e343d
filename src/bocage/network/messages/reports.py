"""Pending reports of conversations, for the organisers of a club."""

from django.db.models import Q, QuerySet

from bocage.network.members.models.members import Member
from bocage.network.messages.models import ConversationReport
from bocage.people.models import Person


def open_reports(person: Person) -> QuerySet[ConversationReport]:
    """Returns the open reports of the clubs that a person runs, except on their own conversations,
    oldest first.
    """
    return (
        ConversationReport.objects.filter(
            handled_at=None,
            conversation__reader__membership__in=Member.objects.run_by(person),
        )
        .exclude(Q(conversation__writer=person) | Q(conversation__reader=person))
        .select_related("conversation__writer", "conversation__reader", "reported_by")
        .order_by("reported_at", "pk")
    )
