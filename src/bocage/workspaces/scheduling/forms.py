"""The fields in which a host says who somebody is: found, or made, by one of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.people.errors import NotAnAddress, NotAPhone
from bocage.workspaces.booking_refusals.errors import (
    VisitorsOfOneName,
    VisitorUnknown,
    VisitorUnnamed,
)
from bocage.workspaces.scheduling.operations.visitors import Visitor


class VisitorForm(forms.Form):
    """Form that identifies a visitor. `name` finds a person, whom `person` then identifies;
    `contact` creates one.
    """

    name = forms.CharField(
        label=_("Pour qui"),
        help_text=_("Un nom, ou un courriel."),
        max_length=120,
        error_messages={"required": _("Dites de qui il s’agit : un nom, ou un courriel.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    contact = forms.CharField(
        label=_("Courriel ou téléphone"),
        help_text=_("Pour une personne qui n’a encore jamais réservé ici."),
        max_length=254,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    @property
    def visitor(self) -> Visitor:
        data = self.cleaned_data
        return Visitor(person_id=data["person"], name=data["name"], contact=data["contact"])


FIELDS_OF_REFUSALS: dict[type[Refusal], str] = {
    NotAnAddress: "contact",
    NotAPhone: "contact",
    VisitorUnknown: "contact",
    VisitorsOfOneName: "contact",
    VisitorUnnamed: "name",
}
"""Field beside which a refusal is shown, in the forms that name a person."""
