"""Refusals at the door and the desk, each with the sentence that a person reads."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class NoteTooLong(Refusal):
    status = 400
    default_sentence = _("La note est trop longue : 1 000 caractères au plus.")


class ParkingSpotTooLong(Refusal):
    status = 400
    default_sentence = _("La place de parking tient en 40 caractères : son numéro, ou l’endroit.")


class AddressRevoked(Refusal):
    """Refusal of a revoked address, printed or shown beside a door."""

    status = 410
    default_sentence = _(
        "Cette adresse a été retirée par le lieu : demandez à l’accueil celle qui la remplace."
    )


class NotToCheckIn(Refusal):
    """Refusal of an arrival for a booking that is cancelled, refused, still requested, or over."""

    default_sentence = _("Cette réservation n’attend pas d’arrivée.")


class TooEarlyToCheckIn(Refusal):
    default_sentence = _("Il est trop tôt pour noter cette arrivée.")


class TooLateToCheckIn(Refusal):
    default_sentence = _("Cette réservation est terminée : l’arrivée ne se note plus.")


class CodeOfAnotherPlace(Refusal):
    default_sentence = _("Ce code est celui d’un autre lieu que celui de votre réservation.")


class ReleasedAndTaken(Refusal):
    """Refusal of a late arrival, whose booking was released and whose space was booked by
    another.
    """

    default_sentence = _(
        "Votre place avait été libérée faute d’arrivée, et quelqu’un d’autre l’a prise depuis. "
        "Voyez avec l’accueil, ou choisissez un autre espace."
    )


class HeldBySomebodyElse(Refusal):
    default_sentence = _("Cet espace est réservé par quelqu’un d’autre en ce moment.")


class PeopleInvalid(Refusal):
    status = 400
    default_sentence = _("Indiquez combien vous êtes : de une à cinquante personnes.")


class NotTakenAtTheDoor(Refusal):
    default_sentence = _("Cet espace ne se réserve pas à sa porte : passez par la page du lieu.")
