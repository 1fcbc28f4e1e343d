"""What moving a project refuses."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.welcome.projects.errors.projects import StageRefused


class StageNotReady(StageRefused):
    """The project lacks something to enter the stage; `missing` names what, as a person says it."""

    code = "stage_not_ready"

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = list(missing)
        super().__init__(
            _("Il manque à ce projet, pour passer à cette étape : %(missing)s.")
            % {"missing": ", ".join(self.missing)}
        )


class ProjectNotOpen(StageRefused):
    """It is paused or closed."""

    default_sentence = gettext_lazy(
        "Ce projet est en pause ou clos : reprenez-le d’abord, depuis sa page."
    )


class NotYetMovedIn(StageRefused):
    """A household that is said to have moved in on a day to come."""

    default_sentence = gettext_lazy(
        "Le jour de l’emménagement n’est pas encore venu : notez-le comme prochaine action."
    )


class StageMovedOn(StageRefused):
    """Somebody moved it meanwhile, or too long ago for a gesture to take it back."""

    default_sentence = gettext_lazy(
        "Ce changement ne peut plus être annulé d’un geste : le projet a avancé depuis. "
        "Changez son étape depuis sa page."
    )
