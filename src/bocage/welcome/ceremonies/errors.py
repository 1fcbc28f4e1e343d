"""Refusals of ceremonies, each with the sentence shown to the person."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class CeremonyRefused(Refusal):
    """Base of the refusals about ceremonies."""


class MomentTaken(CeremonyRefused):
    """Refusal because the commune already has a ceremony at that date and time."""

    default_sentence = _("La commune a déjà une cérémonie à ce moment.")


class CeremonyOver(CeremonyRefused):
    """Refusal because the ceremony was held, or called off."""

    status = 410
    default_sentence = _("Cette cérémonie est passée ou annulée : rien n’a changé.")


class CeremonyToCome(CeremonyRefused):
    """Refusal because attendance cannot be recorded before the ceremony has begun."""

    default_sentence = _("La cérémonie n’a pas encore eu lieu : revenez après l’avoir tenue.")


class NobodyToInvite(CeremonyRefused):
    default_sentence = _(
        "Aucun nouveau ménage à inviter pour l’instant. La date est gardée : ceux qui "
        "s’installeront d’ici là pourront être invités."
    )
