"""Forms of the board: each action of the timeline is one of them, sent."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal, add_refusal_to
from bocage.foundation.forms.fields import ClockInput, DayInput, offer_choices
from bocage.workspaces.booking_refusals.periods import local_period
from bocage.workspaces.opening_hours.availability import Interval
from bocage.workspaces.place_plans.plans import PlacePlan, Space
from bocage.workspaces.scheduling.forms import VisitorForm

MAX_PEOPLE = 200


class PeriodForm(forms.Form):
    """Day, and two hours in the local time of the place. `period` is the resulting interval."""

    day = forms.DateField(label=_("Jour"), widget=DayInput)
    starts = forms.TimeField(label=_("De"), widget=ClockInput)
    ends = forms.TimeField(label=_("À"), widget=ClockInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if {"day", "starts", "ends"} <= data.keys():
            try:
                data["period"] = _period(data)
            except Refusal as refusal:
                add_refusal_to(self, refusal, "ends")
        return data


def _period(data: dict[str, Any]) -> Interval:
    starts, ends = (data[name].hour * 60 + data[name].minute for name in ("starts", "ends"))
    return local_period(data["day"], starts, ends or 24 * 60)


class SpacesField(forms.TypedMultipleChoiceField):
    """Field of one or several resources of a place, by their identifiers."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Espace"),
            coerce=UUID,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choisissez au moins un espace.")},
        )

    def offer(self, spaces: Sequence[Space]) -> None:
        self.choices = [(str(space.pk), space.name) for space in spaces]


class MoveForm(PeriodForm):
    """Form that moves a booking on the board. `sequence` is the version of the booking that the
    host has read.
    """

    resources = SpacesField()
    sequence = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    field_order = ("resources", "day", "starts", "ends", "sequence")

    def __init__(
        self, *args: Any, plan: PlacePlan, held_ids: Sequence[UUID], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        spaces = [space for space in plan.spaces if space.is_active or space.pk in held_ids]
        self.fields["resources"].offer(spaces)  # type: ignore[attr-defined]  # ours


class DeskForm(VisitorForm, PeriodForm):
    """Form of a booking that a host makes for a visitor: who, which space and when. One field finds
    a person; a second creates one.
    """

    resources = SpacesField()
    attendees = forms.IntegerField(
        label=_("Personnes"), min_value=1, max_value=MAX_PEOPLE, initial=1
    )
    purpose = forms.CharField(label=_("À préparer, à savoir"), max_length=300, required=False)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    field_order = ("name", "person", "contact", "resources", "day", "starts", "ends")

    def __init__(self, *args: Any, plan: PlacePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resources"].offer(plan.bookable())  # type: ignore[attr-defined]  # ours
        self.fields["key"].initial = uuid4
        self.fields["name"].error_messages["required"] = _(
            "Dites pour qui vous réservez : un nom, ou un courriel."
        )
        self.fields["contact"].help_text = _(
            "Pour une première fois : la personne reçoit sa confirmation par courriel."
        )


class BlockForm(PeriodForm):
    """Form that closes a space for some hours, with the reason."""

    resource = forms.TypedChoiceField(
        label=_("Ce qui ferme"), coerce=UUID, empty_value=None, required=False
    )
    reason = forms.CharField(
        label=_("Raison"),
        help_text=_("Elle est dite aux personnes qui avaient réservé."),
        max_length=200,
        required=False,
    )

    field_order = ("resource", "day", "starts", "ends", "reason")

    def __init__(self, *args: Any, plan: PlacePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spaces = [(str(space.pk), space.name) for space in plan.bookable()]
        offer_choices(
            self,
            "resource",
            [
                ("", _("tout le lieu")),
                *spaces,
            ],
        )


class DayMessageForm(forms.Form):
    """Form of a message to all the visitors of a day. `key` prevents it from being sent twice."""

    subject = forms.CharField(label=_("Objet"), max_length=120)
    text = forms.CharField(label=_("Message"), max_length=2000, widget=forms.Textarea({"rows": 8}))
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


def on_the_clock(moment: datetime) -> tuple[date, str]:
    """Returns the local day and clock time of a moment, as the fields of a form show them."""
    local = timezone.localtime(moment)
    return local.date(), f"{local:%H:%M}"


class HostNoteForm(forms.Form):
    """Form of what the team notes on a booking; the operation limits the lengths."""

    note = forms.CharField(required=False, widget=forms.Textarea)
    parking_spot = forms.CharField(required=False)


class CancellationForm(forms.Form):
    note = forms.CharField(
        label=_("Un mot d’explication"),
        help_text=_("La personne le lit dans le courriel."),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
