"""Refusals of waiting lists and offers, each with the sentence that a person reads."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.workspaces.billing import errors as price_errors
from bocage.workspaces.booking_refusals.errors import (
    AttendeesInvalid,
    BookingRefused,
    PeriodInvalid,
    ResourceUnknown,
)


class AlreadyWaiting(BookingRefused):
    default_sentence = _("Vous êtes déjà sur cette liste d’attente.")


class StillFree(BookingRefused):
    """Refusal to join a waiting list for something that is still free."""

    default_sentence = _("C’est libre à ce moment : vous pouvez réserver tout de suite.")


class AnyDeskOrNamed(BookingRefused):
    """Refusal of « any desk » with a named space: it means all desks, and no room."""

    status = 400
    default_sentence = _(
        "Choisissez n’importe quel poste, ou cochez les espaces qui vous iraient : pas les deux."
    )


class TooManyWaits(BookingRefused):
    default_sentence = _(
        "Vous attendez déjà beaucoup de places : quittez d’abord une liste d’attente."
    )


class OfferGone(BookingRefused):
    """Offer that was answered, or was not answered in time."""

    status = 410
    default_sentence = _(
        "Cette place ne vous est plus proposée. "
        "Vous pouvez vous inscrire à nouveau sur la liste d’attente."
    )


RULES: dict[str, type[Refusal]] = {
    **price_errors.RULES,
    "workspaces_waitlistentry_open_once": AlreadyWaiting,
    "workspaces_waitedspace_open_once": AlreadyWaiting,
    "workspaces_waitedspace_in_the_place_waited_for": ResourceUnknown,
    "workspaces_waitlistentry_names_a_space": ResourceUnknown,
    "workspaces_waitlistentry_period_finite": PeriodInvalid,
    "workspaces_waitlistentry_attendees_positive": AttendeesInvalid,
}
"""Refusal for each constraint of the database, those on waits included."""
