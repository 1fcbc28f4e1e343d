"""Why a mailing cannot be written, sent or stopped."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class UnknownAudience(Refusal):
    status = 400
    code = "unknown_audience"
    default_sentence = _("Ce groupe n’existe plus : choisissez-en un autre.")


class NobodyToWriteTo(Refusal):
    code = "nobody_to_write_to"
    default_sentence = _(
        "Personne dans ce groupe ne reçoit ces messages aujourd’hui : rien n’est parti."
    )


class MailingStarted(Refusal):
    code = "mailing_started"
    default_sentence = _("Cet envoi est déjà parti : il ne se change plus.")


class MailingDropped(Refusal):
    code = "mailing_dropped"
    default_sentence = _("Cet envoi est abandonné : écrivez-en un autre.")


class NothingToSay(Refusal):
    status = 400
    code = "nothing_to_say"
    default_sentence = _("Ce message est vide : écrivez quelques mots, ou gardez une rubrique.")


class TestRefused(Refusal):
    code = "test_refused"
    default_sentence = _(
        "Vous avez choisi de ne plus recevoir ces messages : reprenez-les dans vos préférences "
        "pour les essayer."
    )


class NotOfThisDigest(Refusal):
    status = 400
    code = "not_of_this_digest"
    default_sentence = _("Une rubrique n’est pas de cette lettre : rechargez la page.")
