"""The form of a target."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.evidence.operations.targets import TargetTerms
from bocage.evidence.registry import Indicator, Unit
from bocage.foundation.forms.fields import DayInput

UNIT_WORDS = {
    Unit.COUNT: _("Un nombre."),
    Unit.PERCENT: _("Une part, de 0 à 100 %."),
    Unit.DAYS: _("En jours."),
    Unit.HOURS: _("En heures."),
    Unit.EUROS: _("En euros."),
    Unit.MEGABITS: _("En mégabits par seconde."),
}
LONGEST_VERSION = 2000


class TargetForm(forms.Form):
    """Form of a target: its value, its first day and its reason."""

    value = forms.DecimalField(
        label=_("Objectif"),
        localize=True,
        max_digits=12,
        decimal_places=2,
        min_value=0,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": _("Écrivez un nombre, comme 24 ou 12,5.")},
    )
    starts_on = forms.DateField(
        label=_("À partir du"),
        widget=DayInput,
        help_text=_("Ce qui était visé avant ce jour reste connu."),
    )
    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=300,
        required=False,
        help_text=_("Par exemple : voté au conseil du 12 janvier."),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_VERSION)
    """Targets that the page showed, so that nobody changes one without having read it."""

    def __init__(self, *args: Any, indicator: Indicator, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["value"]
        field.help_text = UNIT_WORDS[indicator.unit]
        if indicator.unit is Unit.PERCENT:
            field.validators.append(_at_most_all)

    def terms(self) -> TargetTerms:
        """Returns the submitted terms of the target."""
        data = self.cleaned_data
        return TargetTerms(value=data["value"], starts_on=data["starts_on"], reason=data["reason"])


def _at_most_all(value: Any) -> None:
    if value > 100:
        raise forms.ValidationError(_("Une part ne dépasse pas 100 %."), "too_much")
