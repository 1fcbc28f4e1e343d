"""Why a home is not followed, or not moved."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class VisitWithoutMoment(Refusal):
    """A visit to come has a day and an hour."""

    status = 422
    default_sentence = _("Dites le jour et l’heure de la visite.")


class NotAMark(Refusal):
    """A mark goes from 1 to 5."""

    status = 422
    default_sentence = _("Une note va de 1 à 5.")


class AnotherHomeChosen(Refusal):
    """The household said of another home that it is theirs."""

    default_sentence = _(
        "Un autre logement est déjà noté comme le vôtre : changez-le d’abord, puis revenez à "
        "celui-ci."
    )


class TooManyHomes(Refusal):
    """More homes than a household compares."""

    default_sentence = _("Vous suivez déjà cent logements : retirez-en quelques-uns d’abord.")
