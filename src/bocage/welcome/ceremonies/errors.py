"""What ceremonies refuse, each in the sentence that a person reads."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class CeremonyRefused(Refusal):
    """Base of all that is refused about ceremonies."""


class MomentTaken(CeremonyRefused):
    """Another ceremony of the commune stands at that moment."""

    default_sentence = _("La commune a déjà une cérémonie à ce moment.")


class CeremonyOver(CeremonyRefused):
    """It was held, or called off."""

    status = 410
    default_sentence = _("Cette cérémonie est passée ou annulée : rien n’a changé.")


class CeremonyToCome(CeremonyRefused):
    """Nobody ticks who came before it has begun."""

    default_sentence = _("La cérémonie n’a pas encore eu lieu : revenez après l’avoir tenue.")


class NobodyToInvite(CeremonyRefused):
    default_sentence = _(
        "Aucun nouveau ménage à inviter pour l’instant. La date est gardée : ceux qui "
        "s’installeront d’ici là pourront être invités."
    )
