"""The form in which a host ticks what a person may book."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms import DayInput
from bocage.workspaces.models import Clearance, Place, Resource
from bocage.workspaces.operations.desk import Visitor
from bocage.workspaces.plans import PlacePlan


class ClearanceForm(forms.Form):
    """Who, found or made in one field, and what: a membership, or what they were shown."""

    who = forms.CharField(
        label=_("Qui"),
        help_text=_("Un nom, ou un courriel."),
        max_length=120,
        error_messages={"required": _("Dites de qui il s’agit : un nom, ou un courriel.")},
    )
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    contact = forms.CharField(
        label=_("Courriel ou téléphone"),
        help_text=_("Pour une personne qui n’a encore jamais réservé ici."),
        max_length=254,
        required=False,
    )
    what = forms.ChoiceField(label=_("Ce qui est acquis"))
    last_day = forms.DateField(
        label=_("Jusqu’au"),
        help_text=_("Dernier jour compris. Laissez vide si cela ne finit pas."),
        widget=DayInput,
        required=False,
    )

    def __init__(self, *args: Any, plan: PlacePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spaces = [(str(space.pk), space.name) for space in plan.bookable()]
        what: Any = self.fields["what"]
        what.choices = [
            (Clearance.Kind.MEMBERSHIP, _("Adhésion au lieu")),
            (Clearance.Kind.INTRODUCTION, _("Prise en main de tout le lieu")),
            (_("Prise en main d’un espace"), spaces),
        ]
        for name in ("who", "contact"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_last_day(self) -> date | None:
        last_day: date | None = self.cleaned_data["last_day"]
        if last_day is not None and last_day < timezone.localdate():
            raise forms.ValidationError(_("Ce jour est passé."))
        return last_day

    @property
    def visitor(self) -> Visitor:
        data = self.cleaned_data
        return Visitor(person_id=data["person"], name=data["who"], contact=data["contact"])

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
