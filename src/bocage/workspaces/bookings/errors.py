"""What is refused of bookings and requests, each in the sentence that a person reads."""

from django.utils.translation import gettext_lazy as _

from bocage.workspaces.scheduling.errors import BookingRefused


class HouseRulesNotAccepted(BookingRefused):
    """Never accepted, or in an older version."""

    default_sentence = _(
        "Lisez et acceptez le règlement du lieu pour réserver : il est au bas du formulaire."
    )


class GuestsInvalid(BookingRefused):
    status = 400
    default_sentence = _("Le nom d’un invité est trop long : 120 caractères au plus.")


class GuestsSettled(BookingRefused):
    """The booking is over, or does not stand: who came, or would have, is what it was."""

    default_sentence = _(
        "Cette réservation est terminée ou ne tient plus : ses invités ne changent plus."
    )


class AnswerTooLate(BookingRefused):
    """What is booked on request, asked for when there is no time left to answer."""

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
    """The place has agreed to a period and a space, not to others."""

    default_sentence = _(
        "Cet espace se réserve avec l’accord du lieu : faites une nouvelle demande, "
        "puis annulez celle-ci quand elle est acceptée."
    )


class ChangedMeanwhile(BookingRefused):
    """Somebody else has changed the booking since it was read."""

    default_sentence = _(
        "Quelqu’un vient de changer cette réservation : relisez-la, puis recommencez."
    )


class RequestSettled(BookingRefused):
    """A request that is accepted, refused, withdrawn or lapsed already."""

    default_sentence = _("Cette demande n’attend plus de réponse.")


class ReasonMissing(BookingRefused):
    status = 400
    default_sentence = _("Dites pourquoi : la personne lira votre raison.")


class MessageEmpty(BookingRefused):
    status = 400
    default_sentence = _("Le message est vide : écrivez quelques mots.")
