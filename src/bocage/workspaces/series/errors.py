"""Refusals of series, each with the sentence that a person reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.times import format_date
from bocage.workspaces.booking_refusals.errors import BookingRefused


class SeriesEmpty(BookingRefused):
    status = 400
    default_sentence = _("Choisissez au moins une date à réserver.")


class ElsewhereOnRequest(BookingRefused):
    """Refusal of a date of a series in another place that takes requests: it has its own hosts, who
    answer for it.
    """

    default_sentence = _(
        "Une de ces dates est dans un autre lieu, qui donne lui-même son accord : "
        "demandez-la depuis sa page."
    )


class ChangeNeedsApproval(BookingRefused):
    """Refusal of a change to which the place would have to agree: it agreed to some hours in a
    space, and to nothing else.
    """

    code = "series_change_needs_approval"
    default_sentence = _(
        "Le lieu a donné son accord pour cet espace à ces heures-là : demandez-lui ce changement, "
        "ou annulez la suite et demandez une nouvelle série."
    )


class SeriesWaits(BookingRefused):
    """Refusal to change a series that is still a request: nothing is held, so another request is as
    good as a change.
    """

    default_sentence = _(
        "Cette série attend encore la réponse du lieu : retirez votre demande pour en faire "
        "une autre, ou déplacez une de ses dates."
    )


class DatesNotFree(BookingRefused):
    """Refusal to accept dates of which some are taken, or already decided."""

    default_sentence = _("Ces dates ne peuvent plus être acceptées.")

    @classmethod
    def for_days(cls, days: Sequence[date]) -> DatesNotFree:
        """Returns the refusal for the days that cannot be accepted."""
        return cls(
            _(
                "Ne peut plus être accepté : %(days)s. Rien n’est encore décidé : "
                "acceptez les autres dates."
            )
            % {"days": ", ".join(format_date(day) for day in days)}
        )


class OccurrencesTaken(BookingRefused):
    """Refusal of a series of which some chosen dates have been booked by others meanwhile."""

    default_sentence = _(
        "Quelqu’un vient de réserver une de ces dates. Rien n’est encore réservé : "
        "relisez les dates, puis confirmez."
    )
