"""Personal data of the API room, erased with an account: its webhooks."""

from django.utils.translation import gettext_lazy as _

from bocage.api.webhooks.models import WebhookSubscription
from bocage.people.erasure import Erasure, erases


@erases(_("Les logiciels que vous faisiez prévenir"), rank=150)
def webhooks(erasure: Erasure) -> None:
    erasure.delete(WebhookSubscription.objects.filter(owner=erasure.person))
