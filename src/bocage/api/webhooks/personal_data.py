"""Personal data of webhooks: the subscriptions of a person."""

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
def webhook_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the subscriptions of a person, with their address and the number of stored deliveries;
    one query.
    """
    subscriptions = (
        WebhookSubscription.objects.filter(owner=person)
        .annotate(deliveries_count=Count("deliveries"))
        .order_by("-created_at", "pk")
    )
    for subscription in subscriptions[:limit]:
        yield DataItem(
            title=subscription.name,
            detail=[
                subscription.url,
                str(subscription.get_state_display()),
                long_date(subscription.created_at),
                str(subscription.deliveries_count),
            ],
            url=subscription.get_absolute_url(),
        )
