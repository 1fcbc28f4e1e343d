"""Views of a learner's questionnaires, and of officers who follow the answers."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bocage.foundation.company_register import CompanyStatus
from bocage.foundation.http.access import (
    finder,
    permitted,
    public,
    require_safe_or_post,
    secret_address,
    target_of,
)
from bocage.foundation.http.actions import (
    redirect_to_thanks,
    refusals_on,
    render_form,
    shows_thanks,
)
from bocage.people.limits import Limit, count_attempt
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.training.attendance.documents.papers import needs_of_papers, readiness_of
from bocage.training.attendance.formatting import duration_words, session_words
from bocage.training.attendance.models import SessionMaterial
from bocage.training.attendance.register import SessionLine, register_of
from bocage.training.attendance.signing_time import SigningTime, signing_time
from bocage.training.cohorts.lookups import find_cohort, find_enrolment
from bocage.training.cohorts.tabs import cohort_context
from bocage.training.learning.errors import AnswerGone
from bocage.training.learning.formatting import after_words
from bocage.training.learning.forms import NeedsForm, OutcomeForm, SatisfactionForm
from bocage.training.learning.indicators import (
    LEAST_ANSWERS,
    Outcome,
    outcomes,
    results_of,
    satisfied,
)
from bocage.training.learning.links import outcome_link, satisfaction_link
from bocage.training.learning.models import NeedsStatement, OutcomeFollowUp, SatisfactionAnswer
from bocage.training.learning.operations import answer_outcome, answer_satisfaction, save_needs
from bocage.training.mentoring.models import Mentorship
from bocage.training.programmes.models.cohorts import Cohort, Enrolment

SIRET_WORDS: dict[str, Any] = {
    CompanyStatus.OPEN: gettext_lazy("Votre SIRET est bien au registre officiel. Bonne route !"),
    CompanyStatus.UNKNOWN: gettext_lazy(
        "Le registre officiel ne connaît pas encore votre SIRET : c’est fréquent les premières "
        "semaines. Vérifiez-le ; nous le chercherons à nouveau."
    ),
    CompanyStatus.CLOSED: gettext_lazy(
        "D’après le registre officiel, cet établissement est fermé : vérifiez votre SIRET."
    ),
    CompanyStatus.NOT_ANSWERED: gettext_lazy(
        "Le registre officiel n’a pas répondu : nous y chercherons votre SIRET plus tard."
    ),
}

ANSWERS = Limit(action="training.answer", amount=30, window=timedelta(hours=1))


@permitted("training.answer_as_learner", on=find_enrolment)
@require_safe
def own_course(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a course to its learner: half-days, hours, materials, documents, mentor."""
    enrolment = target_of(request, Enrolment)
    register = register_of(enrolment.cohort, now=timezone.now())
    hours = register.hours_of(enrolment)
    materials = _materials_of(enrolment)
    context = {
        "enrolment": enrolment,
        "programme": enrolment.cohort.programme,
        "lines": [_follow_line(line, enrolment, materials) for line in register.lines],
        "done": duration_words(hours.attended),
        "planned": duration_words(hours.planned),
        "needs": NeedsStatement.objects.filter(pk=enrolment.pk).first(),
        "papers": readiness_of([enrolment], register, needs_of_papers(register))[0],
        "mentorships": Mentorship.objects.filter(
            enrolment=enrolment, state__in=(Mentorship.State.ACTIVE, Mentorship.State.ENDED)
        ).select_related("mentor__person"),
        "satisfaction": _satisfaction_link(enrolment),
        "outcomes": [
            (after_words(outcome.months), outcome_link.token(outcome.pk, enrolment.person_id))
            for outcome in enrolment.outcomes.filter(requested_at__isnull=False, answered_at=None)
        ],
    }
    return render(request, "training/learning/own_course.html", context)


@permitted("training.answer_as_learner", on=find_enrolment)
@require_safe_or_post
def needs_form(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Shows and saves a learner's expectations and needs, before the course."""
    enrolment = target_of(request, Enrolment)
    existing = NeedsStatement.objects.filter(pk=enrolment.pk).first()
    form = NeedsForm(request.POST or None, instance=existing)
    if request.method == "POST" and form.is_valid():
        save_needs(by=current_person(request), enrolment=enrolment, submission=form.submission())
        messages.success(request, _("Merci : l’organisme en tient compte."))
        return redirect("own_course", enrolment_id)
    context = {"enrolment": enrolment, "programme": enrolment.cohort.programme}
    return render_form(request, "training/learning/needs.html", form, context)


@public
@secret_address
@require_safe_or_post
def satisfaction(request: HttpRequest, token: str) -> HttpResponse:
    """Shows and saves the two-minute form at the end of a course, without an account. A GET request
    changes nothing.
    """
    key, reader = satisfaction_link.read(token)
    enrolment, person = _enrolment_of_link(key, reader)
    answer = SatisfactionAnswer.objects.filter(pk=enrolment.pk).first()
    if answer is None:
        raise AnswerGone
    form = (
        SatisfactionForm(request.POST) if request.method == "POST" else SatisfactionForm.of(answer)
    )
    if request.method == "POST":
        count_attempt(ANSWERS, token)
        if form.is_valid():
            answer_satisfaction(by=person, enrolment=enrolment, opinion=form.submission())
            return redirect_to_thanks(request)
    is_done = shows_thanks(request) and answer.answered_at is not None
    return _form_page(request, form, enrolment, title=_("Votre avis"), is_done=is_done)


@public
@secret_address
@require_safe_or_post
def outcome(request: HttpRequest, token: str) -> HttpResponse:
    """Shows and saves the two-minute form sent 3, 6 and 12 months after a course, without an
    account.
    """
    key, reader = outcome_link.read(token)
    follow_up = OutcomeFollowUp.objects.select_related("commune").filter(pk=key).first()
    if follow_up is None:
        raise AnswerGone
    enrolment, person = _enrolment_of_link(follow_up.enrolment_id, reader)
    form = OutcomeForm(request.POST) if request.method == "POST" else OutcomeForm.of(follow_up)
    if request.method == "POST":
        count_attempt(ANSWERS, token)
        follow_up.enrolment = enrolment
        if form.is_valid():
            with refusals_on(form):
                answer_outcome(by=person, outcome=follow_up, news=form.submission())
                return redirect_to_thanks(request)
    is_done = shows_thanks(request) and follow_up.is_answered
    title = _("%(after)s après : où en êtes-vous ?") % {"after": after_words(follow_up.months)}
    siret_words = SIRET_WORDS.get(follow_up.siret_status, "")
    return _form_page(
        request, form, enrolment, title=title, is_done=is_done, siret_words=str(siret_words)
    )


def _enrolment_of_link(key: UUID, reader: str) -> tuple[Enrolment, Person]:
    """Returns the enrolment and the recipient of a link.

    Raises:
        AnswerGone: one of them no longer exists, or it is not their course.
    """
    enrolment = Enrolment.objects.with_rights().filter(pk=key).first()
    if enrolment is None or str(enrolment.person_id) != reader or not enrolment.person.is_active:
        raise AnswerGone
    return enrolment, enrolment.person


@secret_address
def _form_page(
    request: HttpRequest,
    form: Any,
    enrolment: Enrolment,
    *,
    title: str,
    is_done: bool,
    siret_words: str = "",
) -> HttpResponse:
    context = {
        "title": title,
        "programme": enrolment.cohort.programme,
        "is_done": request.method != "POST" and is_done,
        "siret_words": siret_words,
    }
    return render_form(request, "training/learning/answer.html", form, context)


def _satisfaction_link(enrolment: Enrolment) -> str:
    pending = SatisfactionAnswer.objects.filter(pk=enrolment.pk, answered_at=None)
    return satisfaction_link.token(enrolment.pk, enrolment.person_id) if pending.exists() else ""


def _materials_of(enrolment: Enrolment) -> dict[UUID, list[Any]]:
    """Returns the materials of each session of a course; one query."""
    materials: dict[UUID, list[Any]] = {}
    for material in SessionMaterial.objects.filter(session__cohort=enrolment.cohort_id):
        materials.setdefault(material.session_id, []).append(material)
    return materials


def _follow_line(
    line: SessionLine, enrolment: Enrolment, materials: dict[UUID, list[Any]]
) -> dict[str, Any]:
    time = signing_time(line.session, timezone.now())
    entry = line.learners.get(enrolment.pk)
    return {
        "session": line.session,
        "when": session_words(line.session),
        "entry": entry,
        "materials": materials.get(line.session.pk, []),
        "may_sign": time == SigningTime.OPEN and enrolment.has_seat and entry is None,
    }


@permitted("training.manage_cohort", on=find_cohort)
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
            (follow_up, after_words(follow_up.months))
            for follow_up in followed.select_related("enrolment__person", "commune")
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
    follow_up = target_of(request, OutcomeFollowUp)
    form = OutcomeForm(request.POST) if request.method == "POST" else OutcomeForm.of(follow_up)
    if request.method == "POST" and form.is_valid():
        answer_outcome(by=current_person(request), outcome=follow_up, news=form.submission())
        messages.success(request, _("Les nouvelles sont notées."))
        return redirect("cohort_follow", follow_up.enrolment.cohort_id)
    context = {"outcome": follow_up, "after": after_words(follow_up.months)}
    return render_form(request, "training/learning/outcome_note.html", form, context)
