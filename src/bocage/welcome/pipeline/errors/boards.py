"""Refusals of saved filters of the board."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class FilterRefused(Refusal):
    """Base of the refusals about saved filters."""

    status = 422


class NothingToSave(FilterRefused):
    default_sentence = _(
        "Il n’y a rien à garder : choisissez d’abord un filtre, puis donnez-lui un nom."
    )


class TooManyFilters(FilterRefused):
    default_sentence = _("Vous gardez déjà vingt filtres : retirez-en un d’abord.")
