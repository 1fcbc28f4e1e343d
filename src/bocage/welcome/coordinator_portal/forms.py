"""Forms of a coordinator on the file of a project."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import ChoiceCards, offer_choices
from bocage.people.models import Person
from bocage.territory.forms import CommuneField
from bocage.territory.models import Epci
from bocage.welcome.pipeline.forms.done import day_field
from bocage.welcome.pipeline.models.tasks import TaskSide
from bocage.welcome.projects.models.messages import ProjectMessage
from bocage.welcome.projects.models.projects import SettlementProject, Stage

Channel = ProjectMessage.Channel
LONGEST_MESSAGE = 20_000
LONGEST_NOTE = 2_000
FARTHEST = date(2100, 1, 1)


class NextActionForm(forms.Form):
    """Form of the next action, its deadline and its owner."""

    action = forms.CharField(
        label=_("Prochaine action"),
        max_length=200,
        widget=forms.TextInput(
            {"autocomplete": "off", "placeholder": _("Rappeler après la visite")}
        ),
    )
    due_on = day_field(_("Pour le"))
    owner = forms.ChoiceField(label=_("Par"))
    household_words = forms.CharField(
        label=_("Ce que le ménage en lit"),
        max_length=200,
        required=False,
        widget=forms.TextInput(
            {"autocomplete": "off", "placeholder": _("Nous vous rappelons après la visite")}
        ),
        help_text=_("Sur sa page, avec le jour. Laissez vide pour ne rien lui en dire."),
    )

    def __init__(self, *args: Any, team: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.team = {str(person.pk): person for person in team}
        people = [(key, str(person)) for key, person in self.team.items()]
        offer_choices(self, "owner", people)

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if not timezone.localdate().replace(year=2000) <= day < FARTHEST:
            raise forms.ValidationError(_("Ce jour est trop loin pour être vrai."))
        return day

    def clean_owner(self) -> Person:
        return self.team[self.cleaned_data["owner"]]


class WriteForm(forms.Form):
    """Form of a message to the household."""

    message = forms.CharField(
        label=_("Votre message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "Le ménage le reçoit par courriel, et peut répondre au courriel ou sur sa page."
        ),
    )


class NoteForm(forms.Form):
    """Form of a call, a meeting or an internal note, in a line."""

    channel = forms.ChoiceField(
        label=_("C’était"),
        choices=[
            (Channel.CALL.value, _("un appel")),
            (Channel.MEETING.value, _("une rencontre")),
            (Channel.NOTE.value, _("une note pour l’équipe")),
        ],
        initial=Channel.CALL.value,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("En une ligne"), max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 2})
    )


class MoveForm(forms.Form):
    """Form that moves a project to another stage, with what the stage requires, and the next
    action.
    """

    etape = forms.ChoiceField(label=_("Étape"), choices=Stage.choices, widget=ChoiceCards)
    commune = CommuneField(
        label=_("Commune d’installation"),
        required=False,
        help_text=_("Dès que le ménage a choisi."),
    )
    moved_in_on = day_field(
        _("Emménagé le"), required=False, help_text=_("Pour un ménage qui vient d’arriver.")
    )
    action = forms.CharField(
        label=_("Prochaine action"),
        max_length=200,
        required=False,
        help_text=_("Laissez vide pour garder celle d’aujourd’hui."),
    )
    action_due_on = day_field(_("Pour le"), required=False)

    @property
    def stage(self) -> Stage:
        return Stage(self.cleaned_data["etape"])


class CloseForm(forms.Form):
    """Form that closes a project, with a reason."""

    reason = forms.ChoiceField(
        label=_("Pourquoi"),
        choices=[
            choice
            for choice in SettlementProject.CloseReason.choices
            if choice[0] != SettlementProject.CloseReason.MERGED
        ],
        widget=ChoiceCards,
    )
    words = forms.CharField(label=_("En quelques mots"), max_length=300, required=False)


class PauseForm(forms.Form):
    """Form that pauses a project, until a day if one is known."""

    until = day_field(
        _("Jusqu’au"),
        required=False,
        help_text=_("Ce jour-là, le projet revient de lui-même dans le tableau."),
    )

    def clean_until(self) -> date | None:
        day: date | None = self.cleaned_data["until"]
        if day is not None and not timezone.localdate() < day < FARTHEST:
            raise forms.ValidationError(_("Choisissez un jour à venir."))
        return day


class FollowForm(forms.Form):
    """Form that chooses who follows the project."""

    coordinator = forms.ChoiceField(label=_("Suivi par"))
    epci = forms.ChoiceField(
        label=_("Avec l’intercommunalité"),
        required=False,
        help_text=_("Ses chargé(e)s d’accueil voient alors ce dossier."),
    )

    def __init__(self, *args: Any, team: list[Person], epcis: list[Epci], **options: Any) -> None:
        super().__init__(*args, **options)
        self.team = {str(person.pk): person for person in team}
        self.epcis = {epci.pk: epci for epci in epcis}
        people = [(key, str(person)) for key, person in self.team.items()]
        epci_choices = [("", _("aucune")), *((epci.pk, epci.name) for epci in epcis)]
        offer_choices(self, "coordinator", people)
        offer_choices(self, "epci", epci_choices)


class TaskForm(forms.Form):
    """Form that adds a task to the list of a project."""

    title = forms.CharField(label=_("À faire"), max_length=160)
    side = forms.ChoiceField(label=_("Pour"), choices=TaskSide.choices)
    due_on = day_field(_("Avant le"), required=False)
