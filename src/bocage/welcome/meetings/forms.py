"""Forms of awareness meetings."""

from datetime import time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import ClockInput, DayInput, offer_rows, on_the_wall
from bocage.people.models import Person, Role
from bocage.people.policies import reach_of
from bocage.territory.models import Epci
from bocage.welcome.meetings.models import AwarenessMeeting, MeetingInvitation
from bocage.welcome.meetings.operations import MeetingAnswer, MeetingPlan

MAX_PEOPLE = 20
MAX_SEATS = 2000


def epcis_within(person: Person) -> Any:
    """Returns the intercommunalités that a person coordinates, directly or by their département."""
    reach = reach_of(person, Role.COORDINATOR)
    epcis = Epci.objects.filter(is_current=True).order_by("name")
    if reach.everywhere:
        return epcis
    return (
        epcis.filter(communes__departement__in=reach.departements)
        | epcis.filter(pk__in=reach.epcis)
    ).distinct()


class MeetingForm(forms.Form):
    """Form of a meeting: date, time, place, number of seats and invitation text."""

    jour = forms.DateField(label=_("Quel jour ?"), widget=DayInput)
    heure = forms.TimeField(label=_("À quelle heure ?"), widget=ClockInput, initial=time(18, 30))
    lieu = forms.CharField(label=_("Où ?"), max_length=200)
    places = forms.IntegerField(
        label=_("Combien de places ?"),
        min_value=1,
        max_value=MAX_SEATS,
        required=False,
        help_text=_("Vide : autant qu’il en vient."),
    )
    mot = forms.CharField(
        label=_("Un mot dans l’invitation"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def plan(self) -> MeetingPlan:
        """Returns the cleaned data as a `MeetingPlan`; the hour is local time."""
        data = self.cleaned_data
        return MeetingPlan(
            starts_at=on_the_wall(data["jour"], data["heure"]),
            place=data["lieu"],
            capacity=data["places"],
            words=data["mot"],
        )

    @staticmethod
    def initial_of(meeting: AwarenessMeeting) -> dict[str, Any]:
        """Returns the initial data of the form for an existing meeting."""
        starts_at = timezone.localtime(meeting.starts_at)
        return {
            "jour": starts_at.date(),
            "heure": starts_at.time(),
            "lieu": meeting.place,
            "places": meeting.capacity,
            "mot": meeting.words,
        }


class NewMeetingForm(MeetingForm):
    """Form of a new meeting: `MeetingForm` with the choice of one of the intercommunalités within
    reach.
    """

    epci = forms.ModelChoiceField(
        label=_("Quelle intercommunalité ?"), queryset=Epci.objects.none()
    )
    field_order = ("epci", "jour", "heure", "lieu", "places", "mot")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        epcis = epcis_within(person)
        offer_rows(self, "epci", epcis)
        if len(epcis) == 1:
            self.fields["epci"].initial = epcis[0].pk


class MeetingAnswerForm(forms.Form):
    """Form of a town hall's answer to an invitation."""

    vient = forms.ChoiceField(
        label=_("La commune viendra ?"),
        choices=[("oui", _("Oui")), ("non", _("Non, personne ne pourra"))],
        widget=forms.RadioSelect,
    )
    combien = forms.IntegerField(
        label=_("Combien serez-vous ?"), min_value=1, max_value=MAX_PEOPLE, required=False
    )
    noms = forms.CharField(
        label=_("Les noms, pour la feuille d’émargement"), max_length=300, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("vient") == "oui" and "combien" in data and not data["combien"]:
            self.add_error("combien", _("Dites combien vous serez, de 1 à 20."))
        return data

    def answer(self) -> MeetingAnswer:
        """Returns the cleaned data as a `MeetingAnswer`."""
        data = self.cleaned_data
        return MeetingAnswer(
            comes=data["vient"] == "oui", people=data["combien"] or 0, names=data["noms"]
        )

    @staticmethod
    def initial_of(invitation: MeetingInvitation) -> dict[str, Any]:
        """Returns the initial data of the form: the answer given before."""
        answered = {MeetingInvitation.Answer.YES: "oui", MeetingInvitation.Answer.NO: "non"}
        return {
            "vient": answered.get(MeetingInvitation.Answer(invitation.answer), ""),
            "combien": invitation.people or 1,
            "noms": invitation.names,
        }
