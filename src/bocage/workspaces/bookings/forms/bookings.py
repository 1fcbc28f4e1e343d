"""Forms of a wish, a booking and a move."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.foundation.forms.fields import AddressForm, ClockInput, DayInput, offer_choices
from bocage.workspaces.booking_refusals.errors import Alternative
from bocage.workspaces.booking_refusals.periods import local_period
from bocage.workspaces.bookings.guests import named_guests, with_guests
from bocage.workspaces.bookings.wishes import BookingNotes, PlaceWish, RequestedBooking
from bocage.workspaces.opening_hours.availability import PARIS, Interval
from bocage.workspaces.place_plans.plans import ANY_DESK, PlacePlan
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.moments import Moment

PREVIEW_BUTTON = "voir"

MAX_PEOPLE = 200
DAYS_ARE_WRITTEN = ["%Y-%m-%d", "%d/%m/%Y"]
CLOCKS_ARE_WRITTEN = ["%H:%M", "%H:%M:%S"]
"""Formats of hours, that of browsers first: each other format costs an attempt on each booking."""
MAX_GUESTS_WRITTEN = 5_000
MAX_SPACES = 20
"""Maximum of spaces in one booking: beyond, book the whole place, or several bookings."""


class Clock(forms.TimeField):
    """Time of day as minutes since midnight; « 24:00 » ends the day."""

    widget = ClockInput
    input_formats = CLOCKS_ARE_WRITTEN

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]  # not a time
        if value == "24:00":
            return 24 * 60
        clock = super().to_python(value)
        return None if clock is None else clock.hour * 60 + clock.minute


class GuestNames(forms.CharField):
    """Names of guests, one a line, as a list."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {
            "label": _("Noms de vos invités"),
            "help_text": _("Un nom par ligne : le lieu sait qui vous attendez."),
        }
        super().__init__(required=False, max_length=MAX_GUESTS_WRITTEN, **usual | kwargs)

    def clean(self, value: Any) -> list[str]:
        text: str = super().clean(value)
        try:
            return named_guests(text.splitlines())
        except Refusal as refusal:
            raise ValidationError(str(refusal.sentence), code=refusal.code) from refusal


def _canonical(space: str) -> str:
    if space == ANY_DESK:
        return space
    try:
        return str(UUID(space))
    except ValueError:
        raise ValidationError(_("Cet espace n’existe pas."), code="invalid") from None


class WishForm(AddressForm):
    """Form of a wish for a place, as the address of its page holds it: a day, a moment and the
    spaces.

    `espace` is the space, the first where several are requested; `espaces` are all of them.
    """

    jour = forms.DateField(required=False, input_formats=DAYS_ARE_WRITTEN)
    moment = forms.ChoiceField(required=False, choices=Moment.choices)
    de = Clock(required=False)
    a = Clock(required=False)
    espace = forms.CharField(required=False, max_length=36)
    plusieurs = forms.BooleanField(required=False)
    """True if spaces are ticked, to be booked together, rather than one chosen."""
    personnes = forms.IntegerField(required=False, min_value=1, max_value=MAX_PEOPLE)

    def clean_espace(self) -> str:
        """Returns `ANY_DESK`, or the identifier of a resource in its canonical writing."""
        data: Any = self.data
        ticked = [space for space in data.getlist("espace") if space]
        if len(ticked) > MAX_SPACES:
            raise ValidationError(
                _("C’est trop d’espaces pour une réservation : %(most)d au plus.")
                % {"most": MAX_SPACES},
                code="invalid",
            )
        spaces = tuple(dict.fromkeys(map(_canonical, ticked)))
        self.cleaned_data["espaces"] = spaces
        return spaces[0] if spaces else ""

    def wish(self) -> PlaceWish:
        """Returns the valid parts of the form, whatever becomes of the others."""
        return PlaceWish(**self._wish_parts())

    def _wish_parts(self) -> dict[str, Any]:
        values = self.understood()
        return {
            "day": values.get("jour"),
            "moment": values.get("moment") or "",
            "starts": values.get("de"),
            "ends": values.get("a"),
            "spaces": values.get("espaces") or (),
            "people": values.get("personnes") or 1,
            "ticks_several": bool(values.get("plusieurs")),
        }


class BookingForm(WishForm):
    """Form of a booking to be made: missing or invalid values are errors."""

    plusieurs = None  # type: ignore[assignment]  # Django's way to leave a field out
    jour = forms.DateField(
        label=_("Jour"),
        input_formats=DAYS_ARE_WRITTEN,
        error_messages={
            "required": _("Choisissez un jour."),
            "invalid": _("Ce jour n’existe pas dans le calendrier."),
        },
    )
    moment = forms.ChoiceField(
        label=_("Moment"),
        choices=Moment.choices,
        error_messages={
            "required": _("Choisissez un moment de la journée."),
            "invalid_choice": _("Choisissez un moment de la journée."),
        },
    )
    de = Clock(
        label=_("De"),
        required=False,
        error_messages={"invalid": _("Cette heure n’existe pas.")},
    )
    a = Clock(
        label=_("À"),
        required=False,
        error_messages={"invalid": _("Cette heure n’existe pas.")},
    )
    espace = forms.CharField(
        label=_("Espace"),
        max_length=36,
        error_messages={
            "required": _("Choisissez ce que vous réservez."),
            "max_length": _("Cet espace n’existe pas."),
        },
    )
    personnes = forms.IntegerField(
        label=_("Nombre de personnes"),
        required=False,
        min_value=1,
        max_value=MAX_PEOPLE,
        error_messages={
            "invalid": _("Indiquez un nombre de personnes."),
            "min_value": _("Une réservation est pour une personne au moins."),
            "max_value": _("C’est trop de personnes pour une réservation : écrivez au lieu."),
        },
    )
    mot = forms.CharField(
        label=_("Un mot pour le lieu"),
        required=False,
        max_length=Booking._meta.get_field("purpose").max_length,
    )
    invites = GuestNames()
    privee = forms.BooleanField(required=False)
    reglement = forms.UUIDField(required=False)
    """The version of the house rules that the person ticks."""
    cle = forms.CharField(required=False, max_length=48)
    choix = forms.CharField(required=False, max_length=2)
    """Number of one of several choices on one page, so that each is a separate request."""

    def clean_personnes(self) -> int:
        return self.cleaned_data.get("personnes") or 1

    def clean(self) -> dict[str, Any]:
        """Counts the person and their guests, whatever number was written."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("invites") and data.get("personnes"):
            data["personnes"] = with_guests(data["personnes"], data["invites"])
        return data

    def wish(self) -> PlaceWish:
        """Returns the valid parts of the form, with whether the page let tick several spaces."""
        return PlaceWish(**self._wish_parts() | {"ticks_several": "plusieurs" in self.data})

    def requested_booking(self) -> RequestedBooking:
        """Returns the booking of a valid form, with all the other posted values."""
        data = self.cleaned_data
        return RequestedBooking(
            **self._wish_parts(),
            purpose=data["mot"],
            guests=data["invites"],
            is_private=data["privee"],
            house_rules_id=data["reglement"],
            idempotency_key=data["cle"] + data["choix"],
        )

    def notes(self) -> BookingNotes:
        """Returns the other posted values, valid or not: a note (300 characters), the guests
        (5,000) and the privacy choice.
        """
        return BookingNotes(
            purpose=self.data.get("mot", "")[:300],
            guests=self.data.get("invites", "")[:MAX_GUESTS_WRITTEN],
            is_private=bool(self.data.get("privee")),
        )


in_our_days = MaxValueValidator(
    date(2100, 1, 1), _("Ce jour est trop lointain : choisissez une date plus proche.")
)


class HoursForm(AddressForm):
    """Hours and a space of a place."""

    de = Clock(label=_("De"), error_messages={"invalid": _("Cette heure n’existe pas.")})
    a = Clock(label=_("À"), error_messages={"invalid": _("Cette heure n’existe pas.")})
    espace = forms.ChoiceField(
        label=_("Espace"), error_messages={"invalid_choice": _("Cet espace n’existe pas.")}
    )

    def __init__(self, *args: Any, plan: PlacePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "espace", [(str(space.pk), space.name) for space in plan.bookable()])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("de"), cleaned.get("a")
        if starts is not None and ends is not None and starts >= ends:
            self.add_error("a", _("La fin doit venir après le début."))
        return cleaned

    @property
    def space_choice(self) -> str:
        """Value of the space in a valid form: the identifier of a resource, or `ANY_DESK`."""
        space: str = self.cleaned_data["espace"]
        return space


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedMove:
    """Period and space that a booking moves to. `sequence` is the version of the booking that the
    person saw.
    """

    period: Interval
    resource_id: UUID
    sequence: int


class MoveForm(HoursForm):
    """Form that moves a booking to another day, other hours or another space."""

    jour = forms.DateField(
        label=_("Jour"),
        widget=DayInput,
        validators=[in_our_days],
        error_messages={"invalid": _("Ce jour n’existe pas dans le calendrier.")},
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    field_order = ["jour", "de", "a", "espace", "version"]

    def move(self) -> RequestedMove:
        """Returns the move that a valid form requests.

        Raises:
            BookingRefused: the hours make no period on that day.
        """
        data = self.cleaned_data
        return RequestedMove(
            period=local_period(data["jour"], data["de"], data["a"]),
            resource_id=UUID(data["espace"]),
            sequence=data["version"],
        )

    @staticmethod
    def initial_of(booking: Booking) -> dict[str, Any]:
        """Returns the initial data of the form: the booking as it is."""
        held_ids = [str(hold.resource_id) for hold in booking.requested_holds]
        return _fields_of_period(Interval(booking.period.lower, booking.period.upper)) | {
            "espace": held_ids[0] if held_ids else "",
            "version": booking.sequence,
        }

    @staticmethod
    def data_of(alternative: Alternative, booking: Booking) -> dict[str, Any]:
        """Returns the data that, submitted, move a booking to an alternative."""
        space_id = alternative.resource_id
        if alternative.with_ids:
            space_id = booking.requested_holds[0].resource_id
        return _fields_of_period(alternative.period) | {
            "espace": str(space_id),
            "version": booking.sequence,
        }


def _fields_of_period(period: Interval) -> dict[str, Any]:
    start, end = period.start.astimezone(PARIS), period.end.astimezone(PARIS)
    return {
        "jour": start.date().isoformat(),
        "de": f"{start:%H:%M}",
        "a": "24:00" if end.date() > start.date() else f"{end:%H:%M}",
    }
