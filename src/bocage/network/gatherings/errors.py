"""Errors raised by gatherings and registrations to them."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class GatheringInThePast(Refusal):
    status = 422
    default_sentence = _("Ce moment est déjà passé : choisissez une autre date.")


class GatheringBackwards(Refusal):
    status = 422
    default_sentence = _("La fin vient après le début.")


class GatheringNowhere(Refusal):
    status = 422
    default_sentence = _("Dites où : une salle à réserver, ou un lieu et sa commune.")


class GatheringOver(Refusal):
    default_sentence = _("Cette rencontre est passée ou annulée : elle ne change plus.")


class GatheringToCome(Refusal):
    default_sentence = _("Cette rencontre n’a pas commencé : revenez ce jour-là.")


class GatheringMadeAlready(Refusal):
    default_sentence = _("Vous avez déjà une rencontre de ce titre à ce moment.")


class GatheringMoved(Refusal):
    """Refusal of a registration whose author read a version of the gathering that has changed
    since.
    """

    default_sentence = _(
        "La rencontre vient d’être déplacée ou modifiée : relisez la date et le lieu, puis "
        "confirmez. Rien n’est perdu."
    )


class RegistrationsClosed(Refusal):
    default_sentence = _("Cette rencontre ne prend plus d’inscriptions.")


class TooManyTogether(Refusal):
    status = 422
    default_sentence = _("De une à six personnes ensemble.")


class SeatsTaken(Refusal):
    """Refusal of a number of seats lower than the number of people already registered."""

    code = "gathering_seats_taken"
    default_sentence = _(
        "Davantage de personnes sont déjà inscrites : gardez au moins autant de places."
    )


class NoSeatForMore(Refusal):
    default_sentence = _(
        "Il ne reste pas assez de places pour venir plus nombreux : votre inscription reste comme "
        "elle était."
    )


class ArrivalNotNow(Refusal):
    default_sentence = _(
        "On signale son arrivée d’une heure avant le début jusqu’à la fin de la journée."
    )


class GatheringNotHeld(Refusal):
    """Refusal of an arrival at a gathering that was called off, or never opened."""

    default_sentence = _("Cette rencontre n’a pas lieu : aucune arrivée n’y est notée.")


class TooManyWalkIns(Refusal):
    code = "too_many_gathering_walk_ins"
    default_sentence = _(
        "Trop de personnes venues sans s’inscrire sont déjà notées : cette arrivée ne l’est pas."
    )


class NothingToSay(Refusal):
    status = 422
    default_sentence = _("Écrivez votre message : il est vide.")


class TooManyProposals(Refusal):
    code = "too_many_gathering_proposals"
    default_sentence = _(
        "Trois de vos propositions attendent déjà une réponse : laissez le temps de les lire."
    )


class TooManyPhotos(Refusal):
    code = "too_many_gathering_photos"
    default_sentence = _("Douze photos au plus : gardez les plus parlantes.")
