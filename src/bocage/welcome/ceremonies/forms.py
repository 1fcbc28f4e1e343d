"""Forms of ceremonies, each short enough for a telephone."""

from datetime import time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import ClockInput, DayInput, on_the_wall
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest
from bocage.welcome.ceremonies.operations.ceremonies import CeremonyPlan, GuestAnswer

MAX_PEOPLE = 40


class CeremonyForm(forms.Form):
    """Form of a ceremony: date, time, place, and the words of the commune."""

    jour = forms.DateField(label=_("Quel jour ?"), widget=DayInput)
    heure = forms.TimeField(label=_("À quelle heure ?"), widget=ClockInput, initial=time(11))
    lieu = forms.CharField(
        label=_("Où ?"),
        max_length=200,
        help_text=_("Par exemple : salle des fêtes, 2 rue de l’Église."),
    )
    mot = forms.CharField(
        label=_("Un mot pour ceux qui sont invités"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    contact = forms.CharField(
        label=_("Joindre la mairie"),
        max_length=200,
        required=False,
        help_text=_("Imprimé sur l’invitation et le livret : téléphone, jours d’ouverture."),
    )

    def plan(self) -> CeremonyPlan:
        """Returns the cleaned data as a `CeremonyPlan`; the hour is local time."""
        data = self.cleaned_data
        return CeremonyPlan(
            starts_at=on_the_wall(data["jour"], data["heure"]),
            place=data["lieu"],
            words=data["mot"],
            contact=data["contact"],
        )

    @staticmethod
    def initial_of(ceremony: Ceremony | None) -> dict[str, Any]:
        """Returns the initial data of the form for an existing ceremony; empty for None."""
        if ceremony is None:
            return {}
        starts_at = timezone.localtime(ceremony.starts_at)
        return {
            "jour": starts_at.date(),
            "heure": starts_at.time(),
            "lieu": ceremony.place,
            "mot": ceremony.words,
            "contact": ceremony.contact,
        }


class GuestAnswerForm(forms.Form):
    """Form of a household's answer to an invitation; an unticked box means no."""

    vient = forms.ChoiceField(
        label=_("Venez-vous ?"),
        choices=[("oui", _("Oui, nous venons")), ("non", _("Non, nous ne pourrons pas"))],
        widget=forms.RadioSelect,
    )
    combien = forms.IntegerField(
        label=_("Combien serez-vous ?"), min_value=1, max_value=MAX_PEOPLE, required=False
    )
    presentes = forms.BooleanField(
        label=_("Nous voulons bien être présentés à voix haute"), required=False
    )
    comment = forms.CharField(
        label=_("Comment voulez-vous être présentés ?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("En une phrase, avec vos mots. Vide : depuis quand vous êtes là, et d’où."),
    )
    photos = forms.BooleanField(
        label=_("Nous voulons bien être en photo, pour le site et le bulletin de la commune"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("vient") == "oui" and "combien" in data and not data["combien"]:
            self.add_error("combien", _("Dites combien vous serez, de 1 à 40."))
        return data

    def answer(self) -> GuestAnswer:
        """Returns the cleaned data as a `GuestAnswer`."""
        data = self.cleaned_data
        return GuestAnswer(
            comes=data["vient"] == "oui",
            people=data["combien"] or 0,
            agrees_to_be_presented=data["presentes"],
            presented_as=data["comment"],
            agrees_to_photos=data["photos"],
        )

    @staticmethod
    def initial_of(guest: CeremonyGuest) -> dict[str, Any]:
        """Returns the initial data of the form: the answer given before, or else the size of the
        household, without any consent.
        """
        project = guest.project
        whole = min(project.adults_count + project.children_count, MAX_PEOPLE)
        answered = {CeremonyGuest.Answer.YES: "oui", CeremonyGuest.Answer.NO: "non"}
        return {
            "vient": answered.get(CeremonyGuest.Answer(guest.answer), ""),
            "combien": guest.people or whole,
            "presentes": guest.agrees_to_be_presented,
            "comment": guest.presented_as,
            "photos": guest.agrees_to_photos,
        }


class CallOffForm(forms.Form):
    """Form that gives the reason why a ceremony is called off; invited households read it."""

    reason = forms.CharField(
        label=_("Pourquoi ? Les ménages invités le liront"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
