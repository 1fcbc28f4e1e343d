"""What is refused of series, each in the sentence that a person reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from bocage.foundation.spoken_time import spoken_date
from bocage.workspaces.errors import BookingRefused


class SeriesNamesNoDay(BookingRefused):
    status = 400
    code = "series_names_no_day"
    default_sentence = _("Cette série ne comprend aucun jour : choisissez une fin plus lointaine.")


class SeriesTooLong(BookingRefused):
    """More days than a series may have; the sentence says how far it may go."""

    status = 400
    code = "series_too_long"
    default_sentence = _("Cette série est trop longue : choisissez une fin plus proche.")

    @classmethod
    def for_days(cls, days: Sequence[date]) -> SeriesTooLong:
        """`days` are as many as a series may have."""
        return cls(
            _("Une série compte %(most)d fois au plus : celle-ci peut aller jusqu’au %(day)s.")
            % {"most": len(days), "day": spoken_date(days[-1], with_year=True)}
        )


class SeriesEmpty(BookingRefused):
    status = 400
    code = "series_empty"
    default_sentence = _("Choisissez au moins une date à réserver.")


class SeriesNeedsApproval(BookingRefused):
    """A place answers requests one by one; it sets a series itself."""

    code = "series_needs_approval"
    default_sentence = _(
        "Cet espace se réserve avec l’accord du lieu : demandez-lui de poser la série pour vous."
    )


class OccurrencesTaken(BookingRefused):
    """Some of the dates that were chosen have been booked by others meanwhile."""

    code = "occurrences_taken"
    default_sentence = _(
        "Quelqu’un vient de réserver une de ces dates. Rien n’est encore réservé : "
        "relisez les dates, puis confirmez."
    )
