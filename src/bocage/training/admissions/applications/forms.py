"""The forms of applications: one page of questions at a time, a document, a withdrawal."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import ChoiceCards, DayInput
from bocage.people.seams.relocation_projects import SettlingProject
from bocage.training.admissions.applications.models import (
    LONGEST_ANSWER,
    Application,
    ApplicationQuestion,
)

LATER_BUTTON = "plus-tard"

Kind = ApplicationQuestion.Kind
LONGEST_LINE = 300
YES_NO = (("Oui", _("Oui")), ("Non", _("Non")))


class QuestionsForm(forms.Form):
    """Form of one page of questions. No field is required, so that a draft can be saved at any
    time.
    """

    def __init__(
        self,
        data: Any,
        *,
        questions: Sequence[ApplicationQuestion],
        answers: Mapping[int, str],
    ) -> None:
        super().__init__(data)
        for question in questions:
            field = field_of(question)
            field.initial = answers.get(question.pk, "")
            self.fields[f"q{question.pk}"] = field
        self._questions = questions

    @property
    def answers(self) -> dict[int, str]:
        """Submitted answers, by question key."""
        return {
            question.pk: _as_words(self.cleaned_data.get(f"q{question.pk}"))
            for question in self._questions
        }


def field_of(question: ApplicationQuestion) -> forms.Field:
    """Returns the form field of a question. A required question is marked as such, and can still be
    left empty in a draft.
    """
    options: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help,
        "required": False,
    }
    match question.kind:
        case Kind.LINE:
            field: forms.Field = forms.CharField(max_length=LONGEST_LINE, **options)
        case Kind.NUMBER:
            field = forms.IntegerField(
                min_value=0,
                max_value=1_000_000_000,
                widget=forms.NumberInput({"inputmode": "numeric"}),
                **options,
            )
        case Kind.CHOICE:
            choices = [(choice, choice) for choice in question.offered]
            field = forms.ChoiceField(choices=choices, widget=ChoiceCards, **options)
        case Kind.YES_NO:
            field = forms.ChoiceField(choices=YES_NO, widget=ChoiceCards, **options)
        case _:
            widget = forms.Textarea({"rows": 5})
            field = forms.CharField(max_length=LONGEST_ANSWER, widget=widget, **options)
    return field


def _as_words(answer: Any) -> str:
    return "" if answer is None else str(answer)


class ProjectForm(forms.Form):
    """First page of an application: the project in a sentence, and where the person lives."""

    title = forms.CharField(
        label=_("Votre projet, en une phrase"),
        max_length=160,
        required=False,
        help_text=_("Par exemple : des sites simples pour les artisans du canton."),
    )
    home = forms.ChoiceField(
        label=_("Où habitez-vous ?"),
        choices=Application.Home.choices,
        widget=ChoiceCards,
        required=False,
    )
    wishes_welcome = forms.BooleanField(
        label=_("Si je suis retenu, que quelqu’un m’aide à m’installer"),
        required=False,
        help_text=_(
            "L’équipe d’accueil du territoire recevra votre nom, votre adresse électronique et "
            "votre projet en une phrase, et prendra contact avec vous."
        ),
    )
    is_linked = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, application: Application, project: SettlingProject | None):
        super().__init__(
            data,
            initial={
                "title": application.title,
                "home": application.home,
                "wishes_welcome": application.wishes_welcome,
                "is_linked": application.project_id is not None,
            },
        )
        self._project = project
        if project is None:
            del self.fields["is_linked"]
        else:
            linked = self.fields["is_linked"]
            linked.label = _("Relier cette candidature à mon projet d’installation")
            linked.help_text = project.words

    @property
    def values(self) -> dict[str, Any]:
        """Application fields to save."""
        data = self.cleaned_data
        is_linked = self._project is not None and data.get("is_linked")
        return {
            "title": data["title"].strip(),
            "home": data["home"],
            "wishes_welcome": data["wishes_welcome"] and data["home"] == Application.Home.COMING,
            "project_id": self._project.project_id if is_linked and self._project else None,
        }


class DocumentForm(forms.Form):
    """A document to add."""

    file = forms.FileField(
        label=_("Ajouter un document"),
        help_text=_("Un PDF ou une image (JPEG, PNG, WebP), de 10 Mo au plus."),
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
    )


class DelayForm(forms.Form):
    """Form for the date until which a person can still send their draft."""

    until = forms.DateField(label=_("Jusqu’au"), widget=DayInput)


class QuestionForm(forms.ModelForm):
    """A question of a programme."""

    class Meta:
        model = ApplicationQuestion
        fields = ["part", "label", "help", "kind", "choices", "is_required"]
        widgets = {"choices": forms.Textarea({"rows": 4})}
