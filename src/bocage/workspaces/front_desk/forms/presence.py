"""Forms of presence: a walk-in, and access notes."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.forms.fields import ChoiceCards, offer_rows
from bocage.territory.forms import CommuneField
from bocage.workspaces.front_desk.operations.presence import MAX_PEOPLE
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.scheduling.models.access_notes import AccessNote


class WalkInForm(forms.Form):
    """Form of a walk-in: how many people come and, optionally, from which commune."""

    personnes = forms.IntegerField(
        label=_("Combien êtes-vous ?"),
        min_value=1,
        max_value=MAX_PEOPLE,
        initial=1,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    commune = CommuneField(
        label=_("D’où venez-vous ?"),
        required=False,
        help_text=_("Une commune, pour les comptes du territoire. Rien d’autre n’est gardé."),
    )
    cle = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=64, initial=new_identifier
    )

    def walk_in(self) -> dict[str, Any]:
        """Returns the arguments of `count_walk_in` that a valid form gives."""
        data = self.cleaned_data
        return {
            "people": data["personnes"],
            "origin": data["commune"],
            "idempotency_key": data["cle"],
        }


class AccessNoteForm(forms.ModelForm):
    """A code, a key or a network, for the whole place or for one of its spaces."""

    kind = forms.ChoiceField(
        label=_("Nature"),
        choices=[(value, capfirst(label)) for value, label in AccessNote.Kind.choices],
        widget=ChoiceCards,
    )
    resource = forms.ModelChoiceField(
        label=_("Espace"),
        queryset=Resource.objects.none(),
        required=False,
        empty_label=_("Tout le lieu"),
        help_text=_("Vide : pour tous ceux qui viennent."),
    )

    class Meta:
        model = AccessNote
        fields = ["kind", "text", "resource"]
        widgets = {"text": forms.Textarea({"rows": 3, "maxlength": 500})}
        help_texts = {
            "text": _("Comme vous le diriez sur le pas de la porte : « le code est 61A50 ».")
        }

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        resources = Resource.objects.filter(place=place).order_by("position", "name", "pk")
        offer_rows(self, "resource", resources)


class DoorForm(forms.Form):
    """Button of a door: how long, and the turn on which the screen showed it."""

    minutes = forms.TypedChoiceField(choices=[("30", "30"), ("60", "60")], coerce=int)
    tour = forms.CharField(required=False, max_length=64)

    def turn(self) -> dict[str, Any]:
        """Returns the arguments of `book_at_the_door` that the form gives, 0 minutes where they are
        not valid.
        """
        self.is_valid()
        return {
            "minutes": self.cleaned_data.get("minutes", 0),
            "idempotency_key": self.cleaned_data.get("tour", ""),
        }
