"""What mailings keep about a person."""

from django.utils.translation import gettext_lazy as _

from bocage.network.models import MailingRecipient, RefusedAddress
from bocage.people.known_data import KnownRow, known_section
from bocage.people.models import Person


@known_section(
    name="network_mailings",
    title=_("Les annonces et les lettres du club que j’ai reçues"),
    rank=86,
    named_in=("network.RefusedAddress.person", "network.MailingRecipient.person"),
)
def received_rows(person: Person, most: int | None) -> list[KnownRow]:
    """What the club announced to them, and the address that did not take it; two queries."""
    received = MailingRecipient.objects.filter(person=person).select_related("mailing")
    refused = RefusedAddress.objects.filter(person=person).order_by("-refused_at", "pk")
    rows = [KnownRow(title=one.address, detail=one.words) for one in refused[:most]]
    rows += [
        KnownRow(title=one.mailing.subject, detail=one.get_state_display())
        for one in received.order_by("-pk")[:most]
    ]
    return rows[:most]
