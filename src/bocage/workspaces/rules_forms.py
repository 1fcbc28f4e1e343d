"""Forms of the rules that a host decides: of the place, of one of its spaces, and in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from bocage.workspaces.booking_rules import RULE_NAMES, Rules
from bocage.workspaces.models import Audience, BookingRules, HouseRules

YES_OR_NO = {"needs_approval", "requires_membership", "requires_introduction"}
CHOSEN = {*YES_OR_NO, "audience"}
GROUPS = (
    (
        _("Qui peut réserver"),
        ("audience", "requires_membership", "requires_introduction"),
    ),
    (_("Votre accord"), ("needs_approval", "answer_within_hours")),
    (
        _("Durées"),
        (
            "step_minutes",
            "minimum_minutes",
            "maximum_minutes",
            "buffer_before_minutes",
            "buffer_after_minutes",
        ),
    ),
    (_("À l’avance"), ("notice_minutes", "horizon_days", "cancellation_notice_minutes")),
    (
        _("Pour que chacun trouve une place"),
        ("hours_per_week", "hours_per_month", "release_after_minutes", "offer_minutes"),
    ),
)


class RulesForm(forms.ModelForm):
    """What is said here; a field left empty inherits the value that it tells."""

    class Meta:
        model = BookingRules
        fields = RULE_NAMES

    def __init__(self, data: Any = None, *, instance: BookingRules, inherited: Rules) -> None:
        super().__init__(data, instance=instance)
        self.fields["cancellation_notice_minutes"].label = _("Annulable sans frais jusqu’à")
        for name, field in self.fields.items():
            field.required = False
            if name.endswith("_minutes"):
                field.label = _("%(label)s (minutes)") % {"label": capfirst(str(field.label))}
            if name in CHOSEN:
                self._offer(name, _words(name, inherited))
            else:
                field.help_text = _("Vide : %(value)s") % {"value": _words(name, inherited)}

    def _offer(self, name: str, inherited: str) -> None:
        """A list whose first choice says what stands where nothing is chosen."""
        inherits = _("Par défaut : %(value)s") % {"value": inherited}
        if name in YES_OR_NO:
            widget: forms.Select = forms.NullBooleanSelect()
            widget.choices = [("unknown", inherits), ("true", _("Oui")), ("false", _("Non"))]
        else:
            widget = forms.Select(choices=[("", inherits), *Audience.choices])
        self.fields[name].widget = widget

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields by what they are about, each with its title."""
        for title, names in GROUPS:
            yield str(title), [self[name] for name in names]

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
