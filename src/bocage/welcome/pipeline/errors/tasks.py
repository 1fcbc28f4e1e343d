"""Refusals of task lists."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class TaskRefused(Refusal):
    """Base of the refusals about the tasks of a project."""


class TooManyTasks(TaskRefused):
    """Refusal because the project has the maximum number of tasks."""

    default_sentence = _(
        "Ce projet a déjà beaucoup de tâches ouvertes : "
        "faites-en, ou retirez-en, avant d’en ajouter."
    )


class DoneAnotherDay(TaskRefused):
    """Refusal because the day given for a task is to come, or too long ago."""

    default_sentence = _("Donnez un jour qui est passé : celui où cela a été fait.")


class TaskOfTheTemplate(TaskRefused):
    """Refusal because the task came from the template of its stage, and would come back."""

    default_sentence = _(
        "Cette tâche vient avec l’étape : dites plutôt qu’elle est sans objet pour ce projet."
    )


class UnknownTemplate(TaskRefused):
    """Refusal because the département has no template of this name, or no longer has it."""

    status = 404
    default_sentence = _("Cette tâche type n’existe pas, ou plus.")


class TooManyTemplates(TaskRefused):
    """Refusal because the département has the maximum number of templates of its own."""

    default_sentence = _(
        "Il y a déjà soixante tâches types propres à ce département : supprimez-en avant d’en "
        "ajouter."
    )
