"""Refusals of prices, passes and payers, each with the sentence that a person reads."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.workspaces.booking_refusals import errors


class PassEmpty(Refusal):
    """Refusal to use a pass: no valid pass of the person has enough half-days left."""

    default_sentence = _("Il ne reste pas assez de demi-journées sur le carnet.")


class NothingToPay(Refusal):
    """Refusal to settle a charge that is already settled, or no longer due."""

    default_sentence = _("Ce montant n’est plus à payer.")


class TariffInvalid(Refusal):
    status = 400
    default_sentence = _("Ce prix est trop élevé pour être vrai.")


class PassProductInvalid(Refusal):
    status = 400
    default_sentence = _("Un carnet compte de 1 à 200 demi-journées.")


class PassPaysForNothing(Refusal):
    status = 400
    default_sentence = _("Dites ce que paie le carnet.")


class PassProductExists(Refusal):
    default_sentence = _("Ce lieu a déjà un carnet de ce nom.")


class PassNotSold(Refusal):
    """Refusal to sell a pass that was withdrawn from sale, or whose organisation pays in another
    place.
    """

    default_sentence = _("Ce carnet n’est plus en vente.")


class PayerExists(Refusal):
    default_sentence = _("Cette structure est déjà inscrite.")


class SiretInvalid(Refusal):
    status = 400
    default_sentence = _("Un SIRET compte quatorze chiffres.")


RULES: dict[str, type[Refusal]] = {
    **errors.RULES,
    "workspaces_pass_never_below_zero": PassEmpty,
    "workspaces_tariff_amount_sensible": TariffInvalid,
    "workspaces_passproduct_counts_half_days": PassProductInvalid,
    "workspaces_passproduct_valid_some_days": PassProductInvalid,
    "workspaces_passproduct_pays_for_known_spaces": PassPaysForNothing,
    "workspaces_passproduct_name_once": PassProductExists,
    "workspaces_payingorganisation_name_once": PayerExists,
    "workspaces_payingorganisation_siret_digits": SiretInvalid,
}
"""Refusal for each constraint of the database, those on prices included."""
