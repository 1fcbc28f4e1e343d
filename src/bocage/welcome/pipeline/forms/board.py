"""Form of the filters of the board, by the parameters of its query string."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import AddressForm, offer_choices
from bocage.people.models import Person
from bocage.people.policies import Reach
from bocage.territory.forms import CommuneField
from bocage.territory.models import Epci
from bocage.welcome.pipeline.board_filters import need_choices
from bocage.welcome.projects.models.projects import Stage

LONGEST_WORDS = 80


def _needs() -> list[tuple[str, str | Promise]]:
    return [("", _("peu importe")), *need_choices()]


class BoardFilterForm(AddressForm):
    """Form that filters a board. Invalid values are ignored."""

    ADDRESS_NAMES = {
        "words": "mots",
        "stage": "etape",
        "coordinator": "suivi",
        "need": "besoin",
        "state": "etat",
        "is_late": "retard",
    }

    words = forms.CharField(
        label=_("Nom, métier, ville, mot écrit"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    stage = forms.ChoiceField(
        label=_("Étape"), required=False, choices=[("", _("toutes")), *Stage.choices]
    )
    coordinator = forms.ChoiceField(label=_("Suivi par"), required=False)
    epci = forms.ChoiceField(label=_("Intercommunalité"), required=False)
    need = forms.ChoiceField(
        label=_("Cherche ou propose"),
        required=False,
        choices=_needs,
    )
    commune = CommuneField(label=_("Commune souhaitée"), required=False)
    state = forms.ChoiceField(
        label=_("État"),
        required=False,
        choices=[
            ("", _("en cours")),
            ("pause", _("en pause")),
            ("clos", _("clos")),
            ("tous", _("tous")),
        ],
    )
    is_late = forms.BooleanField(label=_("en retard seulement"), required=False)

    def __init__(self, *args: Any, team: list[Person], epcis: list[Epci], **options: Any) -> None:
        super().__init__(*args, **options)
        coordinators = [
            ("", _("tout le monde")),
            ("moi", _("moi")),
            ("personne", _("personne encore")),
            *((str(person.pk), str(person)) for person in team),
        ]
        epci_choices = [("", _("toutes")), *((epci.pk, epci.name) for epci in epcis)]
        offer_choices(self, "coordinator", coordinators)
        offer_choices(self, "epci", epci_choices)


def epcis_within(reach: Reach) -> list[Epci]:
    """Returns the current intercommunalités by which a board can be filtered within a reach."""
    current = Epci.objects.filter(is_current=True).order_by("name")
    if reach.everywhere:
        return list(current)
    of_departements = current.filter(departements__in=reach.departements)
    return list((of_departements | current.filter(pk__in=reach.epcis)).distinct())


class SaveFilterForm(forms.Form):
    """Form that saves the current filter under a name."""

    name = forms.CharField()
    query = forms.CharField(max_length=600, widget=forms.HiddenInput)
