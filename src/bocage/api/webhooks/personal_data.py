"""What webhooks keep about people, told to them: the software that they have told."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from bocage.api.webhooks.models import WebhookSubscription
from bocage.foundation.formatting.dates import long_date
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="webhooks",
    title=_("Les logiciels que je fais prévenir, et le nombre de notifications gardées"),
    rank=160,
    named_in=("api.WebhookSubscription.owner",),
    link=("webhooks", _("Voir ces logiciels")),
)
def webhook_rows(person: Person, most: int | None) -> DataItems:
    """Yields the subscriptions of a person, with their address and the number of stored deliveries;
    one query.
    """
    mine = (
        WebhookSubscription.objects.filter(owner=person)
        .annotate(kept=Count("deliveries"))
        .order_by("-created_at", "pk")
    )
    for one in mine[:most]:
        yield DataItem(
            title=one.name,
            detail=[
                one.url,
                str(one.get_state_display()),
                long_date(one.created_at),
                str(one.kept),
            ],
            url=one.get_absolute_url(),
        )
