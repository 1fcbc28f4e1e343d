"""Refusals of projects."""

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class ProjectErased(Refusal):
    """Refusal because the project was erased: its household requested it, or there was no contact
    for years.
    """

    status = 410
    default_sentence = _("Ce projet a été effacé : il n’en reste que des chiffres sans nom.")


class HouseholdFull(Refusal):
    """Refusal because the household has the maximum number of adults."""

    default_sentence = _("Un ménage compte au plus douze adultes sur cette page.")


class AlreadyOfHousehold(Refusal):
    """Refusal because the address belongs to an adult who already shares the page."""

    default_sentence = _("Cette personne partage déjà votre page.")


class LastOfHousehold(Refusal):
    """Refusal because the last adult of a household cannot leave it: nobody could read the page any
    more.
    """

    default_sentence = _(
        "Vous êtes la seule personne de ce projet : fermez-le, ou effacez-le, plutôt que de "
        "le quitter."
    )


class DraftNotReady(Refusal):
    """Refusal because a required step is not filled in."""

    status = 422
    default_sentence = _("Il manque encore quelques réponses : elles sont signalées plus bas.")


class StageRefused(Refusal):
    """Base of the refusals about the stage and the status of a project."""


class NobodyToAct(StageRefused):
    """Refusal because the next action was assigned to a person who may not follow the project."""

    default_sentence = gettext_lazy(
        "Cette personne ne suit pas ce projet : elle ne verrait pas ce qui lui est demandé."
    )
