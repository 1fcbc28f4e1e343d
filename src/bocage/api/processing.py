"""Record of processing of the API room."""

from django.utils.translation import gettext_lazy as _

from bocage.api.webhooks.queueing import DELIVERY_RETENTION, forget_old_deliveries
from bocage.foundation.privacy import (
    LegalBasis,
    Protection,
    Retention,
    declare_processing,
)

declare_processing(
    name="api.webhooks",
    title=_("Logiciels prévenus"),
    purpose=_("Prévenir un logiciel de ce que son propriétaire voit déjà sur ses pages."),
    basis=LegalBasis.CONTRACT,
    level=Protection.CONFIDENTIAL,
    people=_("Quiconque fait prévenir un logiciel ; celles et ceux dont parlent les messages."),
    data=_("Adresse du logiciel, événements choisis, messages et réponses."),
    seen_by=_("Qui a demandé l’envoi, et le logiciel qu’il a choisi."),
    models=("api.WebhookSubscription", "api.WebhookDelivery", "api.WebhookAttempt"),
    retention=(
        Retention(
            name="api.deliveries",
            length=DELIVERY_RETENTION,
            since=_("après un envoi"),
            forget=forget_old_deliveries,
        ),
    ),
    retention_note=_("Tant que le logiciel est prévenu, pour le reste."),
)
