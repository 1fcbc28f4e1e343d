"""Errors raised by assets."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class AssetTitleTaken(Refusal):
    default_sentence = _("Un atout de ce département porte déjà ce titre : changez-en un mot.")


class AssetWithoutWords(Refusal):
    status = 400
    default_sentence = _("Un atout a un titre et une phrase.")


class AssetAboutSeveral(Refusal):
    status = 400
    default_sentence = _(
        "Un atout parle d’un seul endroit : une intercommunalité, une commune ou un lieu, ou de"
        " tout le département si rien n’est choisi."
    )


class AssetElsewhere(Refusal):
    status = 400
    default_sentence = _("Cet endroit n’est pas dans le département de l’atout.")


class AssetFigureTwice(Refusal):
    status = 400
    default_sentence = _(
        "Choisissez : un chiffre que vous écrivez avec sa date, ou un chiffre en direct."
    )


class AssetFigureUnknown(Refusal):
    status = 400
    default_sentence = _("Ce chiffre en direct n’existe pas.")


class AssetFigureToCome(Refusal):
    status = 400
    default_sentence = _("La date d’un chiffre n’est pas à venir.")


class AssetShelfLifeOutOfReach(Refusal):
    status = 400
    default_sentence = _("Un chiffre vaut d’un mois à dix ans.")


class AssetWithoutSource(Refusal):
    default_sentence = _(
        "Un atout se publie avec son chiffre, sa source et sa date, ou avec un chiffre en direct :"
        " complétez-le d’abord."
    )


class AssetTooOld(Refusal):
    default_sentence = _(
        "Ce chiffre est trop ancien pour être publié : rafraîchissez-le, ou donnez-lui une durée"
        " plus longue s’il vaut encore."
    )


class AssetIsLive(Refusal):
    default_sentence = _("Ce chiffre se compte de lui-même : il n’y a rien à rafraîchir.")


class AssetFigureGoesBack(Refusal):
    status = 400
    default_sentence = _("Ce chiffre est plus ancien que celui qui est là : vérifiez sa date.")


class PictureWithoutWords(Refusal):
    status = 400
    default_sentence = _(
        "Une image a une description, pour qui ne la voit pas, et un crédit, pour qui l’a faite."
    )


class PressMayNotUse(Refusal):
    status = 400
    default_sentence = _("Pour la presse, dites ce que l’on peut faire de l’image.")
