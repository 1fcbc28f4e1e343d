"""Forms of rules, house rules and clearances."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.durations import HOUR, format_minutes
from bocage.foundation.forms.duration_fields import DurationField
from bocage.foundation.forms.fields import DayInput
from bocage.workspaces.booking_rules.models import (
    Audience,
    BookingRules,
    Clearance,
    HouseRules,
)
from bocage.workspaces.booking_rules.rules import RULE_NAMES, Rules
from bocage.workspaces.house_rules.rule_durations import DURATIONS
from bocage.workspaces.place_plans.plans import PlacePlan
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.scheduling.forms import VisitorForm


class ClearanceForm(VisitorForm):
    """Form of a clearance: the person, found or created in one field, and a membership or the space
    that they were shown how to use.
    """

    grant = forms.ChoiceField(label=_("Ce qui est acquis"))
    last_day = forms.DateField(
        label=_("Jusqu’au"),
        help_text=_("Dernier jour compris. Laissez vide si cela ne finit pas."),
        widget=DayInput,
        required=False,
    )

    def __init__(self, *args: Any, plan: PlacePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Qui")
        spaces = [(str(space.pk), space.name) for space in plan.bookable()]
        field: Any = self.fields["grant"]
        field.choices = [
            (Clearance.Kind.MEMBERSHIP, _("Adhésion au lieu")),
            (Clearance.Kind.INTRODUCTION, _("Prise en main de tout le lieu")),
            (_("Prise en main d’un espace"), spaces),
        ]

    def clean_last_day(self) -> date | None:
        last_day: date | None = self.cleaned_data["last_day"]
        if last_day is not None and last_day < timezone.localdate():
            raise forms.ValidationError(_("Ce jour est passé."))
        return last_day

    def ticked(self, place: Place) -> dict[str, Any]:
        """Returns the keyword arguments of the clearance for the operation."""
        kind, last_day = self.cleaned_data["grant"], self.cleaned_data["last_day"]
        resource: Resource | None = None
        if kind not in Clearance.Kind.values:
            resource = place.resources.get(pk=UUID(kind))
        return {
            "kind": Clearance.Kind.INTRODUCTION if resource else kind,
            "resource": resource,
            "ends_on": last_day and last_day + timedelta(days=1),
        }


HOURS = {"hours_per_week", "hours_per_month"}
WITHOUT_LIMIT = {"release_after_minutes": _("jamais")}
"""Label of a rule without a value, where it is not « sans limite »."""

YES_OR_NO = {"needs_approval", "requires_membership", "requires_introduction"}
CHOICE_FIELDS = {*YES_OR_NO, "audience"}
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
    """Form of booking rules; a field left empty inherits the value that it states in words."""

    class Meta:
        model = BookingRules
        fields = RULE_NAMES

    def __init__(self, data: Any = None, *, instance: BookingRules, inherited: Rules) -> None:
        super().__init__(data, instance=instance)
        self._inherits = (
            _("Comme le lieu : %(value)s") if instance.resource_id else _("Par défaut : %(value)s")
        )
        for name, options in DURATIONS.items():
            self.fields[name] = DurationField(**options)
        for name, field in self.fields.items():
            field.required = False
            inherits = self._inherits % {"value": self._words(name, inherited)}
            if name in CHOICE_FIELDS:
                self._offer(name, inherits)
            elif name in DURATIONS:
                field.widget.empty_label = inherits
            else:
                field.help_text = _("Vide : %(value)s") % {"value": self._words(name, inherited)}

    def _offer(self, name: str, inherits: str) -> None:
        """Adds a list whose first choice names the inherited value."""
        if name in YES_OR_NO:
            widget: forms.Select = forms.NullBooleanSelect()
            widget.choices = [("unknown", inherits), ("true", _("Oui")), ("false", _("Non"))]
        else:
            widget = forms.Select(choices=[("", inherits), *Audience.choices])
        self.fields[name].widget = widget

    def _words(self, name: str, rules: Rules) -> str:
        """Returns a rule as people say it."""
        value = getattr(rules, name)
        field = self.fields[name]
        if value is None:
            return str(WITHOUT_LIMIT.get(name, _("sans limite")))
        if isinstance(field, DurationField):
            return field.words(value)
        if name == "audience":
            return str(Audience(value).label)
        if isinstance(value, bool):
            return str(_("oui") if value else _("non"))
        return format_minutes(value * HOUR) if name in HOURS else str(value)

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Yields the groups of fields, each with its title."""
        for title, names in GROUPS:
            yield str(title), [self[name] for name in names]

    def _post_clean(self) -> None:
        """Leaves the row as it is: the operation writes it."""


class HouseRulesForm(forms.Form):
    text = forms.CharField(
        label=_("Règlement"),
        help_text=_("Chaque changement fait une nouvelle version, que chacun accepte à nouveau."),
        max_length=HouseRules._meta.get_field("text").max_length,
        widget=forms.Textarea({"rows": 14}),
    )
