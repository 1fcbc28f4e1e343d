"""Why a cohort cannot be, or why somebody has no seat in it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class CohortFull(Refusal):
    code = "cohort_full"
    default_sentence = _(
        "Il ne reste plus de place dans cette promotion : la dernière vient d’être prise."
    )


class CohortTakesNobody(Refusal):
    code = "cohort_takes_nobody"
    default_sentence = _("Cette promotion n’est pas ouverte, ou elle est terminée.")


class EnrolledAlready(Refusal):
    code = "enrolled_already"
    default_sentence = _("Cette personne est déjà inscrite à cette promotion.")


class EnrolmentOver(Refusal):
    code = "enrolment_over"
    default_sentence = _("Cette inscription est déjà terminée : elle ne change plus.")


class ReasonMissing(Refusal):
    status = 422
    code = "enrolment_reason_missing"
    default_sentence = _("Dites pourquoi cette inscription se termine.")
