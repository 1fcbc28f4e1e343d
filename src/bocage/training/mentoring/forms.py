"""Forms of mentors, and the form by which one is looked for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import AddressForm
from bocage.territory.forms import CommuneField
from bocage.training.mentoring.models import MAX_LEARNERS_OF_A_MENTOR


class MentorForm(forms.Form):
    """Form with which a person offers to mentor."""

    trade = forms.CharField(
        label=_("Mon métier"),
        help_text=_("Par exemple : graphisme, vente en ligne, développement."),
        max_length=120,
    )
    commune = CommuneField(label=_("Ma commune"))
    words = forms.CharField(
        label=_("Ce que je peux apporter"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    max_learners = forms.IntegerField(
        label=_("Combien de personnes à la fois ?"),
        min_value=1,
        max_value=MAX_LEARNERS_OF_A_MENTOR,
        initial=1,
    )


class MentorNoteForm(forms.Form):
    """A short note of a mentor."""

    words = forms.CharField(
        label=_("Une note courte"),
        help_text=_("Le porteur de projet et l’organisme la lisent aussi."),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )


class ProposalForm(AddressForm):
    """Search form of mentors, read from the query string."""

    ADDRESS_NAMES = {"trade": "metier"}

    trade = forms.CharField(label=_("Métier du projet"), max_length=120, required=False)
    commune = CommuneField(label=_("Commune du projet"), required=False)
