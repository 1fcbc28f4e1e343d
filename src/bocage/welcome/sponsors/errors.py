"""What sponsorship refuses, each in the sentence that a person reads."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class SponsorRefused(Refusal):
    """Base of all that is refused about sponsors."""


class OfferSettled(SponsorRefused):
    """The offer was answered, or taken back."""

    code = "sponsor_offer_settled"
    default_sentence = _("Cette proposition a déjà reçu sa réponse : il n’y a plus rien à faire.")


class SponsorTaken(SponsorRefused):
    """Somebody else has just said yes."""

    default_sentence = _(
        "Une autre personne vient d’accepter d’accompagner ce ménage. Merci d’avoir dit oui : "
        "nous penserons à vous pour le prochain."
    )


class ProjectHasSponsor(SponsorRefused):
    """The household is accompanied already."""

    default_sentence = _(
        "Ce ménage a déjà un parrain ou une marraine. Mettez d’abord fin à ce parrainage."
    )


class AnotherWasAsked(SponsorRefused):
    """One person at a time is asked about a household."""

    default_sentence = _(
        "Une autre personne a été sollicitée pour ce ménage et n’a pas encore répondu. "
        "Retirez d’abord cette proposition."
    )


class SponsorFull(SponsorRefused):
    """As many households as the sponsor said they could take."""

    default_sentence = _(
        "Cette personne accompagne déjà autant de ménages qu’elle le peut. "
        "Le nombre se change sur sa fiche."
    )


class SponsorNotFree(SponsorRefused):
    """Without a mandate today, or not to be asked for now."""

    default_sentence = _("Cette personne ne peut pas être sollicitée en ce moment.")


class SponsorOfTheHousehold(SponsorRefused):
    """Nobody is their own sponsor."""

    default_sentence = _("Cette personne est du ménage : elle ne peut pas en être la marraine.")


class NoMandateAnyMore(SponsorRefused):
    """Whoever answers is no sponsor any more."""

    status = 410
    code = "no_sponsor_mandate"
    default_sentence = _(
        "Vous n’êtes plus parrain ou marraine de cette commune : votre réponse n’a rien changé. "
        "L’équipe d’accueil propose quelqu’un d’autre."
    )


class SponsorshipOver(SponsorRefused):
    """It is over, or was withdrawn."""

    status = 410
    default_sentence = _("Ce parrainage n’est plus d’actualité. Merci d’avoir répondu.")


class SponsorshipGoesOn(SponsorRefused):
    """It was accepted: it is ended from its page."""

    default_sentence = _(
        "Vous avez accepté d’accompagner ce ménage. Pour arrêter, ouvrez la page du parrainage."
    )


class ProjectNotToSponsor(SponsorRefused):
    """Closed, paused or erased."""

    default_sentence = _("Ce projet n’est pas en cours : personne n’a été sollicité.")


class ContactInTheFuture(SponsorRefused):
    """A note tells what happened."""

    default_sentence = _("Notez ce qui a eu lieu : ce jour est encore à venir.")
