"""The form in which a host ticks what a person may book."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import DayInput
from bocage.workspaces.models.booking_rules import Clearance
from bocage.workspaces.models.places import Place, Resource
from bocage.workspaces.plans import PlacePlan
from bocage.workspaces.visitor_forms import VisitorForm


class ClearanceForm(VisitorForm):
    """Who, found or made in one field, and what: a membership, or what they were shown."""

    what = forms.ChoiceField(label=_("Ce qui est acquis"))
    last_day = forms.DateField(
        label=_("Jusqu’au"),
        help_text=_("Dernier jour compris. Laissez vide si cela ne finit pas."),
        widget=DayInput,
        required=False,
    )

    def __init__(self, *args: Any, plan: PlacePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].label = _("Qui")
        spaces = [(str(space.pk), space.name) for space in plan.bookable()]
        what: Any = self.fields["what"]
        what.choices = [
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
        """What the operation is told."""
        what, last_day = self.cleaned_data["what"], self.cleaned_data["last_day"]
        resource: Resource | None = None
        if what not in Clearance.Kind.values:
            resource = place.resources.get(pk=UUID(what))
        return {
            "kind": Clearance.Kind.INTRODUCTION if resource else what,
            "resource": resource,
            "ends_on": last_day and last_day + timedelta(days=1),
        }
