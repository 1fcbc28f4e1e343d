"""Refusals of sponsorship, each with the sentence shown to the person."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class SponsorRefused(Refusal):
    """Base of the refusals about sponsors."""


class OfferAlreadyDecided(SponsorRefused):
    """Refusal because the offer was answered, or withdrawn."""

    code = "sponsor_offer_already_decided"
    default_sentence = _("Cette proposition a déjà reçu sa réponse : il n’y a plus rien à faire.")


class SponsorTaken(SponsorRefused):
    """Refusal because another sponsor has just accepted the household."""

    default_sentence = _(
        "Une autre personne vient d’accepter d’accompagner ce ménage. Merci d’avoir dit oui : "
        "nous penserons à vous pour le prochain."
    )


class ProjectHasSponsor(SponsorRefused):
    """Refusal because the household already has a sponsor."""

    default_sentence = _(
        "Ce ménage a déjà un parrain ou une marraine. Mettez d’abord fin à ce parrainage."
    )


class AnotherSponsorProposed(SponsorRefused):
    """Refusal because another sponsor was requested for the household and has not answered:
    requests go to one sponsor at a time.
    """

    code = "another_sponsor_proposed"
    default_sentence = _(
        "Une autre personne a été sollicitée pour ce ménage et n’a pas encore répondu. "
        "Retirez d’abord cette proposition."
    )


class SponsorFull(SponsorRefused):
    """Refusal because the sponsor already accompanies as many households as their stated
    maximum.
    """

    default_sentence = _(
        "Cette personne accompagne déjà autant de ménages qu’elle le peut. "
        "Le nombre se change sur sa fiche."
    )


class SponsorNotFree(SponsorRefused):
    """Refusal because the sponsor has no mandate today, or accepts no request for now."""

    default_sentence = _("Cette personne ne peut pas être sollicitée en ce moment.")


class SponsorOfTheHousehold(SponsorRefused):
    """Refusal because the sponsor is an adult of the household."""

    default_sentence = _("Cette personne est du ménage : elle ne peut pas en être la marraine.")


class NoMandateAnyMore(SponsorRefused):
    """Refusal because the person who answers no longer holds a sponsor's mandate."""

    status = 410
    code = "no_sponsor_mandate"
    default_sentence = _(
        "Vous n’êtes plus parrain ou marraine de cette commune : votre réponse n’a rien changé. "
        "L’équipe d’accueil propose quelqu’un d’autre."
    )


class SponsorshipOver(SponsorRefused):
    """Refusal because the sponsorship is over, or was withdrawn."""

    status = 410
    default_sentence = _("Ce parrainage n’est plus d’actualité. Merci d’avoir répondu.")


class SponsorshipGoesOn(SponsorRefused):
    """Refusal because the sponsorship was accepted: it can only be ended from its page."""

    default_sentence = _(
        "Vous avez accepté d’accompagner ce ménage. Pour arrêter, ouvrez la page du parrainage."
    )


class ProjectNotToSponsor(SponsorRefused):
    """Refusal because the project is closed, paused or erased."""

    default_sentence = _("Ce projet n’est pas en cours : personne n’a été sollicité.")


class ContactInTheFuture(SponsorRefused):
    """Refusal because a note about a contact is dated in the future."""

    default_sentence = _("Notez ce qui a eu lieu : ce jour est encore à venir.")
