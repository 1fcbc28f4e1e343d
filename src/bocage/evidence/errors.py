"""Refusals of the evidence room, with their sentences."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class NightNotOver(Refusal):
    default_sentence = _(
        "Cette nuit n’est pas encore passée : les chiffres d’un jour se comptent après lui."
    )


class NightBefore(Refusal):
    default_sentence = _("Une nuit plus récente est déjà comptée : on ne revient pas avant elle.")


class NothingCounted(Refusal):
    default_sentence = _("Aucune nuit n’est encore comptée.")


class NotTheLastNight(Refusal):
    default_sentence = _(
        "Ce n’est pas la dernière nuit comptée : d’une nuit d’avant, les lignes ont changé depuis."
    )


class TargetNotCounted(Refusal):
    default_sentence = _(
        "Cet indicateur n’est pas compté à cette échelle : rien ne dirait où en est l’objectif."
    )


class NotATarget(Refusal):
    default_sentence = _(
        "Un objectif est un nombre, de zéro à un milliard ; une part ne dépasse pas 100."
    )


class TargetOutOfTime(Refusal):
    default_sentence = _(
        "Un objectif commence au plus tôt le 1er janvier de l’an dernier, "
        "et dans cinq ans au plus tard."
    )


class TargetThere(Refusal):
    default_sentence = _(
        "Un objectif est déjà fixé pour ces dates. Rien n’a changé : relisez-le, puis changez-le."
    )


class TargetChanged(Refusal):
    default_sentence = _(
        "Quelqu’un a changé cet objectif entre-temps. Rien d’autre n’a changé : relisez-le d’abord."
    )


class TargetOfThePast(Refusal):
    default_sentence = _(
        "Ce qui était visé hier ne change plus : un objectif se change à partir d’aujourd’hui."
    )
