"""Why a consent is not changed, or why nobody may speak of a household."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class FollowingIsTheProject(Refusal):
    """Without being followed there is no project to follow."""

    default_sentence = _(
        "Pour ne plus être accompagnés, fermez le projet ou effacez-le, en bas de votre page."
    )


class HouseholdDidNotAgree(Refusal):
    """The household did not agree that it be spoken of for this use, or no longer does."""

    default_sentence = _(
        "Le ménage n’a pas donné son accord pour cela. Demandez-le-lui dans le fil : il le donne "
        "d’un clic sur sa page."
    )


class HelpersNotAgreed(Refusal):
    """The household did not agree that people who may help, or accompany it, are told of it."""

    default_sentence = _(
        "Le ménage n’a pas accepté que l’on parle de son projet à des personnes qui peuvent "
        "aider. Demandez-le-lui d’abord : la case est sur sa page."
    )
