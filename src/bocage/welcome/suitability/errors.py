"""Refusals about communes proposed to a household."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class NoCommunePicked(Refusal):
    """Refusal because no commune was picked, or more than a household would look at."""

    status = 422
    default_sentence = _("Choisissez une commune au moins, et cinq au plus à la fois.")


class NothingToPropose(Refusal):
    """Refusal because the household has already settled, or its project is not open."""

    default_sentence = _(
        "Ce projet est clos, en pause, ou le ménage est installé : il n’y a pas de commune à lui "
        "proposer."
    )
