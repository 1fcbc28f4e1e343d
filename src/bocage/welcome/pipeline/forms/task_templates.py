"""Form of a task template."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.welcome.pipeline.models.task_templates import MAX_DAYS
from bocage.welcome.pipeline.models.tasks import TaskSide
from bocage.welcome.pipeline.operations.task_templates import TemplateWords
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import Stage


class TaskTemplateForm(forms.Form):
    """Form of a task template: task, stage, side, and deadline in days."""

    titre = forms.CharField(
        label=_("À faire"),
        help_text=_("Le ménage ou l’équipe lit ces mots tels quels, dans cette langue."),
        max_length=160,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    aide = forms.CharField(
        label=_("En quelques mots"),
        help_text=_("Pourquoi, comment, à qui s’adresser."),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    etape = forms.ChoiceField(label=_("S’ouvre à l’étape"), choices=Stage.choices)
    pour = forms.ChoiceField(label=_("Pour"), choices=TaskSide.choices)
    jours = forms.IntegerField(
        label=_("À faire sous combien de jours"),
        help_text=_("Vide : sans date."),
        min_value=0,
        max_value=MAX_DAYS,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    fait = forms.ChoiceField(
        label=_("Se clôt seule quand"),
        help_text=_("Le jour où cela arrive, personne n’a besoin de la cocher."),
        choices=[("", _("jamais : quelqu’un la coche")), *Fact.choices],
        required=False,
    )

    def words(self) -> TemplateWords:
        """Returns the cleaned data as `TemplateWords`."""
        data: dict[str, Any] = self.cleaned_data
        return TemplateWords(
            stage=data["etape"],
            title=data["titre"],
            help=data["aide"],
            side=data["pour"],
            within_days=data["jours"],
            fact=data["fait"],
        )


def template_words(words: TemplateWords) -> dict[str, Any]:
    """Returns the initial data of the form for a template."""
    return {
        "titre": words.title,
        "aide": words.help,
        "etape": words.stage,
        "pour": words.side,
        "jours": words.within_days,
        "fait": words.fact,
    }
