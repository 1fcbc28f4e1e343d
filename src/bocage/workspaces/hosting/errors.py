"""Refusals to hosts who set up a place, each with its sentence."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.workspaces.booking_refusals.errors import BookingRefused


class PlaceExists(Refusal):
    default_sentence = _("Cette commune a déjà un lieu de ce nom.")


class PlaceNotReady(Refusal):
    """Place where nobody could book anything."""

    default_sentence = _(
        "Ce lieu ne peut pas encore être publié : "
        "donnez ses horaires et au moins un espace à réserver."
    )


class ResourceHasBookings(Refusal):
    default_sentence = _(
        "Des réservations à venir ne permettent pas ce changement : annulez-les d’abord."
    )


class ClosureMeetsMore(BookingRefused):
    """Refusal of a closure, since a booking was made after the host reviewed the affected ones."""

    default_sentence = _(
        "Quelqu’un vient de réserver à ce moment : relisez ce qui tombe avant de fermer."
    )


class HoursLeaveMore(BookingRefused):
    """Refusal of new hours, since a booking was made after the host reviewed those left outside."""

    default_sentence = _(
        "Quelqu’un vient de réserver hors de ces horaires : relisez ce qui n’y tient plus."
    )
