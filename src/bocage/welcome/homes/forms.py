"""Forms of the homes that a household follows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.welcome.homes.models import FollowedHome
from bocage.welcome.projects.formatting import capital_choices


class HomeMoveForm(forms.Form):
    """Form that sets the status of a home for the household, with the time of the visit."""

    status = forms.ChoiceField(
        label=_("Où en êtes-vous ?"), choices=capital_choices(FollowedHome.Status.choices)
    )
    visit_at = forms.DateTimeField(
        label=_("Visite, le jour et l’heure"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )


class HomeNoteForm(forms.Form):
    """Form of the household's own mark and notes on a home."""

    mark = forms.TypedChoiceField(
        label=_("Votre note"),
        choices=[("", _("Pas encore")), *[(str(mark), f"{mark} / 5") for mark in range(5, 0, -1)]],
        coerce=int,
        empty_value=None,
        required=False,
    )
    notes = forms.CharField(
        label=_("Vos notes"),
        help_text=_("Pour vous seuls : l’équipe d’accueil ne les lit pas."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
