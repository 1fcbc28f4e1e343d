"""The sentences with which ambassadors are refused."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class NotSettledHere(Refusal):
    default_sentence = _(
        "On parle d’un territoire quand on y vit : seuls les ménages installés ici peuvent en être"
        " les ambassadeurs."
    )


class AmbassadorAlready(Refusal):
    default_sentence = _("Cette personne est déjà ambassadrice, ou a déjà été invitée à l’être.")


class InvitationLapsed(Refusal):
    default_sentence = _("Cette invitation ne tient plus.")


class ThanksWithoutWords(Refusal):
    status = 422
    default_sentence = _("Dites comment vous avez remercié : un panier, un mot, un café.")
