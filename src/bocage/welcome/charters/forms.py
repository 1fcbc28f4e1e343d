"""Forms of the charter: signing it, and following its commitments."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import DayInput
from bocage.people.models import Person
from bocage.welcome.charters.models import Commitment
from bocage.welcome.charters.operations.charters import Promise, Signature

Kind = Commitment.Kind
LISTED = [(kind.value, kind.label) for kind in Kind if kind != Kind.OWN]
USUAL_DELAY = timedelta(days=182)


def _in_six_months() -> Any:
    return timezone.localdate() + USUAL_DELAY


class CharterForm(forms.Form):
    """Form to sign the charter: the signatory and the commitments of the commune."""

    engagements = forms.MultipleChoiceField(
        label=_("La commune s’engage à"),
        choices=LISTED,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    autre = forms.CharField(label=_("Et aussi, avec vos mots"), max_length=200, required=False)
    date = forms.DateField(
        label=_("D’ici le"),
        widget=DayInput,
        initial=_in_six_months,
        help_text=_("Chaque engagement pourra ensuite avoir sa propre date."),
    )
    nom = forms.CharField(label=_("Votre nom"), max_length=120)
    qualite = forms.CharField(
        label=_("Votre qualité"),
        max_length=80,
        help_text=_("Par exemple : maire, ou adjointe à l’accueil."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "engagements" in data and not data["engagements"] and not data.get("autre"):
            self.add_error("engagements", _("Choisissez un engagement au moins."))
        return data

    def promises(self) -> list[Promise]:
        """Returns the commitments of the commune."""
        data = self.cleaned_data
        due_on = data["date"]
        promises = [Promise(kind=kind, due_on=due_on) for kind in data["engagements"]]
        if data["autre"]:
            promises.append(Promise(kind=Kind.OWN, due_on=due_on, words=data["autre"]))
        return promises

    def signature(self) -> Signature:
        """Returns the name and the title of the signatory."""
        return Signature(name=self.cleaned_data["nom"], title=self.cleaned_data["qualite"])

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        """Returns the initial data of the form: the name of the person."""
        return {"nom": person.name}


class CommitmentForm(forms.Form):
    """Form that adds a commitment."""

    engagement = forms.ChoiceField(
        label=_("La commune s’engage à"), choices=[*LISTED, (Kind.OWN.value, Kind.OWN.label)]
    )
    mots = forms.CharField(label=_("Avec vos mots"), max_length=200, required=False)
    date = forms.DateField(label=_("D’ici le"), widget=DayInput, initial=_in_six_months)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("engagement") == Kind.OWN and not data.get("mots"):
            self.add_error("mots", _("Dites à quoi la commune s’engage."))
        return data

    def promise(self) -> Promise:
        """Returns the cleaned data as a `Promise`."""
        data = self.cleaned_data
        return Promise(kind=data["engagement"], due_on=data["date"], words=data["mots"])


class PostponeForm(forms.Form):
    """Form that gives a commitment another date."""

    date = forms.DateField(label=_("Nouvelle date"), widget=DayInput)
