"""What a project refuses."""

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class ProjectErased(Refusal):
    """Its household asked that nothing be kept, or nobody had written for years."""

    status = 410
    default_sentence = _("Ce projet a été effacé : il n’en reste que des chiffres sans nom.")


class HouseholdFull(Refusal):
    """More adults than a household has."""

    default_sentence = _("Un ménage compte au plus douze adultes sur cette page.")


class AlreadyOfHousehold(Refusal):
    """The address is that of an adult who shares the page already."""

    default_sentence = _("Cette personne partage déjà votre page.")


class LastOfHousehold(Refusal):
    """Nobody would be left to read the page."""

    default_sentence = _(
        "Vous êtes la seule personne de ce projet : fermez-le, ou effacez-le, plutôt que de "
        "le quitter."
    )


class DraftNotReady(Refusal):
    """A step that must be filled in is not."""

    status = 422
    default_sentence = _("Il manque encore quelques réponses : elles sont signalées plus bas.")


class StageRefused(Refusal):
    """Base of all that is refused about the stage and the state of a project."""


class NobodyToAct(StageRefused):
    """The next action was given to somebody who may not follow the project."""

    default_sentence = gettext_lazy(
        "Cette personne ne suit pas ce projet : elle ne verrait pas ce qui lui est demandé."
    )
