"""Mentors of a cohort, as its officers propose them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.gestures import flash_outcome
from bocage.people.acting import acting
from bocage.training.cohorts.lookups import find_cohort, find_enrolment
from bocage.training.cohorts.tabs import cohort_context
from bocage.training.mentoring.forms import ProposalForm
from bocage.training.mentoring.matching import possible_mentors
from bocage.training.mentoring.models import MentorProfile, Mentorship
from bocage.training.mentoring.operations import propose_mentor
from bocage.training.programmes.models.cohorts import Cohort, Enrolment


@permitted("training.keep_cohort", on=find_cohort)
@require_safe
def cohort_mentors(request: HttpRequest, cohort_id: UUID) -> HttpResponse:  # noqa: ARG001 - permitted found it
    """Lists the learners of a cohort, each with their mentor if they have one."""
    cohort = target_of(request, Cohort)
    mentorships: dict[UUID, Mentorship] = {}
    for mentorship in Mentorship.objects.filter(enrolment__cohort=cohort).select_related(
        "mentor__person"
    ):
        mentorships.setdefault(mentorship.enrolment_id, mentorship)
    enrolments = Enrolment.objects.seated().filter(cohort=cohort).select_related("person")
    context = cohort_context(request, cohort, "cohort_mentors") | {
        "learners": [(one, mentorships.get(one.pk)) for one in enrolments.by_name()],
        "offering": MentorProfile.objects.filter(stopped_at=None).count(),
    }
    return render(request, "training/mentoring/cohort.html", context)


@permitted("training.propose_mentor", on=find_enrolment)
@require_safe_or_post
def mentor_propose(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Lists the mentors available for a learner, best match first with reasons; proposes one."""
    enrolment = target_of(request, Enrolment)
    form = ProposalForm(request.POST if request.method == "POST" else request.GET or None)
    if request.method == "POST":
        return _proposed(request, enrolment)
    is_said = form.is_bound and form.is_valid()
    trade = form.cleaned_data["metier"] if is_said else ""
    commune = form.cleaned_data["commune"] if is_said else None
    context = {
        "enrolment": enrolment,
        "cohort": enrolment.cohort,
        "form": form,
        "possible": possible_mentors(enrolment, trade=trade, commune=commune),
    }
    return render(request, "training/mentoring/propose.html", context)


def _proposed(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    mentor = _mentor_named(request.POST.get("mentor", ""))
    with flash_outcome(request, _("La demande est partie : le mentor répond d’un clic.")):
        propose_mentor(by=acting(request), enrolment=enrolment, mentor=mentor)
    return redirect("cohort_mentors", enrolment.cohort_id)


def _mentor_named(key: str) -> MentorProfile:
    """The mentor that a form names.

    Raises:
        Http404: there is none.
    """
    try:
        return get_object_or_404(MentorProfile, pk=UUID(key))
    except ValueError:
        raise Http404 from None
