"""Personal data stored by mailings."""

from django.utils.translation import gettext_lazy as _

from bocage.network.mailings.models import MailingRecipient, RefusedAddress
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="network_mailings",
    title=_("Les annonces et les lettres du club que j’ai reçues"),
    rank=86,
    named_in=("network.RefusedAddress.person", "network.MailingRecipient.person"),
)
def received_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the person's refused addresses and the mailings sent to them; two queries."""
    received = MailingRecipient.objects.filter(person=person).select_related("mailing")
    refused = RefusedAddress.objects.filter(person=person).order_by("-refused_at", "pk")
    for address in refused[:limit]:
        yield DataItem(title=address.address, detail=address.words)
    for recipient in received.order_by("-pk")[:limit]:
        yield DataItem(title=recipient.mailing.subject, detail=recipient.get_state_display())
