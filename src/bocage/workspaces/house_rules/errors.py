"""Refusals of house rules, each with the sentence that a person reads."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class HouseRulesInvalid(Refusal):
    status = 400
    default_sentence = _("Écrivez le règlement : 10 000 caractères au plus.")


class HouseRulesChanged(Refusal):
    """Refusal of the acceptance of house rules whose version is no longer in force."""

    default_sentence = _("Le règlement du lieu vient de changer : relisez-le avant de l’accepter.")
