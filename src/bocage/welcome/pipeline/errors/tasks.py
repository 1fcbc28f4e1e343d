"""What the task lists refuse."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class TaskRefused(Refusal):
    """Base of all that is refused about the tasks of a project."""


class TooManyTasks(TaskRefused):
    """More than anybody would read."""

    default_sentence = _(
        "Ce projet a déjà beaucoup de tâches ouvertes : "
        "faites-en, ou retirez-en, avant d’en ajouter."
    )


class DoneAnotherDay(TaskRefused):
    """It is said to be done on a day that has not come, or before anybody moves."""

    default_sentence = _("Donnez un jour qui est passé : celui où cela a été fait.")


class TaskOfTheTemplate(TaskRefused):
    """It came with its stage, and would come back."""

    default_sentence = _(
        "Cette tâche vient avec l’étape : dites plutôt qu’elle est sans objet pour ce projet."
    )


class UnknownTemplate(TaskRefused):
    """There is no template of this name in the département, or no more."""

    status = 404
    default_sentence = _("Cette tâche type n’existe pas, ou plus.")


class TooManyTemplates(TaskRefused):
    """More than anybody would do."""

    default_sentence = _(
        "Il y a déjà soixante tâches types propres à ce département : supprimez-en avant d’en "
        "ajouter."
    )
