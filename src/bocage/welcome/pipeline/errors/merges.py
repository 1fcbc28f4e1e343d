"""Refusals of merges of projects."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class MergeRefused(Refusal):
    """Base of the refusals of merges."""


class SameProject(MergeRefused):
    status = 422
    default_sentence = _("C’est le même projet : il n’y a rien à réunir.")


class MergedElsewhere(MergeRefused):
    """Refusal because one of the two projects was merged into another meanwhile, or was erased."""

    default_sentence = _(
        "L’un de ces projets vient d’être réuni à un autre, ou effacé. "
        "Rien n’a changé : ouvrez de nouveau sa page."
    )


class NotMergedAnyMore(MergeRefused):
    default_sentence = _("Ces deux projets sont déjà séparés.")


class HouseholdHasLeft(MergeRefused):
    """Refusal because one of the two projects belongs to a household that settled and left: it
    remains unchanged.
    """

    default_sentence = _(
        "L’un de ces dossiers est celui d’un ménage qui a vécu ici, puis est reparti : il reste "
        "comme il est. Le nouveau projet avance à part."
    )
