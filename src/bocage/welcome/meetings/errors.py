"""Refusals of awareness meetings, each with the sentence shown to the person."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class MeetingRefused(Refusal):
    """Base of the refusals about meetings."""


class MeetingMomentTaken(MeetingRefused):
    """Refusal because the intercommunalité already has a meeting at that date and time."""

    code = "moment_taken"
    default_sentence = _("L’intercommunalité a déjà une réunion à ce moment.")


class MeetingOver(MeetingRefused):
    """Refusal because the meeting was held, or called off."""

    status = 410
    default_sentence = _("Cette réunion est passée ou annulée : rien n’a changé.")


class MeetingNotOpen(MeetingRefused):
    """Refusal because the invitations to the meeting have not been sent yet."""

    default_sentence = _("Les invitations à cette réunion ne sont pas encore parties.")


class MeetingToCome(MeetingRefused):
    """Refusal because attendance cannot be recorded before the meeting has begun."""

    default_sentence = _("La réunion n’a pas encore eu lieu : revenez après l’avoir tenue.")


class NotEnoughSeats(MeetingRefused):
    """Refusal because more people come than there are seats left."""

    default_sentence = _(
        "Il ne reste pas assez de places. Venez à moins nombreux, ou appelez la personne qui "
        "vous invite : une place peut se libérer."
    )


class SeatsTaken(MeetingRefused):
    """Refusal because more seats are already taken than the new number."""

    default_sentence = _("Plus de places que cela sont déjà prises : rien n’a changé.")
