"""Why a mailing cannot be written, sent or stopped."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class UnknownAudience(Refusal):
    status = 400
    default_sentence = _("Ce groupe n’existe plus : choisissez-en un autre.")


class NobodyToWriteTo(Refusal):
    default_sentence = _(
        "Personne dans ce groupe ne reçoit ces messages aujourd’hui : rien n’est parti."
    )


class MailingStarted(Refusal):
    default_sentence = _("Cet envoi est déjà parti : il ne se change plus.")


class MailingDropped(Refusal):
    default_sentence = _("Cet envoi est abandonné : écrivez-en un autre.")


class NothingToSay(Refusal):
    status = 400
    default_sentence = _("Ce message est vide : écrivez quelques mots, ou gardez une rubrique.")


class TestRefused(Refusal):
    default_sentence = _(
        "Vous avez choisi de ne plus recevoir ces messages : reprenez-les dans vos préférences "
        "pour les essayer."
    )


class NotOfThisDigest(Refusal):
    status = 400
    default_sentence = _("Une rubrique n’est pas de cette lettre : rechargez la page.")
