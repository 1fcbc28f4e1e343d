"""Forms of the household's own page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import DayInput
from bocage.welcome.projects.models.projects import SettlementProject


class WriteForm(forms.Form):
    """Form of a message in the thread."""

    words = forms.CharField(
        label=_("Votre message"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Écrivez quelques mots : le message est vide.")},
    )


class InviteForm(forms.Form):
    """Form that invites another adult, by their address."""

    email = forms.CharField(
        label=_("Son adresse électronique"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off", "autocapitalize": "none"}),
    )


class PauseForm(forms.Form):
    """Form that pauses the project, with or without an end date."""

    until = forms.DateField(
        label=_("Jusqu’à quand ?"),
        help_text=_("Vide : jusqu’à ce que vous le repreniez."),
        required=False,
        widget=DayInput,
    )


class CloseForm(forms.Form):
    """Form that closes a project, with the reason given by its household."""

    reason = forms.ChoiceField(
        label=_("Pourquoi ?"),
        choices=[
            (SettlementProject.CloseReason.CHANGED_MIND, _("Nous avons changé d’avis")),
            (SettlementProject.CloseReason.ELSEWHERE, _("Nous nous installons ailleurs")),
            (SettlementProject.CloseReason.NO_HOME, _("Nous n’avons pas trouvé de logement")),
            (SettlementProject.CloseReason.NO_JOB, _("Le travail ne suit pas")),
        ],
        widget=forms.RadioSelect,
    )


class EraseForm(forms.Form):
    """Form that confirms the erasure of the project, which cannot be undone."""

    is_sure = forms.BooleanField(
        label=_("Nous avons compris que rien ne reviendra"),
        error_messages={"required": _("Cochez la case pour tout effacer.")},
    )
