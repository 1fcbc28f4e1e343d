"""Forms of stays: the stay, its steps, a desk, a copied day, and feedback."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.formatting.times import format_date
from bocage.foundation.forms.fields import (
    ChoiceCards,
    ClockInput,
    DayInput,
    offer_choices,
    on_the_wall,
)
from bocage.people.models import Person
from bocage.territory.forms import CommuneField
from bocage.welcome.visits.itinerary.models import ProgrammeStep, StepKind
from bocage.welcome.visits.itinerary.programme import local_days
from bocage.welcome.visits.stays.models import Stay, StayFeedback
from bocage.welcome.visits.stays.operations.stays import Feedback, StayPlan
from bocage.welcome.visits.stays.operations.steps import StepWish

QUARTERS = {"step": 900}
ARRIVAL, DEPARTURE = time(10), time(17)
MAX_PLACES = 12
ALREADY_PICKED = [StepKind.DESK]
"""Kinds that have a form of their own."""

phone_validator = RegexValidator(
    r"^[0-9 +().\-]*$", _("Un téléphone s’écrit avec des chiffres, comme 02 33 00 00 01.")
)


class StayForm(forms.Form):
    """Form of a stay."""

    name = forms.CharField(
        label=_("Nom du séjour"),
        max_length=120,
        help_text=_("Le ménage le lit : « Trois jours autour de Boitron »."),
    )
    starts_on = forms.DateField(label=_("Arrivée le"), widget=DayInput)
    starts_at = forms.TimeField(
        label=pgettext_lazy("hour", "à"), widget=ClockInput, initial=ARRIVAL
    )
    ends_on = forms.DateField(label=_("Départ le"), widget=DayInput)
    ends_at = forms.TimeField(
        label=pgettext_lazy("hour", "à"), widget=ClockInput, initial=DEPARTURE
    )
    arrival_place = forms.CharField(
        label=_("Où le ménage arrive"),
        max_length=200,
        required=False,
        help_text=_("Une gare, une place, une maison."),
    )
    arrival_commune = CommuneField(label=_("Commune d’arrivée"), required=False)
    words = forms.CharField(
        label=_("Un mot pour le ménage"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    @classmethod
    def of(cls, stay: Stay) -> StayForm:
        """Returns the form filled in with a stay."""
        start, end = timezone.localtime(stay.starts_at), timezone.localtime(stay.ends_at)
        commune = stay.arrival_commune
        return cls(
            initial={
                "name": stay.name,
                "starts_on": start.date(),
                "starts_at": start.time(),
                "ends_on": end.date(),
                "ends_at": end.time(),
                "arrival_place": stay.arrival_place,
                "arrival_commune": (commune.name, commune.code) if commune is not None else "",
                "words": stay.words,
            }
        )

    def plan(self) -> StayPlan:
        """Returns the cleaned data of the valid form as a `StayPlan`."""
        data = self.cleaned_data
        return StayPlan(
            name=data["name"],
            starts_at=on_the_wall(data["starts_on"], data["starts_at"]),
            ends_at=on_the_wall(data["ends_on"], data["ends_at"]),
            arrival_place=data["arrival_place"],
            arrival_commune=data["arrival_commune"],
            words=data["words"],
        )


class HoursForm(forms.Form):
    """Form of a day of a programme and two hours."""

    day = forms.TypedChoiceField(
        label=_("Jour"), coerce=date.fromisoformat, error_messages={"required": _("Quel jour ?")}
    )
    starts = forms.TimeField(label=_("De"), widget=ClockInput(QUARTERS))
    ends = forms.TimeField(label=_("À"), widget=ClockInput(QUARTERS))

    def __init__(self, *args: Any, days: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "day", day_choices(days))

    def hours(self) -> tuple[datetime, datetime]:
        """Returns the start and the end of the valid form. Midnight ends the day."""
        data = self.cleaned_data
        start = on_the_wall(data["day"], data["starts"])
        is_next_day = data["ends"] == time() or (
            data.get("kind") == StepKind.NIGHT and data["ends"] <= data["starts"]
        )
        last = data["day"] + timedelta(days=1) if is_next_day else data["day"]
        return start, on_the_wall(last, data["ends"])


class StepForm(HoursForm):
    """Form of one step: title, hours, place and person met."""

    kind = forms.ChoiceField(
        label=_("Quoi"),
        choices=[choice for choice in StepKind.choices if choice[0] not in ALREADY_PICKED],
    )
    title = forms.CharField(label=_("En quelques mots"), max_length=120)
    commune = CommuneField(label=_("Commune"), required=False)
    address = forms.CharField(label=_("Adresse"), max_length=200, required=False)
    contact_name = forms.CharField(label=_("Personne rencontrée"), max_length=120, required=False)
    contact_phone = forms.CharField(
        label=_("Son téléphone"), max_length=30, required=False, validators=[phone_validator]
    )
    contact_mail = forms.EmailField(
        label=_("Son courriel"),
        max_length=254,
        required=False,
        help_text=_(
            "Elle recevra ce moment seul, avec les prénoms du ménage, et répondra en un clic."
        ),
    )
    words = forms.CharField(
        label=_("À savoir"),
        max_length=500,
        required=False,
        help_text=_("Le ménage et la personne rencontrée le lisent."),
        widget=forms.Textarea({"rows": 2}),
    )

    field_order = ("kind", "title", "day", "starts", "ends", "commune", "address")

    def __init__(self, *args: Any, step: ProgrammeStep | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step is not None and step.kind in ALREADY_PICKED:
            choice = (step.kind, step.get_kind_display())
            offer_choices(self, "kind", [choice])

    def wish(self, **about: Any) -> StepWish:
        """Returns the cleaned data of the valid form as a `StepWish`; `about` adds the home that
        the step concerns, and its position.
        """
        starts_at, ends_at = self.hours()
        step_fields = ("kind", "title", "commune", "address", "words")
        contact_fields = ("contact_name", "contact_phone", "contact_mail")
        data = {name: self.cleaned_data[name] for name in (*step_fields, *contact_fields)}
        return StepWish(starts_at=starts_at, ends_at=ends_at, **data, **about)


def initial_of_step(step: ProgrammeStep) -> dict[str, Any]:
    """Returns the initial data of the form for an existing step."""
    start, end = timezone.localtime(step.starts_at), timezone.localtime(step.ends_at)
    commune = step.commune
    return {
        "kind": step.kind,
        "title": step.title,
        "day": start.date().isoformat(),
        "starts": start.time(),
        "ends": end.time(),
        "commune": (commune.name, commune.code) if commune is not None else "",
        "address": step.address,
        "contact_name": step.contact_name,
        "contact_phone": step.contact_phone,
        "contact_mail": step.contact_mail,
        "words": step.words,
    }


class DeskForm(HoursForm):
    """Form that books a desk for an adult of the household, in one of the places near the stay."""

    resource = forms.TypedChoiceField(
        label=_("Lieu et poste"),
        coerce=UUID,
        error_messages={"required": _("Choisissez un poste.")},
    )
    adult = forms.TypedChoiceField(label=_("Pour qui"), coerce=UUID)

    field_order = ("resource", "adult", "day", "starts", "ends")

    def __init__(
        self,
        *args: Any,
        adults: Sequence[Person],
        resources: Sequence[tuple[str, Sequence[tuple[str, str]]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(person.pk), person.name or person.email) for person in adults]
        offer_choices(self, "adult", people)
        offer_choices(self, "resource", resources)


class DuplicateDayForm(forms.Form):
    """Form that chooses the day to which another is copied."""

    to = forms.TypedChoiceField(label=_("Vers"), coerce=date.fromisoformat)

    def __init__(self, *args: Any, days: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "to", day_choices(days))


class CallOffForm(forms.Form):
    """Form that gives the reason why a stay is called off; the people notified read it."""

    words = forms.CharField(
        label=_("Pourquoi, en un mot"),
        help_text=_("Les personnes déjà prévenues le lisent. Vous pouvez ne rien dire."),
        max_length=300,
        required=False,
    )


MARKS = StayFeedback.Mark.choices[::-1]


class FeedbackForm(forms.Form):
    """Form of the feedback on a stay: two choices, and optional words."""

    was_useful = forms.TypedChoiceField(
        label=_("Ce séjour vous a-t-il aidés ?"),
        choices=MARKS,
        coerce=int,
        widget=ChoiceCards,
        error_messages={"required": _("Touchez une réponse.")},
    )
    sees_self_here = forms.TypedChoiceField(
        label=_("Vous voyez-vous vivre ici ?"),
        choices=MARKS,
        coerce=int,
        widget=ChoiceCards,
        error_messages={"required": _("Touchez une réponse.")},
    )
    liked = forms.CharField(
        label=_("Ce qui vous a plu"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    lacked = forms.CharField(
        label=_("Ce qui a manqué"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def feedback(self) -> Feedback:
        """Returns the cleaned data of the valid form as a `Feedback`."""
        return Feedback(**self.cleaned_data)


def day_choices(days: Sequence[date]) -> list[tuple[str, str]]:
    """Days as they are chosen."""
    return [(day.isoformat(), format_date(day)) for day in days]


def days_of_stay(stay: Stay) -> list[date]:
    """Returns the local days of a stay."""
    return local_days(stay.starts_at, stay.ends_at)


def requested_day(text: str, days: Sequence[date]) -> date:
    """Returns the day of a query string if it is one of the given days, else the first one."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return days[0]
    return day if day in days else days[0]


def next_free_hours(
    steps: Sequence[ProgrammeStep], day: date, start: datetime, minutes: int = 60
) -> tuple[time, time]:
    """Returns the hours that the form proposes: after the last step of a day, or from ten."""
    ends = [step.ends_at for step in steps if timezone.localdate(step.starts_at) == day]
    first = timezone.localtime(max(ends)) if ends else on_the_wall(day, ARRIVAL)
    first = max(first, timezone.localtime(start)) if timezone.localdate(start) == day else first
    if first.date() != day or first.hour >= 22:
        return time(10), time(11)
    return first.time(), (first + timedelta(minutes=minutes)).time()
