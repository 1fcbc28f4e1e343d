"""What learners say, as the officers of their cohort read it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.gestures import render_form
from bocage.people.acting import acting
from bocage.training.cohorts.lookups import find_cohort
from bocage.training.cohorts.tabs import cohort_context
from bocage.training.learning.formatting import after_words
from bocage.training.learning.forms import OutcomeForm
from bocage.training.learning.indicators import (
    LEAST_ANSWERS,
    Outcome,
    outcomes,
    results_of,
    satisfied,
)
from bocage.training.learning.models import NeedsStatement, OutcomeFollowUp, SatisfactionAnswer
from bocage.training.learning.operations import answer_outcome
from bocage.training.programmes.models.cohorts import Cohort, Enrolment


@permitted("training.keep_cohort", on=find_cohort)
@require_safe
def cohort_follow(request: HttpRequest, cohort_id: UUID) -> HttpResponse:  # noqa: ARG001 - permitted found it
    """Shows the needs, opinions and outcomes of the learners of a cohort; five queries more than
    the frame.
    """
    cohort = target_of(request, Cohort)
    seated = Enrolment.objects.seated().filter(cohort=cohort).select_related("person")
    followed = OutcomeFollowUp.objects.filter(enrolment__cohort=cohort)
    programmes = [cohort.programme_id]
    happy, answered = satisfied(programmes).get(cohort.programme_id, (0, 0))
    context = cohort_context(request, cohort, "cohort_follow") | {
        "needs": NeedsStatement.objects.filter(enrolment__in=seated).select_related(
            "enrolment__person"
        ),
        "opinions": SatisfactionAnswer.objects.filter(
            enrolment__cohort=cohort, answered_at__isnull=False
        ).order_by("-answered_at"),
        "outcomes": [
            (one, after_words(one.months))
            for one in followed.select_related("enrolment__person", "commune")
        ],
        "happy": happy,
        "answered": answered,
        "became": outcomes(programmes).get(cohort.programme_id, Outcome()),
        "results": results_of(programmes)[cohort.programme_id],
        "least": LEAST_ANSWERS,
    }
    return render(request, "training/learning/follow.html", context)


find_outcome = finder(
    OutcomeFollowUp.objects.select_related(
        "commune",
        "enrolment__person",
        "enrolment__cohort__programme__partner__scope",
        "enrolment__cohort__programme__departement",
    ),
    outcome_id="pk",
)


@permitted("training.read_learner_answers", on=find_outcome)
@require_safe_or_post
def outcome_note(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and saves the follow-up of a learner, filled in by the partner during a call."""
    found = target_of(request, OutcomeFollowUp)
    form = OutcomeForm(request.POST) if request.method == "POST" else OutcomeForm.of(found)
    if request.method == "POST" and form.is_valid():
        answer_outcome(by=acting(request), outcome=found, said=form.said())
        messages.success(request, _("Les nouvelles sont notées."))
        return redirect("cohort_follow", found.enrolment.cohort_id)
    context = {"outcome": found, "after": after_words(found.months)}
    return render_form(request, "training/learning/outcome_note.html", form, context)
