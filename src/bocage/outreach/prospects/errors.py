"""Refusals of prospects and of their lists."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class NothingAllowsIt(Refusal):
    """Refusal of a list without a lawful basis for writing to its people."""

    status = 422
    default_sentence = _("Dites ce qui autorise à écrire à ces personnes.")


class NobodyToReach(Refusal):
    """Neither an address nor a telephone."""

    status = 422
    default_sentence = _("Il faut une adresse électronique ou un téléphone.")


class NotAnAddress(Refusal):
    """Refusal of an email address that is not valid."""

    status = 422
    default_sentence = _(
        "Cette adresse n’est pas complète : elle ressemble à prenom.nom@exemple.fr."
    )


class AddressOfAnother(Refusal):
    """Two records would have one address."""

    default_sentence = _(
        "Un autre prospect a déjà cette adresse : réunissez les deux fiches plutôt."
    )


class NobodyLeft(Refusal):
    """The record was erased, or merged into another."""

    status = 410
    default_sentence = _("Cette fiche n’est plus là : elle a été effacée ou réunie à une autre.")


class CannotMerge(Refusal):
    """Two records that cannot be one."""

    default_sentence = _(
        "Ces deux fiches ne se réunissent pas : l’une n’est plus là, ou chacune suit déjà son"
        " propre projet d’installation."
    )
