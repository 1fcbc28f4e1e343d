"""Refusals of linking or splitting listings."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class OffersDiffer(Refusal):
    default_sentence = _(
        "Une annonce de vente et une annonce de location restent deux logements, "
        "même s’il s’agit de la même maison."
    )


class OnlyListing(Refusal):
    default_sentence = _("C’est la seule annonce de ce logement : il n’y a rien à en détacher.")


class NothingToTakeBack(Refusal):
    default_sentence = _("Cette décision a déjà été annulée, ou quelqu’un d’autre a décidé depuis.")
