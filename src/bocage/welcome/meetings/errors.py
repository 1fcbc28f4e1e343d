"""What awareness meetings refuse, each in the sentence that a person reads."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class MeetingRefused(Refusal):
    """Base of all that is refused about meetings."""


class MeetingMomentTaken(MeetingRefused):
    """Another meeting of the intercommunalité stands at that moment."""

    code = "moment_taken"
    default_sentence = _("L’intercommunalité a déjà une réunion à ce moment.")


class MeetingOver(MeetingRefused):
    """It was held, or called off."""

    status = 410
    default_sentence = _("Cette réunion est passée ou annulée : rien n’a changé.")


class MeetingNotOpen(MeetingRefused):
    """Nobody answers to a meeting in preparation."""

    default_sentence = _("Les invitations à cette réunion ne sont pas encore parties.")


class MeetingToCome(MeetingRefused):
    """Nobody ticks who came before it has begun."""

    default_sentence = _("La réunion n’a pas encore eu lieu : revenez après l’avoir tenue.")


class NotEnoughSeats(MeetingRefused):
    """More people than there are seats left."""

    default_sentence = _(
        "Il ne reste pas assez de places. Venez à moins nombreux, ou appelez la personne qui "
        "vous invite : une place peut se libérer."
    )


class SeatsTaken(MeetingRefused):
    """Fewer seats than were promised already."""

    default_sentence = _("Plus de places que cela sont déjà prises : rien n’a changé.")
