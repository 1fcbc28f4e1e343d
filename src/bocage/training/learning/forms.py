"""Forms of learners: needs before, opinion at the end, news afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import ChoiceCards, SiretField
from bocage.territory.forms import CommuneField
from bocage.training.learning.models import (
    MAX_JOBS,
    NeedsStatement,
    OutcomeFollowUp,
    SatisfactionAnswer,
)
from bocage.training.learning.operations import (
    NeedsSubmission,
    OutcomeSubmission,
    SatisfactionSubmission,
)

YES, NO = "oui", "non"
Business = OutcomeFollowUp.Business


def _mark(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=SatisfactionAnswer.Mark.choices, coerce=int, widget=ChoiceCards
    )


class NeedsForm(forms.ModelForm):
    """Form for a learner's expectations and needs, before the course."""

    class Meta:
        model = NeedsStatement
        fields = ("expects", "ease", "business_ease", "arrangements")
        widgets = {
            "expects": forms.Textarea({"rows": 4}),
            "arrangements": forms.Textarea({"rows": 3}),
            "ease": ChoiceCards,
            "business_ease": ChoiceCards,
        }

    def submission(self) -> NeedsSubmission:
        """Returns the submitted needs."""
        return NeedsSubmission(**self.cleaned_data)


class SatisfactionForm(forms.Form):
    """Two-minute form for a learner's opinion at the end of a course."""

    overall = _mark(_("Dans l’ensemble, cette formation était"))
    content = _mark(_("Ce qui est enseigné"))
    teaching = _mark(_("Les intervenants"))
    organisation = _mark(_("L’organisation"))
    progress = _mark(_("Pour mon projet"))
    recommends = forms.ChoiceField(
        label=_("La recommanderiez-vous ?"),
        choices=[(YES, _("Oui")), (NO, _("Non"))],
        widget=ChoiceCards,
    )
    best = forms.CharField(
        label=_("Ce qui vous a été le plus utile"),
        max_length=1500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    better = forms.CharField(
        label=_("Ce qui serait à améliorer"),
        max_length=1500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def submission(self) -> SatisfactionSubmission:
        """Returns the submitted opinion."""
        data = self.cleaned_data
        return SatisfactionSubmission(**{**data, "recommends": data["recommends"] == YES})

    @classmethod
    def of(cls, answer: SatisfactionAnswer) -> SatisfactionForm:
        """Returns the form, filled in with the previous answers if any."""
        if answer.answered_at is None:
            return cls()
        names = (*SatisfactionAnswer.MARKS, "best", "better")
        initial = {name: getattr(answer, name) for name in names}
        return cls(initial=initial | {"recommends": YES if answer.recommends else NO})


class OutcomeForm(forms.Form):
    """Form for the outcome of a learner's project, 3, 6 and 12 months after the course."""

    entreprise = forms.ChoiceField(
        label=_("Votre entreprise est-elle créée ?"), choices=Business.choices, widget=ChoiceCards
    )
    siret = SiretField(
        label=_("Son SIRET, si elle en a un"),
        help_text=_("Quatorze chiffres. Il n’est montré à personne."),
        required=False,
    )
    commune = CommuneField(label=_("Sa commune"), required=False)
    emplois = forms.IntegerField(
        label=_("Combien de personnes y travaillent, vous compris(e) ?"),
        min_value=0,
        max_value=MAX_JOBS,
        required=False,
    )
    logement = forms.ChoiceField(
        label=_("Et vous, où habitez-vous ?"),
        choices=OutcomeFollowUp.Home.choices,
        widget=ChoiceCards,
    )
    mots = forms.CharField(
        label=_("En quelques mots"),
        max_length=1500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def submission(self) -> OutcomeSubmission:
        """Returns the submitted outcome."""
        data = self.cleaned_data
        return OutcomeSubmission(
            business=data["entreprise"],
            home=data["logement"],
            siret=data["siret"],
            commune=data["commune"],
            jobs=data["emplois"],
            words=data["mots"],
        )

    @classmethod
    def of(cls, outcome: OutcomeFollowUp) -> OutcomeForm:
        """Returns the form, filled in with the previous answers if any."""
        if not outcome.is_answered:
            return cls()
        commune = outcome.commune
        return cls(
            initial={
                "entreprise": outcome.business,
                "siret": outcome.siret,
                "commune": (commune.name, commune.pk) if commune else "",
                "emplois": outcome.jobs,
                "logement": outcome.home,
                "mots": outcome.words,
            }
        )
