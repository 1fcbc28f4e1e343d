"""Why a home is not followed, or not moved."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class VisitWithoutMoment(Refusal):
    """Refusal because a visit to come needs a day and an hour."""

    status = 422
    default_sentence = _("Dites le jour et l’heure de la visite.")


class NotAMark(Refusal):
    """Refusal because a mark is not between 1 and 5."""

    status = 422
    default_sentence = _("Une note va de 1 à 5.")


class AnotherHomeChosen(Refusal):
    """Refusal because the household has chosen another home."""

    default_sentence = _(
        "Un autre logement est déjà noté comme le vôtre : changez-le d’abord, puis revenez à "
        "celui-ci."
    )


class TooManyHomes(Refusal):
    """Refusal because the household follows the maximum number of homes."""

    default_sentence = _("Vous suivez déjà cent logements : retirez-en quelques-uns d’abord.")
