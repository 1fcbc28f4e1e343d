"""Refusals about consents, or about mentioning a household."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class FollowingIsTheProject(Refusal):
    """Refusal because a project cannot exist without the consent to be followed."""

    default_sentence = _(
        "Pour ne plus être accompagnés, fermez le projet ou effacez-le, en bas de votre page."
    )


class HouseholdDidNotAgree(Refusal):
    """Refusal because the household does not consent, or no longer does, to be mentioned for this
    use.
    """

    default_sentence = _(
        "Le ménage n’a pas donné son accord pour cela. Demandez-le-lui dans le fil : il le donne "
        "d’un clic sur sa page."
    )


class HelpersNotAgreed(Refusal):
    """Refusal because the household does not consent to be mentioned to people who may help or
    accompany it.
    """

    default_sentence = _(
        "Le ménage n’a pas accepté que l’on parle de son projet à des personnes qui peuvent "
        "aider. Demandez-le-lui d’abord : la case est sur sa page."
    )
