"""Form that changes the guests of an existing booking."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.workspaces.bookings.forms.bookings import MAX_PEOPLE, GuestNames
from bocage.workspaces.bookings.operations.guests import BRINGING, version_of_dates
from bocage.workspaces.scheduling.models.bookings import Booking

THIS_ONE, FOLLOWING, ALL = "celle-ci", "suivantes", "toutes"


class GuestsForm(forms.Form):
    """Guests of a booking and the number of people; for a date of a series, also the dates
    concerned.

    `version` is the version of the booking that the editor has seen, `version_of_dates` that of all
    the dates of its series, and `shown` the number of people displayed before the edit.
    """

    now_is: Booking | None = None
    """Current state of the booking, if it changed while the form was open."""

    invites = GuestNames(
        label=_("Noms des invités"),
        help_text=_("Un nom par ligne. Effacez une ligne si quelqu’un ne vient plus."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    personnes = forms.IntegerField(
        label=_("Nombre de personnes"),
        help_text=_("Avec la personne qui a réservé. Chaque nom compte pour une personne."),
        min_value=1,
        max_value=MAX_PEOPLE,
        required=False,
    )
    dates = forms.ChoiceField(label=_("Pour quelles dates"), widget=forms.RadioSelect)
    shown = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    version_of_dates = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, *, booking: Booking, now: datetime, dates: str = THIS_ONE
    ) -> None:
        """Initialises the form; `dates` is the choice selected by default."""
        super().__init__(data, initial=_initial(booking) | {"dates": dates})
        following, every = _dates_left(booking, now)
        if every > 1:
            choices: Any = self.fields["dates"]
            choices.choices = _choices(following, every)
        else:
            del self.fields["dates"]

    @property
    def asks_which_dates(self) -> bool:
        return "dates" in self.fields

    @property
    def guests(self) -> list[str]:
        guests: list[str] = self.cleaned_data["invites"]
        return guests

    @property
    def attendees(self) -> int | None:
        """Number of people that a valid form sets; None where it is the number that was shown."""
        attendees: int | None = self.cleaned_data["personnes"]
        return None if attendees == self.cleaned_data["shown"] else attendees

    @property
    def dates_to_change(self) -> str:
        dates: str = self.cleaned_data.get("dates", THIS_ONE)
        return dates


def brings_guests(booking: Booking, now: datetime) -> bool:
    """Checks whether the guests of a booking can still be changed: it is requested, confirmed or
    checked in, and has not ended.
    """
    return booking.status in BRINGING and booking.period.upper > now


def seats_others(booking: Booking) -> bool:
    """Checks whether a booking has room for guests: a single desk has none."""
    seats = sum(hold.resource.capacity for hold in booking.requested_holds)
    return max(seats, booking.attendees) > 1


def read_again(data: QueryDict, booking: Booking) -> QueryDict:
    """Returns a copy of the submitted data with the current versions of the booking: a second
    submission then overwrites the concurrent change, the number of people included.
    """
    again = data.copy()
    again["shown"] = ""
    for name in ("version", "version_of_dates"):
        again[name] = str(_initial(booking)[name])
    return again


def _initial(booking: Booking) -> dict[str, Any]:
    return {
        "invites": "\n".join(booking.guests),
        "personnes": booking.attendees,
        "shown": booking.attendees,
        "version": booking.sequence,
        "version_of_dates": version_of_dates(booking.series) if booking.series else "",
    }


def _dates_left(booking: Booking, now: datetime) -> tuple[int, int]:
    """Returns how many dates of its series are not over: from its own on, and in all."""
    if booking.series is None:
        return 1, 1
    dates = booking.series.bookings.filter(status__in=BRINGING, period__endswith__gt=now)
    counts = dates.aggregate(
        following=Count("pk", filter=Q(occurs_on__gte=booking.occurs_on)), every=Count("pk")
    )
    return counts["following"], counts["every"]


def _choices(following: int, every: int) -> list[tuple[str, str]]:
    choices = [(THIS_ONE, str(_("cette date seulement")))]
    if 1 < following < every:
        label = ngettext(
            "celle-ci et la suivante", "celle-ci et les suivantes : %(count)d dates", following - 1
        )
        choices.append((FOLLOWING, label % {"count": following}))
    choices.append((ALL, str(_("toutes les dates à venir : %(count)d") % {"count": every})))
    return choices
