"""Personal data of conversations: export, and erasure with the account."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import long_date
from bocage.network.messages.formatting import format_name
from bocage.network.messages.models import (
    ContactSuspension,
    Conversation,
    ConversationMessage,
    ConversationReport,
)
from bocage.network.messages.presentation import other_of
from bocage.people.erasure import Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="network_messages",
    title=gettext_lazy("Ce que vous avez écrit par le club"),
    rank=81,
    named_in=("network.ConversationMessage.author",),
    link=("conversation_list", gettext_lazy("Voir mes échanges")),
)
def message_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the messages that the person wrote, each with its recipient; one query."""
    messages = ConversationMessage.objects.filter(author=person).select_related(
        "conversation__writer", "conversation__reader"
    )
    for message in messages.order_by("-written_at", "-pk")[:limit]:
        yield DataItem(
            title=_("À %(person)s")
            % {"person": format_name(other_of(message.conversation, person))},
            detail=message.words,
            url=reverse("conversation", args=[message.conversation_id]),
        )


@data_section(
    name="network_reports",
    title=gettext_lazy("Signalements et suspensions au club"),
    rank=82,
    named_in=("network.ConversationReport.reported_by", "network.ContactSuspension.person"),
)
def suspension_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the reports that the person made, and their suspensions; two queries."""
    for report in ConversationReport.objects.filter(reported_by=person)[:limit]:
        yield DataItem(
            title=_("Vous avez signalé : %(reason)s") % {"reason": report.get_reason_display()},
            detail=[report.words, report.get_outcome_display()],
        )
    for suspension in ContactSuspension.objects.filter(person=person)[:limit]:
        yield DataItem(
            title=_("Vos messages ont été suspendus le %(day)s")
            % {"day": long_date(suspension.suspended_at)},
            detail=suspension.reason,
        )


@erases(gettext_lazy("Vos échanges avec des membres, des deux côtés"), rank=410)
def conversations(erasure: Erasure) -> None:
    """Deletes the conversations of the person, and the reports that they made. The other person's
    messages go too, since they are about this person.
    """
    person = erasure.person
    erasure.delete(
        ConversationReport.objects.filter(reported_by=person),
        Conversation.objects.filter(Q(writer=person) | Q(reader=person)),
    )
