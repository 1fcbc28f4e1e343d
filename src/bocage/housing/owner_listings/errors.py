"""Why an offer of an owner cannot go on."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class OfferDecided(Refusal):
    default_sentence = _("Cette offre n’est plus à relire.")


class RefusalWithoutReason(Refusal):
    status = 400
    default_sentence = _("Dites pourquoi : la raison est envoyée au propriétaire.")
