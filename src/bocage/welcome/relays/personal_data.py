"""Personal data of relays: those about a person's household, those that they sent and answered, and
their replies.
"""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import long_date
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.relays.models import Relay, RelayReply


@data_section(
    name="household_relays",
    title=gettext_lazy("Les mairies à qui l’on a parlé de votre projet"),
    rank=62,
    named_in=("welcome.HouseholdAdult.person",),
)
def household_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the relays sent to town halls about a person's household; one query."""
    relays = (
        Relay.objects.filter(project__adults__person=person, project__erased_at=None)
        .select_related("commune")
        .order_by("-sent_at", "pk")
    )
    for relay in relays[:limit]:
        yield DataItem(
            title=f"{relay.commune.name}, {long_date(relay.sent_at)}",
            detail=_joined(str(relay.get_status_display()), relay.words),
        )


@data_section(
    name="own_relays",
    title=gettext_lazy("Les questions posées aux mairies, et vos réponses"),
    rank=63,
    named_in=("welcome.Relay.requested_by", "welcome.Relay.answered_by"),
)
def own_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the relays that a person sent to town halls, or answered for one; one query."""
    relays = (
        Relay.objects.filter(Q(requested_by=person) | Q(answered_by=person))
        .select_related("commune")
        .order_by("-sent_at", "pk")
    )
    for relay in relays[:limit]:
        yield DataItem(
            title=f"{relay.commune.name}, {long_date(relay.sent_at)}",
            detail=_joined(
                _("posée par vous") if relay.requested_by_id == person.pk else "",
                _("répondue par vous") if relay.answered_by_id == person.pk else "",
                str(relay.get_answer_display()) if relay.answer else "",
                relay.answer_words if relay.answered_by_id == person.pk else "",
            ),
        )


@data_section(
    name="relay_replies",
    title=gettext_lazy("Vos mots gardés à côté d’une réponse de mairie"),
    rank=64,
    named_in=("welcome.RelayReply.person",),
)
def reply_rows(person: Person, limit: int | None) -> DataItems:
    """Yields a person's replies that were not, or not yet, an answer; one query."""
    replies = (
        RelayReply.objects.filter(person=person)
        .select_related("relay__commune")
        .order_by("-received_at", "pk")
    )
    for reply in replies[:limit]:
        yield DataItem(
            title=f"{reply.relay.commune.name}, {long_date(reply.received_at)}",
            detail=_joined(str(reply.get_state_display()), reply.words),
        )


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
