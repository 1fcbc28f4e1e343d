"""The forms of juries: who is of it, the grid, scores, conflicts, decisions."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import ChoiceCards, offer_choices
from bocage.training.admissions.applications.models import Application
from bocage.training.admissions.juries.models import (
    MAX_READERS,
    MIN_READERS,
    JuryConflict,
    ScoringCriterion,
)

CORRECT_BUTTON = "corriger"


class JuryForm(forms.Form):
    """Form of the jury settings of a cohort: readers per application, days to confirm a seat."""

    readers_each = forms.IntegerField(
        label=_("Lecteurs par candidature"), min_value=MIN_READERS, max_value=MAX_READERS
    )
    answer_days = forms.IntegerField(
        label=_("Jours pour confirmer sa place"),
        min_value=1,
        max_value=60,
        help_text=_("Passé ce délai, la place va à la personne suivante."),
    )


class JurorForm(forms.Form):
    """Form that invites a person to the jury."""

    name = forms.CharField(label=_("Nom"), max_length=120, required=False)
    email = forms.EmailField(label=_("Adresse électronique"), max_length=254)


class AssignForm(forms.Form):
    """Form that assigns an application to a reader by hand."""

    juror = forms.ChoiceField(label=_("Confier à"))

    def __init__(self, data: Any, *, jurors: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        offer_choices(self, "juror", jurors)


class ConflictForm(forms.Form):
    """Form that declares a conflict of interest with an applicant."""

    relation = forms.ChoiceField(
        label=_("Quel lien ?"),
        choices=[
            choice
            for choice in JuryConflict.Relation.choices
            if choice[0] != JuryConflict.Relation.ONESELF
        ],
        widget=ChoiceCards,
    )
    words = forms.CharField(label=_("Précisions"), max_length=300, required=False)


LATER = "plus-tard"
"""Name of the button that saves a draft of the scores: no comment is required."""


class ScoresForm(forms.Form):
    """Scoring grid of a reader. A criterion can be left empty when only saving a draft of the
    scores.
    """

    def __init__(
        self,
        data: Any,
        *,
        grid: Sequence[ScoringCriterion],
        points: Mapping[int, int],
        words: str = "",
    ) -> None:
        super().__init__(data, initial={"words": words})
        self._grid = grid
        is_draft = data is not None and LATER in data
        for criterion in grid:
            scale = [(str(number), str(number)) for number in range(criterion.max_points + 1)]
            self.fields[f"c{criterion.pk}"] = forms.ChoiceField(
                label=criterion.label,
                help_text=criterion.help,
                choices=[("", _("pas encore")), *scale],
                required=not is_draft,
                initial=str(points[criterion.pk]) if criterion.pk in points else "",
            )
        self.fields["words"] = forms.CharField(
            label=_("Ce que j’en pense"),
            max_length=3000,
            required=False,
            widget=forms.Textarea({"rows": 4}),
            help_text=_("Pour le jury : la personne qui candidate ne le lit pas."),
        )

    @property
    def points(self) -> dict[int, int]:
        """Submitted points, by criterion key."""
        answers = (
            (criterion.pk, self.cleaned_data.get(f"c{criterion.pk}")) for criterion in self._grid
        )
        return {key: int(points) for key, points in answers if points}


class CorrectionForm(ScoresForm):
    """Scoring grid for a reader who corrects given scores: every criterion, and a reason."""

    def __init__(
        self, data: Any, *, grid: Sequence[ScoringCriterion], points: Mapping[int, int]
    ) -> None:
        super().__init__(data, grid=grid, points=points)
        del self.fields["words"]
        self.fields["reason"] = forms.CharField(
            label=_("Pourquoi ?"),
            max_length=300,
            help_text=_("Le jury lit l’ancienne note, la nouvelle, et ce mot."),
        )


class NoteForm(forms.Form):
    """Form for a note on the deliberation of the jury."""

    words = forms.CharField(
        label=_("Note de délibération"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class DecisionForm(forms.Form):
    """Form for the decision prepared for an application."""

    prepared = forms.ChoiceField(
        label=_("Décision"),
        choices=[choice for choice in Application.Prepared.choices if choice[0]],
        widget=ChoiceCards,
    )
    rank = forms.IntegerField(label=_("Rang d’attente"), min_value=1, max_value=500, required=False)
    words = forms.CharField(
        label=_("Mot à la personne"),
        max_length=1500,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "Elle le lira tel quel. À qui n’est pas retenu, dites pourquoi, et ce qui rendrait le "
            "projet plus fort : c’est demandé."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Checks that a refusal has a reason."""
        cleaned: dict[str, Any] = super().clean() or {}
        is_refused = cleaned.get("prepared") == Application.Prepared.REFUSE
        if is_refused and not cleaned.get("words", "").strip():
            self.add_error("words", _("Dites pourquoi : c’est ce que la personne lira."))
        return cleaned


class CriterionForm(forms.ModelForm):
    """A line of the grid."""

    class Meta:
        model = ScoringCriterion
        fields = ["label", "help", "weight", "max_points"]
