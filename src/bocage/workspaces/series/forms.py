"""Forms of series: a rule, and the dates chosen of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import DayInput
from bocage.workspaces.bookings.forms.bookings import (
    MAX_PEOPLE,
    GuestNames,
    HoursForm,
    in_our_days,
)
from bocage.workspaces.opening_hours.availability import Interval
from bocage.workspaces.place_plans.plans import ANY_DESK, PlacePlan
from bocage.workspaces.places.models import Place, Resource, ResourceKind
from bocage.workspaces.scheduling.formatting import on_the_clock
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.operations.visitors import Visitor
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.errors import SeriesEmpty
from bocage.workspaces.series.operations.moves import SeriesChanges
from bocage.workspaces.series.operations.series import ChosenDate

REVIEW_BUTTON = "revoir"
DESK_FIELD = "poste"
FROM_DAY_PARAMETER = "des"

Frequency = BookingSeries.Frequency
RHYTHMS = [
    (Frequency.WEEKLY.value, _("chaque semaine")),
    (Frequency.FORTNIGHTLY.value, _("une semaine sur deux")),
    (Frequency.MONTHLY.value, _("chaque mois, au même rang (le deuxième mardi, par exemple)")),
    (Frequency.MONTHLY_LAST.value, _("chaque mois, le dernier (le dernier mardi, par exemple)")),
]
MAX_TIMES = 5_000
"""Sanity limit of the number of dates: the operation has its own maximum for a series."""


class SeriesForm(HoursForm):
    """Rule of a series, as the address holds it."""

    premier = forms.DateField(
        label=_("Premier jour"),
        widget=DayInput,
        validators=[in_our_days],
        help_text=_("Son jour de la semaine est celui de la série."),
        error_messages={"invalid": _("Ce jour n’existe pas dans le calendrier.")},
    )
    rythme = forms.ChoiceField(label=_("Rythme"), choices=RHYTHMS)
    fois = forms.IntegerField(
        label=_("Nombre de fois"), required=False, min_value=1, max_value=MAX_TIMES
    )
    jusqu_au = forms.DateField(
        label=_("Ou jusqu’au"),
        required=False,
        widget=DayInput,
        help_text=_("Ce jour compris."),
        error_messages={"invalid": _("Ce jour n’existe pas dans le calendrier.")},
    )
    personnes = forms.IntegerField(
        label=_("Nombre de personnes"), required=False, min_value=1, max_value=MAX_PEOPLE
    )
    field_order = [
        "espace",
        "premier",
        "de",
        "a",
        "rythme",
        "fois",
        "jusqu_au",
        "personnes",
    ]

    def __init__(self, *args: Any, plan: PlacePlan, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        if len(plan.bookable(ResourceKind.DESK)) > 1:
            spaces: Any = self.fields["espace"]
            spaces.choices = [(ANY_DESK, _("N’importe quel poste libre")), *spaces.choices]

    def clean_personnes(self) -> int:
        return self.cleaned_data.get("personnes") or 1

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        ends = [name for name in ("fois", "jusqu_au") if cleaned.get(name)]
        if len(ends) != 1 and not {"fois", "jusqu_au"} & set(self.errors):
            raise ValidationError(
                _("Dites quand la série finit : après un nombre de fois, ou à une date.")
                if not ends
                else _("Choisissez l’un ou l’autre : un nombre de fois, ou une date de fin."),
                code="end",
            )
        return cleaned

    @classmethod
    def is_in(cls, data: QueryDict) -> bool:
        """Checks whether an address or a submitted form holds a rule."""
        return "premier" in data

    @staticmethod
    def initial_of(address: QueryDict) -> dict[str, str]:
        """Returns the initial data of the form: every week, with the choice made on the page of the
        place.
        """
        names = {
            "premier": "jour",
            "de": "de",
            "a": "a",
            "espace": "espace",
            "personnes": "personnes",
        }
        chosen = {
            name: str(address[parameter])
            for name, parameter in names.items()
            if address.get(parameter)
        }
        return {**chosen, "rythme": Frequency.WEEKLY.value}

    @property
    def attendees(self) -> int:
        """Number of people in a valid form, at least 1."""
        attendees: int = self.cleaned_data["personnes"]
        return attendees

    @property
    def address(self) -> str:
        """Returns the rule as a query string, without the other posted values."""
        rule = {self.add_prefix(name): self.data.get(self.add_prefix(name)) for name in self.fields}
        return urlencode({name: value for name, value in rule.items() if value})

    def recurrence(self) -> Recurrence:
        """Returns the rule of a valid form."""
        data = self.cleaned_data
        return Recurrence(
            frequency=data["rythme"],
            first_on=data["premier"],
            starts=data["de"],
            ends=data["a"],
            until=data["jusqu_au"],
            count=data["fois"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedRule:
    """Requested rule of a series, in minutes of the clock; None for unchanged values."""

    starts: int
    ends: int
    frequency: str | None
    weekday: int | None
    until: date | None


class ChangeForm(HoursForm):
    """Form that changes a series from a date on; an end, a day or a rhythm left empty stays as it
    is.
    """

    rythme = forms.ChoiceField(
        label=_("Rythme"),
        choices=RHYTHMS,
        required=False,
        help_text=_(
            "Les dates que le nouveau rythme garde restent, les autres sont annulées, "
            "de nouvelles s’ajoutent."
        ),
        error_messages={"invalid_choice": _("Ce rythme n’existe pas.")},
    )
    jour = forms.TypedChoiceField(
        label=_("Jour de la semaine"),
        choices=WEEKDAYS.items(),
        coerce=int,
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": _("Ce jour n’existe pas.")},
    )
    jusqu_au = forms.DateField(
        label=_("Jusqu’au"),
        required=False,
        widget=DayInput,
        validators=[in_our_days],
        help_text=_(
            "Ce jour compris. Plus loin, des dates s’ajoutent ; plus tôt, il y en a moins."
        ),
        error_messages={"invalid": _("Ce jour n’existe pas dans le calendrier.")},
    )
    field_order = ["rythme", "jour", "de", "a", "espace", "jusqu_au"]

    @classmethod
    def is_in(cls, data: QueryDict) -> bool:
        """Checks whether a query string holds a rule, for which a preview is then shown."""
        return "de" in data

    @staticmethod
    def data_of(series: BookingSeries) -> dict[str, str]:
        """Returns the data of the form that describe a series as it is."""
        resource = series.resources.order_by("position", "name", "pk").first()
        return {
            "de": on_the_clock(series.starts),
            "a": on_the_clock(series.ends),
            "espace": str(resource.pk) if resource else "",
            "rythme": series.frequency,
            "jour": str(series.first_on.weekday()),
            "jusqu-au": _last_day(series).isoformat(),
        }

    def rule(self, series: BookingSeries) -> RequestedRule:
        """Returns the rule that a valid form gives a series."""
        data = self.cleaned_data
        frequency, weekday, until = data["rythme"] or None, data["jour"], data["jusqu_au"]
        return RequestedRule(
            starts=data["de"],
            ends=data["a"],
            frequency=None if frequency == series.frequency else frequency,
            weekday=None if weekday == series.first_on.weekday() else weekday,
            until=None if until == _last_day(series) else until,
        )


def _last_day(series: BookingSeries) -> date:
    return Recurrence.of(series).named_days()[-1]


class SeriesWordsForm(forms.Form):
    """Form of the note and the privacy of a series, which no address contains."""

    mot = forms.CharField(
        label=_("Un mot pour le lieu"),
        required=False,
        max_length=Booking._meta.get_field("purpose").max_length,
    )
    privee = forms.BooleanField(
        label=_(
            "Réservation privée : ni mon nom ni mon mot ne sont montrés à d’autres que le lieu"
        ),
        required=False,
    )

    @classmethod
    def of(cls, series: BookingSeries, submitted_data: QueryDict) -> Self:
        """Returns the form submitted, else the form filled in with a series."""
        if "mot" in submitted_data:
            return cls(submitted_data)
        return cls({"mot": series.purpose, "privee": series.is_private})

    def changes_of(self, series: BookingSeries) -> SeriesChanges:
        """Returns the changes that a valid form makes to the note and the privacy of a series."""
        data, changes = self.cleaned_data, SeriesChanges()
        if data["mot"].strip() != series.purpose:
            changes["purpose"] = data["mot"]
        if data["privee"] != series.is_private:
            changes["is_private"] = data["privee"]
        return changes


class SeriesDetailsForm(forms.Form):
    """Form posted with the chosen dates, none of it in the address: a note to the place, the names
    of guests, privacy, the house rules if they have to be accepted and, from a host, the person for
    whom it is.

    If a host names nobody, the series is their own.
    """

    mot = forms.CharField(
        label=_("Un mot pour le lieu"),
        required=False,
        max_length=Booking._meta.get_field("purpose").max_length,
    )
    invites = GuestNames()
    privee = forms.BooleanField(
        label=_(
            "Réservation privée : ni mon nom ni mon mot ne sont montrés à d’autres que le lieu"
        ),
        required=False,
    )
    reglement = forms.UUIDField(required=False)
    cle = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Pour qui"),
        help_text=_("Un nom, ou un courriel. Vide : la série est à votre nom."),
        max_length=120,
        required=False,
    )
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    contact = forms.CharField(
        label=_("Courriel ou téléphone"),
        help_text=_("Pour une première fois : la personne reçoit sa confirmation par courriel."),
        max_length=254,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["contact"].widget.attrs["autocomplete"] = "off"

    @property
    def house_rules_id(self) -> UUID | None:
        """Version of the house rules ticked in a valid form."""
        house_rules_id: UUID | None = self.cleaned_data["reglement"]
        return house_rules_id

    def details(self) -> dict[str, Any]:
        """Returns the arguments of `book_series` that a valid form gives."""
        data = self.cleaned_data
        return {
            "purpose": data["mot"],
            "guests": data["invites"],
            "is_private": data["privee"],
            "idempotency_key": data["cle"],
        }

    @property
    def visitor(self) -> Visitor | None:
        """Returns the person for whom the series is, in a valid form; None for the sender."""
        data = self.cleaned_data
        if not data["name"].strip() and not data["contact"].strip():
            return None
        return Visitor(person_id=data["person"], name=data["name"], contact=data["contact"])


def read_dates(data: QueryDict, *, home: Place) -> list[ChosenDate]:
    """Returns the posted dates: `date`, and one `autre-DAY` for each day with a choice.

    Raises:
        SeriesEmpty: a value is not in the format of `written_date`.
    """
    choices = [name for name in data if name.startswith("autre-")]
    texts = [*data.getlist("date"), *(str(data[name]) for name in choices)]
    try:
        dates = list(_read(text for text in texts if text))
    except (ValueError, OverflowError, OSError) as error:
        raise SeriesEmpty from error
    resource_ids = {date_.resource_id for date_ in dates if date_.resource_id}
    if not resource_ids:
        return dates
    places = {
        resource.pk: resource.place
        for resource in Resource.objects.filter(pk__in=resource_ids).select_related(
            "place__commune"
        )
    }
    return [
        ChosenDate(
            day=date_.day,
            period=date_.period,
            resource_id=date_.resource_id,
            place=places.get(date_.resource_id, home) if date_.resource_id else None,
        )
        for date_ in dates
    ]


def _read(texts: Iterator[str]) -> Iterator[ChosenDate]:
    for text in texts:
        day, *choice = text.split(".")
        if not choice:
            yield ChosenDate(day=date.fromisoformat(day))
            continue
        resource_id, start, end = choice
        yield ChosenDate(
            day=date.fromisoformat(day),
            resource_id=UUID(resource_id),
            period=Interval(
                datetime.fromtimestamp(int(start), UTC), datetime.fromtimestamp(int(end), UTC)
            ),
        )
