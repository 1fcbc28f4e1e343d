"""Forms of saved searches."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.times import format_time
from bocage.housing.searches.models import SavedSearch


class AskForSearchForm(forms.Form):
    """Address to alert, and how often."""

    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        help_text=_("Un courriel vous demandera de confirmer. Aucun compte n’est créé."),
    )
    rhythm = forms.ChoiceField(
        label=_("M’alerter"),
        choices=SavedSearch.Rhythm.choices,
        initial=SavedSearch.Rhythm.IMMEDIATELY,
        widget=forms.RadioSelect,
    )


class SaveSearchForm(forms.Form):
    """Form by which a signed-in person chooses how often they are alerted."""

    rhythm = forms.ChoiceField(
        label=_("M’alerter"),
        choices=SavedSearch.Rhythm.choices,
        initial=SavedSearch.Rhythm.IMMEDIATELY,
        widget=forms.RadioSelect,
    )


class SearchSettingsForm(forms.Form):
    """Form of the name of a search, and of how often its alerts are sent."""

    name = forms.CharField(label=_("Nom de la recherche"), max_length=120)
    rhythm = forms.ChoiceField(
        label=_("M’alerter"), choices=SavedSearch.Rhythm.choices, widget=forms.RadioSelect
    )


class OwnSearchSettingsForm(SearchSettingsForm):
    """Form of the settings of a search for a holder with an account: notifications may replace
    mails.
    """

    notifies_by_mail = forms.BooleanField(
        label=_("Par courriel"),
        required=False,
        help_text=_(
            "Décochez pour n’être prévenu(e) que par les notifications de vos navigateurs et par "
            "le flux."
        ),
    )


def _hours() -> list[tuple[int, str]]:
    return [(hour, format_time(time(hour))) for hour in range(24)]


class QuietHoursForm(forms.Form):
    """Form of the hours between which no message is sent."""

    quiet_from = forms.TypedChoiceField(label=_("De"), coerce=int, choices=_hours)
    quiet_until = forms.TypedChoiceField(label=_("Jusqu’à"), coerce=int, choices=_hours)
