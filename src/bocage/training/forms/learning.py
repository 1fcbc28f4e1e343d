"""The forms of learners (needs before, opinion at the end, news afterwards) and of mentors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import AddressForm, ChoiceCards, SiretField
from bocage.territory.forms import CommuneField
from bocage.training.models.learning import (
    MOST_JOBS,
    NeedsStatement,
    OutcomeFollowUp,
    SatisfactionAnswer,
)
from bocage.training.models.mentors import MOST_LEARNERS_OF_A_MENTOR
from bocage.training.models.providers import TrainingProvider
from bocage.training.operations.learning import (
    NeedsSaid,
    OutcomeSaid,
    SatisfactionSaid,
)

YES, NO = "oui", "non"
Business = OutcomeFollowUp.Business


def _mark(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=SatisfactionAnswer.Mark.choices, coerce=int, widget=ChoiceCards
    )


class NeedsForm(forms.ModelForm):
    """What a learner hopes for and needs, before the course begins."""

    class Meta:
        model = NeedsStatement
        fields = ("expects", "ease", "business_ease", "arrangements")
        widgets = {
            "expects": forms.Textarea({"rows": 4}),
            "arrangements": forms.Textarea({"rows": 3}),
            "ease": ChoiceCards,
            "business_ease": ChoiceCards,
        }

    def said(self) -> NeedsSaid:
        """What was said."""
        return NeedsSaid(**self.cleaned_data)


class SatisfactionForm(forms.Form):
    """Two minutes at the end of a course."""

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

    def said(self) -> SatisfactionSaid:
        """What was said."""
        data = self.cleaned_data
        return SatisfactionSaid(**{**data, "recommends": data["recommends"] == YES})

    @classmethod
    def of(cls, answer: SatisfactionAnswer) -> SatisfactionForm:
        """The form with what was answered before."""
        if answer.answered_at is None:
            return cls()
        names = (*SatisfactionAnswer.MARKS, "best", "better")
        initial = {name: getattr(answer, name) for name in names}
        return cls(initial=initial | {"recommends": YES if answer.recommends else NO})


class OutcomeForm(forms.Form):
    """What became of the project, 3, 6 and 12 months after."""

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
        max_value=MOST_JOBS,
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

    def said(self) -> OutcomeSaid:
        """What was said."""
        data = self.cleaned_data
        return OutcomeSaid(
            business=data["entreprise"],
            home=data["logement"],
            siret=data["siret"],
            commune=data["commune"],
            jobs=data["emplois"],
            words=data["mots"],
        )

    @classmethod
    def of(cls, outcome: OutcomeFollowUp) -> OutcomeForm:
        """The form with what was answered before."""
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


class MentorForm(forms.Form):
    """What somebody who offers to mentor says of themself."""

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
    most = forms.IntegerField(
        label=_("Combien de personnes à la fois ?"),
        min_value=1,
        max_value=MOST_LEARNERS_OF_A_MENTOR,
        initial=1,
    )


class MentorNoteForm(forms.Form):
    """A short note of a mentor."""

    mots = forms.CharField(
        label=_("Une note courte"),
        help_text=_("Le porteur de projet et l’organisme la lisent aussi."),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )


class ProviderForm(forms.ModelForm):
    """The legal identity of a partner."""

    siret = SiretField(label=_("SIRET"))

    class Meta:
        model = TrainingProvider
        fields = (
            "legal_name",
            "address",
            "city",
            "siret",
            "declaration_number",
            "declaration_region",
            "representative",
            "representative_role",
            "internal_rules",
            "cancellation_terms",
        )
        widgets = {"cancellation_terms": forms.Textarea({"rows": 4})}


class ProposalForm(AddressForm):
    """What a mentor is looked for by, in the words of the address."""

    metier = forms.CharField(label=_("Métier du projet"), max_length=120, required=False)
    commune = CommuneField(label=_("Commune du projet"), required=False)
