"""Forms of evenings: planning, registration, attendance at the door."""

from datetime import time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import (
    ClockInput,
    DayInput,
    EurosField,
    offer_choices,
    offer_rows,
    on_the_wall,
)
from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.evenings.models.evenings import LONGEST_REACH_KM, CityEvening
from bocage.outreach.evenings.operations.evenings import EveningPlan
from bocage.outreach.evenings.operations.registrations import Coming
from bocage.outreach.prospects.formatting import purpose_choices
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.people.models import Person
from bocage.registrations.models import MAX_SEATS, MAX_TOGETHER
from bocage.territory.forms import CommuneField
from bocage.territory.models import Departement

MAX_CENTS = 10_000_000
"""A hundred thousand euros: more than any room."""
TOGETHER = [(number, str(number)) for number in range(1, MAX_TOGETHER + 1)]


class EveningForm(forms.Form):
    """Form of an evening: its title, place, time and capacity. The title, the city, the room and
    the day are enough to begin.
    """

    departement = forms.ModelChoiceField(
        label=_("Département"), queryset=Departement.objects.none(), empty_label=None
    )
    campaign = forms.ModelChoiceField(
        label=_("Campagne"),
        queryset=Campaign.objects.none(),
        required=False,
        empty_label=_("une nouvelle, pour cette soirée"),
        help_text=_("Ce que la soirée coûte et apporte s’y lit."),
    )
    title = forms.CharField(
        label=_("Titre"),
        max_length=120,
        help_text=_("Par exemple : Et si vous viviez dans le Perche ?"),
    )
    city = forms.CharField(label=_("Dans quelle ville ?"), max_length=80)
    location = forms.CharField(label=_("La salle et son adresse"), max_length=300)
    access = forms.CharField(
        label=_("Comment y venir"),
        max_length=500,
        required=False,
        help_text=_("Métro, tram, parking."),
    )
    day = forms.DateField(label=_("Quel jour ?"), widget=DayInput)
    begins = forms.TimeField(label=_("Début"), widget=ClockInput, initial=time(19, 0))
    ends = forms.TimeField(label=_("Fin"), widget=ClockInput, initial=time(21, 30))
    capacity = forms.IntegerField(
        label=_("Combien de places ?"), min_value=1, max_value=MAX_SEATS, initial=30
    )
    rent_cents = EurosField(
        label=_("Ce que coûte la salle, en euros"), required=False, max_cents=MAX_CENTS
    )
    programme = forms.CharField(
        label=_("Programme"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Qui raconte quoi, à quelle heure, et ce que l’on y mange."),
    )
    around = forms.CharField(
        label=_("Inviter aussi qui vit à…"),
        max_length=500,
        required=False,
        help_text=_("Des villes, des codes postaux ou des départements : Montreuil, 93100, 92."),
    )
    commune = CommuneField(
        label=_("Commune de la salle"),
        required=False,
        help_text=_("Si elle est connue ici, les communes voisines sont invitées aussi."),
    )
    reach_km = forms.IntegerField(
        label=_("Jusqu’à combien de kilomètres ?"),
        min_value=1,
        max_value=LONGEST_REACH_KM,
        initial=30,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        campaigns: QuerySet[Campaign] | None,
        departements: QuerySet[Departement] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("campaign", campaigns), ("departement", departements)):
            if rows is None:
                del self.fields[name]
            else:
                offer_rows(self, name, rows)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("begins") and data.get("ends") and data["ends"] <= data["begins"]:
            self.add_error("ends", _("La fin vient après le début."))
        campaign, departement = data.get("campaign"), data.get("departement")
        if campaign and departement and campaign.departement_id != departement.pk:
            self.add_error("campaign", _("Cette campagne est d’un autre département."))
        return data

    def plan(self) -> EveningPlan:
        """Returns the submitted plan of the evening; hours are in local time."""
        data = self.cleaned_data
        return EveningPlan(
            starts_at=on_the_wall(data["day"], data["begins"]),
            ends_at=on_the_wall(data["day"], data["ends"]),
            rent_cents=data["rent_cents"] or 0,
            reach_km=data["reach_km"] or 30,
            **{
                name: data[name]
                for name in (
                    *("title", "city", "location", "access", "capacity", "around", "commune"),
                )
            },
            description=data["programme"],
        )

    @staticmethod
    def initial_of(evening: CityEvening, rent_cents: int) -> dict[str, Any]:
        """Returns the initial values of the form for an existing evening, in local time."""
        starts, ends = map(timezone.localtime, (evening.starts_at, evening.ends_at))
        commune = evening.commune
        return {
            **{
                name: getattr(evening, name)
                for name in (
                    *("title", "city", "location", "access", "capacity", "around", "reach_km"),
                )
            },
            "programme": evening.description,
            "commune": (commune.name, commune.code) if commune is not None else None,
            "day": starts.date(),
            "begins": starts.time(),
            "ends": ends.time(),
            "rent_cents": rent_cents or None,
        }


class ComeForm(forms.Form):
    """Coming to an evening: a name, an address to confirm, and how many."""

    name = forms.CharField(
        label=_("Prénom et nom"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Adresse électronique"),
        max_length=254,
        help_text=_("Un message y part, qui confirme votre inscription."),
        widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email"}),
    )
    people = forms.TypedChoiceField(
        label=_("Combien serez-vous ?"), choices=TOGETHER, coerce=int, initial=1
    )
    purposes = forms.MultipleChoiceField(
        label=_("Et ensuite, si vous le voulez bien"),
        choices=ProspectConsent.Purpose.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    website = forms.CharField(
        label=_("Ne remplissez pas ce champ"),
        required=False,
        max_length=2000,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    """Honeypot: hidden from people, filled in by programs that fill in every field."""

    def __init__(self, *args: Any, language: str, code: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.language, self.code = language, code
        choices = [
            purpose for purpose in purpose_choices(language) if purpose.purpose not in NOT_BY_MAIL
        ]
        offer_choices(self, "purposes", [(choice.purpose, choice.words) for choice in choices])

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """Fields that people fill in, in order."""
        return [self[name] for name in ("name", "email", "people", "purposes")]

    def coming(self, **extra: Any) -> Coming:
        """Returns the answers as a `Coming`, ready to be stored."""
        data = self.cleaned_data
        return Coming(
            name=data["name"],
            email=data["email"],
            people=data["people"],
            language=self.language,
            purposes=tuple(data["purposes"]),
            seen_sequence=data["version"],
            **extra,
        )


NOT_BY_MAIL = frozenset({ProspectConsent.Purpose.CALLS.value})
"""This form has no telephone field."""


class DoorForm(forms.Form):
    """Form for a person who came without registering. The sentences that they agree to are read out
    to them.
    """

    name = forms.CharField(
        label=_("Prénom et nom"), max_length=120, widget=forms.TextInput({"autocomplete": "off"})
    )
    people = forms.TypedChoiceField(
        label=_("Combien sont-ils ?"), choices=TOGETHER, coerce=int, initial=1
    )
    email = forms.EmailField(
        label=_("Adresse électronique"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "off", "inputmode": "email"}),
    )
    purposes = forms.MultipleChoiceField(
        label=_("Lisez chaque phrase à voix haute, et cochez si la personne dit oui"),
        choices=ProspectConsent.Purpose.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [
            purpose for purpose in purpose_choices(language) if purpose.purpose not in NOT_BY_MAIL
        ]
        offer_choices(self, "purposes", [(choice.purpose, choice.words) for choice in choices])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("purposes") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Il faut une adresse pour ce que la personne accepte."))
        return data


class CallOffEveningForm(forms.Form):
    """Form that calls off an evening, with a reason."""

    reason = forms.CharField(
        label=_("Pourquoi ? Ceux qui sont inscrits le liront"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def clean_reason(self) -> str:
        """Collapses the reason to one line."""
        return " ".join(self.cleaned_data["reason"].split())


class ClubGuestsForm(forms.Form):
    """Form that selects club members who would come to talk about life here."""

    people = forms.MultipleChoiceField(
        label=_("Qui raconterait sa vie ici ?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: QuerySet[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(person.pk), person.name or person.email) for person in offered]
        offer_choices(self, "people", choices)


class ThanksForm(forms.Form):
    """Message to the attendees."""

    message = forms.CharField(
        label=_("Votre message à ceux qui sont venus"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )
