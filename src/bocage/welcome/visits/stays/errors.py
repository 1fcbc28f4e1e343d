"""Refusals of stays, each with the sentence shown to the person."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class StayRefused(Refusal):
    """Base of the refusals about stays and their steps."""

    code = "stay_refused"


class PeriodBackwards(StayRefused):
    status = 400
    default_sentence = _("La fin doit venir après le début.")


class StayTooLong(StayRefused):
    status = 400
    default_sentence = _("Un séjour de découverte dure un mois au plus : vérifiez les dates.")


class StayOverlaps(StayRefused):
    default_sentence = _("Ce ménage a déjà un séjour à ces dates : changez l’un des deux.")


class StayOver(StayRefused):
    """Refusal because the stay is past or called off."""

    default_sentence = _("Ce séjour est passé ou annulé : son programme ne change plus.")


class StepsOverlap(StayRefused):
    default_sentence = _(
        "Un autre moment est déjà à cette heure. Rien n’a changé : choisissez une autre heure, "
        "ou déplacez l’autre d’abord."
    )


class StepOutside(StayRefused):
    default_sentence = _(
        "Un moment du programme sortirait des dates. Changez d’abord les unes ou l’autre."
    )


class NothingPlanned(StayRefused):
    default_sentence = _("Le programme est vide : ajoutez au moins un moment avant de confirmer.")


class StepGone(StayRefused):
    default_sentence = _("Ce moment n’est plus au programme.")


class NothingBefore(StayRefused):
    default_sentence = _("Ce moment est déjà le premier de sa journée.")


class NothingThatDay(StayRefused):
    default_sentence = _("Il n’y a rien à recopier ce jour-là.")


class DeskIsBooked(StayRefused):
    """Refusal because a step with a booked desk must keep the hour of its booking."""

    default_sentence = _(
        "Ce moment tient un bureau réservé. Retirez-le, puis réservez à la nouvelle heure : "
        "le bureau sera libéré."
    )


class DeskNotOurs(StayRefused):
    """Refusal because the place lies outside the territory that the person coordinates."""

    status = 403
    default_sentence = _(
        "Ce lieu n’est pas de votre territoire : vous ne pouvez pas y réserver pour quelqu’un. "
        "Le ménage peut réserver lui-même depuis la page du lieu."
    )


class NotOfTheHousehold(StayRefused):
    default_sentence = _("Cette personne n’est pas du ménage.")


class ConsentMissing(StayRefused):
    """Refusal because people met would be notified about a household that does not consent to
    it.
    """

    default_sentence = _(
        "Le ménage n’a pas accepté que nous parlions de son projet à toutes ces personnes. "
        "Rien n’est parti. Demandez-lui son accord, ou retirez le courriel de : %(steps)s."
    )

    def __init__(self, steps: list[str]) -> None:
        super().__init__(str(self.default_sentence) % {"steps": ", ".join(steps)})


class NotOverYet(StayRefused):
    default_sentence = _("Le séjour n’est pas encore passé.")


class FeedbackClosed(StayRefused):
    """Refusal because the stay was called off, or the person is not of the household."""

    status = 410
    default_sentence = _("Ce lien ne sert plus : le séjour n’a pas eu lieu, ou n’est plus gardé.")


RULES: dict[str, type[StayRefused]] = {
    "welcome_stay_period_finite": PeriodBackwards,
    "welcome_stay_one_at_a_time": StayOverlaps,
    "welcome_staystep_period_finite": PeriodBackwards,
    "welcome_staystep_no_overlap": StepsOverlap,
    "welcome_staystep_within_its_stay": StepOutside,
    "welcome_weekendstep_period_finite": PeriodBackwards,
    "welcome_weekendstep_no_overlap": StepsOverlap,
    "welcome_weekendstep_within_its_weekend": StepOutside,
}
"""Refusals by the name of the database constraint that was violated."""
