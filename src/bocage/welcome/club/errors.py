"""Refusals about newcomers introduced to the club."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class NobodyToMeet(Refusal):
    default_sentence = _(
        "Aucun membre du club ne s’est encore dit prêt à rencontrer quelqu’un par ici."
    )


class NoCommuneYet(Refusal):
    default_sentence = _(
        "Dites d’abord une commune qui vous plaît : c’est autour d’elle que nous cherchons."
    )


class OfTheClubAlready(Refusal):
    default_sentence = _("Cette personne est déjà du club.")


class IntroductionOver(Refusal):
    default_sentence = _("Cette présentation au club est terminée.")
