"""Refusals of moves of projects."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.welcome.projects.errors.projects import StageRefused


class StageNotReady(StageRefused):
    """Refusal because the project does not meet the conditions of the stage; `missing` lists them
    in words.
    """

    code = "stage_not_ready"

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = list(missing)
        super().__init__(
            _("Il manque à ce projet, pour passer à cette étape : %(missing)s.")
            % {"missing": ", ".join(self.missing)}
        )


class ProjectNotOpen(StageRefused):
    """Refusal because the project is paused or closed."""

    default_sentence = gettext_lazy(
        "Ce projet est en pause ou clos : reprenez-le d’abord, depuis sa page."
    )


class NotYetMovedIn(StageRefused):
    """Refusal because the moving day given is to come."""

    default_sentence = gettext_lazy(
        "Le jour de l’emménagement n’est pas encore venu : notez-le comme prochaine action."
    )


class StageMovedOn(StageRefused):
    """Refusal because the last change of stage is too old to be undone, or was made by another
    person.
    """

    default_sentence = gettext_lazy(
        "Ce changement ne peut plus être annulé d’un geste : le projet a avancé depuis. "
        "Changez son étape depuis sa page."
    )
