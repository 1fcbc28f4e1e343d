"""Why nobody can be enrolled under what was written of them."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class IdentityMissing(Refusal):
    """A paper could not say who it is about."""

    status = 422
    code = "training_identity_missing"
    default_sentence = _(
        "Il faut le prénom, le nom et l’adresse postale : les documents de la formation les "
        "portent. Rien n’a été enregistré."
    )
