"""Forms of the rules that a host decides: of the place, of one of its spaces, and in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.workspaces.booking_rules import RULE_NAMES, Rules
from bocage.workspaces.models import Audience, BookingRules, HouseRules

YES_OR_NO = {"needs_approval", "requires_membership", "requires_introduction"}


class RulesForm(forms.ModelForm):
    """What is said here; a field left empty inherits the value that its help text tells."""

    class Meta:
        model = BookingRules
        fields = RULE_NAMES

    def __init__(self, data: Any = None, *, instance: BookingRules, inherited: Rules) -> None:
        super().__init__(data, instance=instance)
        for name, field in self.fields.items():
            field.required = False
            field.help_text = _("Vide : %(value)s") % {"value": _words(name, inherited)}
            if name in YES_OR_NO:
                field.widget = forms.NullBooleanSelect()

    def _post_clean(self) -> None:
        """Leaves the row as it is: the operation writes it."""


def _words(name: str, rules: Rules) -> str:
    value = getattr(rules, name)
    if name == "audience":
        return str(Audience(value).label)
    if value is None:
        return str(_("sans limite"))
    if isinstance(value, bool):
        return str(_("oui") if value else _("non"))
    return str(value)


class HouseRulesForm(forms.Form):
    text = forms.CharField(
        label=_("Règlement"),
        help_text=_("Chaque changement fait une nouvelle version, que chacun accepte à nouveau."),
        max_length=HouseRules._meta.get_field("text").max_length,
        widget=forms.Textarea({"rows": 14}),
    )
