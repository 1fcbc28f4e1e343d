"""Why sources and deliveries refuse."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class SourceExists(Refusal):
    default_sentence = _("Une source a déjà cette adresse de page : choisissez un autre nom.")


class SourceNotActive(Refusal):
    """Refusal of a delivery to an inactive source."""

    default_sentence = _(
        "Cette source n’est plus suivie : reprenez-la avant d’y déposer un fichier."
    )


class SourceTakesNoFile(Refusal):
    default_sentence = _(
        "Cette source se remplit par un formulaire : elle ne reçoit pas de fichier."
    )


class FeedEmpty(Refusal):
    status = 400
    code = "empty"
    default_sentence = _("Le fichier est vide.")


class FeedTooLarge(Refusal):
    status = 413
    code = "too_large"
    default_sentence = _("Le fichier est trop lourd : 512 Mo au plus.")


class FeedRunNotHeld(Refusal):
    """Refusal of a decision on a delivery that another person decided on, or that a later delivery
    superseded.
    """

    default_sentence = _("Cette livraison n’attend plus de décision.")


class AgencyHasNoAddress(Refusal):
    default_sentence = _(
        "Cette source n’a pas d’adresse électronique : ajoutez-la dans ses réglages."
    )


class NothingToReport(Refusal):
    default_sentence = _("Cette livraison n’a aucune remarque à envoyer.")


class PushRefused(Refusal):
    """Refusal of a delivery posted by a machine; the sentence goes in the answer."""

    status = 401
    code: ClassVar[str] = "wrong_token"
    default_sentence: ClassVar[str | Promise] = _("Le jeton manque ou n’est pas le bon.")


class PushNotAFile(PushRefused):
    status = 415
    code = "not_a_file"
    default_sentence = _(
        "Envoyez le fichier tel quel (application/zip, text/csv ou application/json), "
        "ou dans un formulaire multipart."
    )
