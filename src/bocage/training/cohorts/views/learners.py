"""Officers' views of the learners of a cohort: enrolment, and its end."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.training.cohorts.forms import EndEnrolmentForm, EnrolForm, IdentityForm
from bocage.training.cohorts.lookups import find_cohort
from bocage.training.cohorts.operations.enrolments import enrol_by_address, leave_cohort
from bocage.training.cohorts.operations.identities import correct_identity
from bocage.training.cohorts.tabs import cohort_context
from bocage.training.programmes.models.cohorts import Cohort, Enrolment

find_enrolment = finder(Enrolment.objects.with_rights(), cohort_id="cohort", enrolment_id="pk")


@permitted("training.follow_cohort", on=find_cohort)
@require_safe_or_post
def cohort_learners(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Lists the learners of a cohort, including those who left, and enrols one."""
    cohort, person = target_of(request, Cohort), current_person(request)
    form = EnrolForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not person.has_perm("training.manage_cohort", cohort):
        raise NotAllowed
    if form.is_valid():
        with refusals_on(form):
            email = form.cleaned_data["email"]
            enrol_by_address(by=person, cohort=cohort, identity=form.identity, email=email)
            messages.success(request, _("La place est donnée, et l’intéressé le sait."))
            return redirect("cohort_learners", cohort_id)
    context = cohort_context(request, cohort, "cohort_learners") | {
        "enrolments": cohort.enrolments.select_related("person").by_name(),
        "may_correct": person.has_perm("training.manage_cohort", cohort),
        "takes": bool(form.errors) or (cohort.is_enrolling and cohort.seats_left > 0),
    }
    return render_form(request, "training/cohorts/learners.html", form, context)


@permitted("training.correct_enrolment", on=find_enrolment)
@require_safe_or_post
def enrolment_identity(request: HttpRequest, cohort_id: UUID, **_address: UUID) -> HttpResponse:
    """Corrects the name and address of a learner; the history retains the former ones."""
    enrolment = target_of(request, Enrolment)
    form = IdentityForm(request.POST or None, initial=asdict(enrolment.identity))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            correct_identity(
                by=current_person(request), enrolment=enrolment, identity=form.identity
            )
            messages.success(request, _("C’est corrigé. L’historique garde ce qui était écrit."))
            return redirect("cohort_learners", cohort_id)
    context = cohort_context(request, enrolment.cohort, "cohort_learners") | {
        "display_name": enrolment.display_name,
        "history": ("inscription", enrolment.pk),
        "back": reverse("cohort_learners", args=[cohort_id]),
    }
    return render_form(request, "training/cohorts/identity.html", form, context)


@permitted("training.leave_cohort", on=find_enrolment)
@require_safe_or_post
def enrolment_end(request: HttpRequest, cohort_id: UUID, **_address: UUID) -> HttpResponse:
    """Ends a seat before its time, by an officer or by the learner."""
    enrolment, person = target_of(request, Enrolment), current_person(request)
    form = EndEnrolmentForm(request.POST if request.method == "POST" else None)
    follows = person.has_perm("training.follow_cohort", enrolment.cohort)
    if form.is_valid():
        with refusals_on(form):
            leave_cohort(by=person, enrolment=enrolment, **form.cleaned_data)
            messages.success(request, _("C’est noté : la place est libre."))
            return redirect("cohort_learners", cohort_id) if follows else redirect("own_training")
    context = {"enrolment": enrolment, "cohort": enrolment.cohort}
    return render_form(request, "training/cohorts/enrolment_end.html", form, context)
