"""Forms of welcome weekends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.forms.fields import ClockInput, DayInput, offer_choices, on_the_wall
from bocage.territory.forms import CommuneField
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.visits.stays.forms import ARRIVAL, DEPARTURE, StepForm, phone_validator
from bocage.welcome.visits.weekends.models import NightHost, WeekendCar, WelcomeWeekend
from bocage.welcome.visits.weekends.operations.places import CarOffer, NightOffer
from bocage.welcome.visits.weekends.operations.weekends import WeekendPlan

MAX_HOUSEHOLDS = 60
MAX_PEOPLE = 32


class WeekendForm(forms.Form):
    """Form of a weekend."""

    name = forms.CharField(label=_("Nom du week-end"), max_length=120)
    commune = CommuneField(
        label=_("Commune"), help_text=_("Celle où l’on se retrouve, et qui accueille.")
    )
    meeting_place = forms.CharField(label=_("Où l’on se retrouve"), max_length=200, required=False)
    starts_on = forms.DateField(label=_("Du"), widget=DayInput)
    starts_at = forms.TimeField(
        label=pgettext_lazy("hour", "à"), widget=ClockInput, initial=ARRIVAL
    )
    ends_on = forms.DateField(label=_("Au"), widget=DayInput)
    ends_at = forms.TimeField(
        label=pgettext_lazy("hour", "à"), widget=ClockInput, initial=DEPARTURE
    )
    seats = forms.IntegerField(
        label=_("Ménages, au plus"), min_value=1, max_value=MAX_HOUSEHOLDS, initial=4
    )
    words = forms.CharField(
        label=_("Un mot d’accueil"),
        help_text=_("Les ménages invités le lisent."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    @classmethod
    def of(cls, weekend: WelcomeWeekend, data: Any = None) -> WeekendForm:
        """Returns the form filled in with a weekend, without the commune, which does not change."""
        start, end = timezone.localtime(weekend.starts_at), timezone.localtime(weekend.ends_at)
        form = cls(
            data,
            initial={
                "name": weekend.name,
                "meeting_place": weekend.meeting_place,
                "starts_on": start.date(),
                "starts_at": start.time(),
                "ends_on": end.date(),
                "ends_at": end.time(),
                "seats": weekend.seats,
                "words": weekend.words,
            },
        )
        del form.fields["commune"]
        return form

    def plan(self) -> WeekendPlan:
        """Returns the cleaned data of the valid form as a `WeekendPlan`."""
        data = self.cleaned_data
        return WeekendPlan(
            name=data["name"],
            starts_at=on_the_wall(data["starts_on"], data["starts_at"]),
            ends_at=on_the_wall(data["ends_on"], data["ends_at"]),
            seats=data["seats"],
            meeting_place=data["meeting_place"],
            words=data["words"],
        )


class SharedStepForm(StepForm):
    """Form of a step that all households share. The person met is written to once, for all of
    them.
    """

    contact_mail = forms.EmailField(
        label=_("Son courriel"),
        max_length=254,
        required=False,
        help_text=_(
            "Vous pourrez lui demander d’un bouton si elle sera là : elle répond en un clic, et "
            "aucun ménage ne lui est nommé."
        ),
    )


class InviteForm(forms.Form):
    """Form that chooses the households to invite, among those that a person follows."""

    projects = forms.TypedMultipleChoiceField(
        label=_("Ménages"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins un ménage.")},
    )

    def __init__(
        self, *args: Any, projects: Sequence[SettlementProject] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(project.pk), project.name) for project in projects]
        offer_choices(self, "projects", choices)


class CarForm(forms.Form):
    """Form of a car that takes households around."""

    driver_name = forms.CharField(label=_("Qui conduit"), max_length=120)
    driver_phone = forms.CharField(
        label=_("Son téléphone"), max_length=30, required=False, validators=[phone_validator]
    )
    driver_mail = forms.EmailField(
        label=_("Son courriel"),
        help_text=_(
            "Pour lui écrire qui prendre, où et quand. Les ménages auront son nom et son téléphone."
        ),
        max_length=254,
        required=False,
    )
    seats = forms.IntegerField(
        label=_("Places pour les ménages"),
        help_text=_("Sans compter la place de qui conduit."),
        min_value=1,
        max_value=MAX_HOUSEHOLDS,
    )
    words = forms.CharField(label=_("Où et quand elle part"), max_length=200, required=False)

    def offer(self) -> CarOffer:
        """Returns the cleaned data of the valid form as a `CarOffer`."""
        return CarOffer(**self.cleaned_data)


class NightHostForm(forms.Form):
    """Form of a host who lodges households at home."""

    name = forms.CharField(label=_("Qui accueille"), max_length=120)
    phone = forms.CharField(
        label=_("Son téléphone"), max_length=30, required=False, validators=[phone_validator]
    )
    mail = forms.EmailField(
        label=_("Son courriel"),
        help_text=_(
            "Pour lui écrire qui vient dormir. Les ménages auront son nom, son téléphone et son "
            "adresse."
        ),
        max_length=254,
        required=False,
    )
    commune = CommuneField(label=_("Commune"))
    address = forms.CharField(label=_("Adresse"), max_length=200, required=False)
    beds = forms.IntegerField(label=_("Couchages"), min_value=1, max_value=MAX_HOUSEHOLDS)
    words = forms.CharField(label=_("À savoir"), max_length=200, required=False)

    def offer(self) -> NightOffer:
        """Returns the cleaned data of the valid form as a `NightOffer`."""
        return NightOffer(**self.cleaned_data)


class PlacingForm(forms.Form):
    """Form that places a household: how many come, which car takes them, and where they sleep."""

    people = forms.IntegerField(
        label=_("Personnes qui viennent"), min_value=1, max_value=MAX_PEOPLE
    )
    car = forms.TypedChoiceField(label=_("Voiture"), coerce=UUID, required=False, empty_value=None)
    host = forms.TypedChoiceField(
        label=_("Nuit chez"), coerce=UUID, required=False, empty_value=None
    )

    def __init__(
        self,
        *args: Any,
        cars: Sequence[WeekendCar],
        hosts: Sequence[NightHost],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(
            self,
            "car",
            [
                ("", _("La leur, ou aucune")),
                *((str(car.pk), f"{car.driver_name} ({car.seats})") for car in cars),
            ],
        )
        offer_choices(
            self,
            "host",
            [
                ("", _("Ailleurs")),
                *((str(host.pk), f"{host.name} ({host.beds})") for host in hosts),
            ],
        )
