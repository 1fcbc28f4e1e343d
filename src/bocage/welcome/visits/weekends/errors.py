"""Refusals of welcome weekends, each with the sentence shown to the person."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class WeekendRefused(Refusal):
    """Base of the refusals about welcome weekends."""

    code = "weekend_refused"


class WeekendOver(WeekendRefused):
    default_sentence = _("Ce week-end est passé ou annulé.")


class TooFewSeats(WeekendRefused):
    default_sentence = _("Il y a déjà plus de ménages qui viennent que de places.")


class CarFull(WeekendRefused):
    default_sentence = _(
        "Il n’y a pas assez de places dans cette voiture pour ce ménage. Rien n’a changé : "
        "choisissez-en une autre."
    )


class NoBedLeft(WeekendRefused):
    default_sentence = _(
        "Il n’y a pas assez de couchages chez cette personne pour ce ménage. Rien n’a changé : "
        "choisissez un autre hôte."
    )


class NotComing(WeekendRefused):
    default_sentence = _("Ce ménage ne vient pas : il n’a besoin ni de voiture ni de lit.")


class NobodyPlaced(WeekendRefused):
    default_sentence = _(
        "Aucun ménage n’a encore de voiture ni d’hôte : placez-les, puis prévenez chacun."
    )


class VolunteerNotNotified(WeekendRefused):
    code = "volunteer_not_notified"
    default_sentence = _("Aucun ménage n’est placé avec cette personne : il n’y a rien à noter.")


class OfAnotherWeekend(WeekendRefused):
    default_sentence = _("Cette voiture ou cet hôte est d’un autre week-end.")


RULES: dict[str, type[WeekendRefused]] = {
    "welcome_weekend_has_seats": TooFewSeats,
    "welcome_weekendcar_has_seats": CarFull,
    "welcome_nighthost_has_beds": NoBedLeft,
}
"""Refusals by the name of the database constraint that was violated."""
