"""Refusals of cohorts, of their sessions and of the seats in them."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.foundation.errors import Refusal
from bocage.people.seams.meeting_rooms import RoomTaken


class CohortFull(Refusal):
    default_sentence = _(
        "Il ne reste plus de place dans cette promotion : la dernière vient d’être prise."
    )


class CohortTakesNobody(Refusal):
    default_sentence = _("Cette promotion n’est pas ouverte, ou elle est terminée.")


class EnrolledAlready(Refusal):
    default_sentence = _("Cette personne est déjà inscrite à cette promotion.")


class EnrolmentOver(Refusal):
    default_sentence = _("Cette inscription est déjà terminée : elle ne change plus.")


class ReasonMissing(Refusal):
    status = 422
    code = "enrolment_reason_missing"
    default_sentence = _("Dites pourquoi cette inscription se termine.")


class CohortNamedTwice(Refusal):
    default_sentence = _("Cette formation a déjà une promotion de ce nom.")


class CohortDaysBackwards(Refusal):
    status = 422
    default_sentence = _(
        "Les candidatures finissent avant le premier jour, et le dernier jour vient après le "
        "premier."
    )


class CohortSeatsWrong(Refusal):
    status = 422
    default_sentence = _("Gardez au moins autant de places que l’effectif minimal.")


class CohortSeatsTaken(Refusal):
    """Refusal of a number of seats lower than the number of learners enrolled."""

    default_sentence = _(
        "Davantage de personnes sont déjà inscrites : gardez au moins autant de places."
    )


class CohortOver(Refusal):
    default_sentence = _("Cette promotion est terminée ou annulée : elle ne change plus.")


class CohortStep(Refusal):
    default_sentence = _("Cette promotion n’en est pas là : rechargez la page.")


class SessionsAhead(Refusal):
    """Refusal to close a cohort that still has half-days to come."""

    code = "cohort_sessions_ahead"
    default_sentence = _("Cette promotion a encore des séances à venir : elle n’est pas finie.")

    def __init__(self, count: int, last: str) -> None:
        words = ngettext(
            "Il reste %(count)d séance à tenir, %(last)s : la promotion ne se termine pas "
            "avant. Annulez-la si elle n’a pas lieu.",
            "Il reste %(count)d séances à tenir, la dernière %(last)s : la promotion ne se termine "
            "pas avant. Annulez celles qui n’ont pas lieu.",
            count,
        )
        super().__init__(words % {"count": count, "last": last})


class NothingHeld(Refusal):
    code = "cohort_nothing_held"
    default_sentence = _(
        "Aucune séance n’a eu lieu : cette promotion ne se termine pas, elle s’annule."
    )


class ReopenedTooLate(Refusal):
    code = "cohort_reopened_too_late"
    default_sentence = _(
        "Cette promotion est terminée depuis plus d’une semaine : elle ne se rouvre plus."
    )


class SessionsOutside(Refusal):
    status = 422
    code = "training_sessions_outside"
    default_sentence = _(
        "Une séance tombe un jour de la promotion : changez sa date, ou celles de la promotion."
    )


class SessionBackwards(Refusal):
    status = 422
    code = "training_session_backwards"
    default_sentence = _("La fin vient après le début, le même jour.")


class SessionInThePast(Refusal):
    status = 422
    code = "training_session_in_the_past"
    default_sentence = _("Ce moment est déjà passé : choisissez une autre date.")


class SessionNowhere(Refusal):
    status = 422
    code = "training_session_nowhere"
    default_sentence = _("Dites où : une salle à réserver, un lieu, ou un lien.")


class SessionsClash(Refusal):
    code = "training_sessions_clash"
    default_sentence = _(
        "Cette promotion a déjà une séance à ce moment : choisissez une autre heure."
    )


class SessionOver(Refusal):
    code = "training_session_over"
    default_sentence = _("Cette séance est passée ou annulée : elle ne change plus.")


class SessionRoomTaken(RoomTaken):
    """Refusal of a half-day whose room is already booked; it starts at `requested_start`."""

    def __init__(self, requested_start: datetime, refusal: RoomTaken) -> None:
        super().__init__(str(refusal.sentence), refusal.instead)
        self.requested_start = requested_start


class IdentityMissing(Refusal):
    """Refusal of an identity that lacks a part required by the documents."""

    status = 422
    code = "training_identity_missing"
    default_sentence = _(
        "Il faut le prénom, le nom et l’adresse postale : les documents de la formation les "
        "portent. Rien n’a été enregistré."
    )
