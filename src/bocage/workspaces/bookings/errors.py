"""Refusals of bookings and requests, each with the sentence that a person reads."""

from django.utils.translation import gettext_lazy as _

from bocage.workspaces.booking_refusals.errors import BookingRefused


class HouseRulesNotAccepted(BookingRefused):
    """Never accepted, or in an older version."""

    default_sentence = _(
        "Lisez et acceptez le règlement du lieu pour réserver : il est au bas du formulaire."
    )


class GuestsInvalid(BookingRefused):
    status = 400
    default_sentence = _("Le nom d’un invité est trop long : 120 caractères au plus.")


class GuestsNotChangeable(BookingRefused):
    """Refusal to change the guests of a booking that is over, or was cancelled or refused."""

    default_sentence = _(
        "Cette réservation est terminée ou ne tient plus : ses invités ne changent plus."
    )


class AnswerTooLate(BookingRefused):
    """Refusal of a request for a space booked on request, made when no time is left to
    answer it."""

    default_sentence = _(
        "Cet espace se réserve sur demande, et il faut du temps pour répondre : "
        "choisissez une heure à venir."
    )
    default_short = _("sur demande")


class TooManyAttendees(BookingRefused):
    default_sentence = _("Il n’y a pas assez de places pour ce nombre de personnes.")


class NotCancellable(BookingRefused):
    default_sentence = _("Cette réservation ne peut plus être annulée.")


class NotRestorable(BookingRefused):
    default_sentence = _("Il est trop tard pour reprendre cette réservation : réservez à nouveau.")


class NotMovable(BookingRefused):
    default_sentence = _("Cette réservation ne peut plus être déplacée.")


class MoveNeedsApproval(BookingRefused):
    """Refusal of a move to a period or a space to which the place has not agreed."""

    default_sentence = _(
        "Cet espace se réserve avec l’accord du lieu : faites une nouvelle demande, "
        "puis annulez celle-ci quand elle est acceptée."
    )


class ChangedMeanwhile(BookingRefused):
    """Refusal of a change to a booking that another person has changed since it was read."""

    default_sentence = _(
        "Quelqu’un vient de changer cette réservation : relisez-la, puis recommencez."
    )


class RequestAlreadyDecided(BookingRefused):
    """A request that is accepted, refused, withdrawn or lapsed already."""

    default_sentence = _("Cette demande n’attend plus de réponse.")


class ReasonMissing(BookingRefused):
    status = 400
    default_sentence = _("Dites pourquoi : la personne lira votre raison.")


class MessageEmpty(BookingRefused):
    status = 400
    default_sentence = _("Le message est vide : écrivez quelques mots.")
