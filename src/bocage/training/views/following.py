"""What who runs a cohort does beside its register: papers, what learners say, mentors."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.gestures import flash_outcome, refusals_on, render_form
from bocage.people.acting import acting
from bocage.training.attendance import register_of
from bocage.training.documents.papers import PAPERS, needs_of_papers, readiness_of
from bocage.training.forms.learning import OutcomeForm, ProposalForm, ProviderForm
from bocage.training.indicators import LEAST_ANSWERS, Outcome, outcomes, results_of, satisfied
from bocage.training.learning_words import after_words
from bocage.training.mentor_matching import possible_mentors
from bocage.training.models.cohorts import Cohort, Enrolment
from bocage.training.models.learning import NeedsStatement, OutcomeFollowUp, SatisfactionAnswer
from bocage.training.models.mentors import MentorProfile, Mentorship
from bocage.training.models.programmes import Programme
from bocage.training.models.providers import TrainingProvider
from bocage.training.operations.convocations import convoke
from bocage.training.operations.learning import answer_outcome
from bocage.training.operations.mentors import propose_mentor
from bocage.training.operations.providers import keep_provider
from bocage.training.views.cohorts import cohort_context, find_cohort
from bocage.training.views.keeping import find_kept
from bocage.training.views.own_course import find_enrolment


@permitted("training.keep_cohort", on=find_cohort)
@require_safe
def cohort_papers(request: HttpRequest, cohort_id: UUID) -> HttpResponse:  # noqa: ARG001 - permitted found it
    """The papers of each learner, the convocations, and the archive of the funder."""
    cohort = target_of(request, Cohort)
    register = register_of(cohort, now=timezone.now())
    seated = [one for one in register.enrolments if one.has_seat]
    needs = needs_of_papers(register)
    context = cohort_context(request, cohort, "cohort_papers") | {
        "learners": list(zip(seated, readiness_of(seated, register, needs), strict=True)),
        "unwritten": [
            (paper.title, needs[key])
            for key, paper in PAPERS.items()
            if not paper.only_completed and needs[key]
        ],
        "unwritten_keys": [key for key, missing in needs.items() if missing],
        "may_convene": not needs["convocation"],
        "may_archive": not needs["realisation"],
    }
    return render(request, "training/attendance/papers.html", context)


@permitted("training.keep_cohort", on=find_cohort)
@require_POST
def cohort_convoke(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Sends each learner their convocation."""
    with flash_outcome(request):
        sent = convoke(by=acting(request), cohort=target_of(request, Cohort))
        words = ngettext(
            "%(count)d convocation est partie.", "%(count)d convocations sont parties.", sent
        )
        messages.success(request, words % {"count": sent})
    return redirect("cohort_papers", cohort_id)


@permitted("training.keep_programme", on=find_kept)
@require_safe_or_post
def provider_write(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """The legal identity of the partner, on all its papers."""
    programme = target_of(request, Programme)
    kept = TrainingProvider.of(programme)
    form = ProviderForm(request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, field="siret"):
            provider = keep_provider(
                by=acting(request), programme=programme, values=form.cleaned_data
            )
            messages.success(request, _("L’identité de l’organisme est enregistrée."))
            if provider.siret_checked_at is None and settings.BOCAGE.company_register:
                messages.warning(
                    request,
                    _("Le registre officiel n’a pas répondu : la clé du SIRET seule est vérifiée."),
                )
            return redirect("training_manage", programme_id)
    return render_form(request, "training/learning/provider.html", form, {"programme": programme})


@permitted("training.keep_cohort", on=find_cohort)
@require_safe
def cohort_follow(request: HttpRequest, cohort_id: UUID) -> HttpResponse:  # noqa: ARG001 - permitted found it
    """What learners need, thought, and became; five queries more than the frame."""
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
    """The same form, filled in by the partner while it calls."""
    found = target_of(request, OutcomeFollowUp)
    form = OutcomeForm(request.POST) if request.method == "POST" else OutcomeForm.of(found)
    if request.method == "POST" and form.is_valid():
        answer_outcome(by=acting(request), outcome=found, said=form.said())
        messages.success(request, _("Les nouvelles sont notées."))
        return redirect("cohort_follow", found.enrolment.cohort_id)
    context = {"outcome": found, "after": after_words(found.months)}
    return render_form(request, "training/learning/outcome_note.html", form, context)


@permitted("training.keep_cohort", on=find_cohort)
@require_safe
def cohort_mentors(request: HttpRequest, cohort_id: UUID) -> HttpResponse:  # noqa: ARG001 - permitted found it
    """Who mentors whom in a cohort, and who has nobody yet."""
    cohort = target_of(request, Cohort)
    mentorships: dict[UUID, Mentorship] = {}
    for one in Mentorship.objects.filter(enrolment__cohort=cohort).select_related("mentor__person"):
        mentorships.setdefault(one.enrolment_id, one)
    enrolments = Enrolment.objects.seated().filter(cohort=cohort).select_related("person")
    context = cohort_context(request, cohort, "cohort_mentors") | {
        "learners": [(one, mentorships.get(one.pk)) for one in enrolments.by_name()],
        "offering": MentorProfile.objects.filter(stopped_at=None).count(),
    }
    return render(request, "training/mentors/cohort.html", context)


@permitted("training.propose_mentor", on=find_enrolment)
@require_safe_or_post
def mentor_propose(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Who could mentor a learner, the nearest first, with the reasons."""
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
    return render(request, "training/mentors/propose.html", context)


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
