"""A cohort as its officers run it and its coordinator follows it; and its public calendar."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.files.calendars import CONTENT_TYPE
from bocage.foundation.formatting.times import format_moment
from bocage.foundation.http.access import permitted, public, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.foundation.http.versioned_answers import versioned
from bocage.foundation.mail import page_url
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.training.cohorts.forms import CancelForm, CohortForm, PutOffForm
from bocage.training.cohorts.hooks import count_register_gaps
from bocage.training.cohorts.ical import feed_of_cohort
from bocage.training.cohorts.lookups import find_cohort
from bocage.training.cohorts.operations.cohorts import (
    NEXT,
    REOPENED_WITHIN,
    cancel_cohort,
    change_cohort,
    confirm_small_cohort,
    lead_cohort_to,
    plan_cohort,
    reopen_cohort,
)
from bocage.training.cohorts.operations.sessions import put_off_cohort
from bocage.training.cohorts.tabs import cohort_context
from bocage.training.programmes.lookups import find_programme
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.programmes import Programme
from bocage.training.programmes.models.sessions import CohortSession
from bocage.training.programmes.presentation import ahead, hours_words, when_words

State = Cohort.State


@public
@require_safe
def cohort_feed(request: HttpRequest, cohort_id: UUID) -> HttpResponseBase:
    """Returns the calendar feed of a cohort; 304 if the client has this version."""
    cohort = find_cohort(cohort_id)
    if not request.user.has_perm("training.see_cohort", cohort):
        raise Http404
    return versioned(request, feed_of_cohort(cohort), content_type=CONTENT_TYPE)


@permitted("training.manage_programme", on=find_programme)
@require_safe_or_post
def cohort_plan(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Creates a cohort of a programme."""
    programme = target_of(request, Programme)
    form = CohortForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            cohort = plan_cohort(by=current_person(request), programme=programme, plan=form.plan())
            messages.success(request, _("La promotion est prête. Donnez-lui ses séances."))
            return redirect("cohort_sessions", cohort.pk)
    context = {"programme": programme, "cohort": None}
    return render_form(request, "training/cohorts/form.html", form, context)


@permitted("training.follow_cohort", on=find_cohort)
@require_safe
def cohort_manage(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the state of a cohort, its next steps, and what its officers have to do."""
    cohort = target_of(request, Cohort)
    now = timezone.now()
    sessions = list(cohort.sessions.all())
    planned = [session for session in sessions if session.is_planned]
    to_come = ahead(cohort, now)
    minutes = sum(session.minutes for session in sessions)
    lost_rooms = [session for session in planned if session.room_state == "lost"]
    is_running = cohort.state == State.RUNNING
    is_over = bool(planned) and all(session.ends_at <= now for session in planned)
    context = cohort_context(request, cohort, "cohort_manage") | {
        "steps": [
            (step.value, STEPS[step])
            for step in NEXT.get(State(cohort.state), ())
            if step != State.CLOSED
        ],
        "may_close": is_running and is_over,
        "unsigned": count_register_gaps(cohort, now) if is_running else 0,
        "reopened_until": _reopened_until(current_person(request), cohort),
        "duration": hours_words(minutes) if minutes else "",
        "half_days": len(planned),
        "ahead": to_come[:3],
        "lost": [(session, when_words(session)) for session in lost_rooms],
        "feed": page_url("cohort_feed", cohort.pk),
        "is_small": _is_size_in_question(cohort),
        "by_itself": BY_ITSELF.get(State(cohort.state), ""),
    }
    return render(request, "training/cohorts/manage.html", context)


STEPS = {
    State.OPEN: gettext_lazy("Ouvrir les candidatures"),
    State.SELECTING: gettext_lazy("Clore les candidatures et choisir"),
    State.RUNNING: gettext_lazy("Commencer la formation"),
}


BY_ITSELF = {
    State.OPEN: gettext_lazy("Les candidatures se closent d’elles-mêmes après leur dernier jour."),
    State.SELECTING: gettext_lazy(
        "La promotion passe en cours d’elle-même à sa première demi-journée, une fois que chacun a "
        "sa réponse."
    ),
    State.RUNNING: gettext_lazy(
        "Elle se termine d’elle-même après sa dernière demi-journée, dès que le registre est "
        "complet."
    ),
}
"""Description of the next automatic transition, for officers."""


@permitted("training.manage_cohort", on=find_cohort)
@require_safe_or_post
def cohort_change(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Shows and saves the name, dates and seats of a cohort."""
    cohort = target_of(request, Cohort)
    form = CohortForm(request.POST or None, initial=CohortForm.initial_of(cohort))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_cohort(by=current_person(request), cohort=cohort, plan=form.plan())
            messages.success(request, _("La promotion est enregistrée."))
            return redirect("cohort_manage", cohort_id)
    context = {"programme": cohort.programme, "cohort": cohort}
    return render_form(request, "training/cohorts/form.html", form, context)


@permitted("training.manage_cohort", on=find_cohort)
@require_POST
def cohort_lead(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Leads a cohort on, to one of the states that come after its own."""
    step = request.POST.get("etape", "")
    with flash_outcome(request):
        cohort = lead_cohort_to(
            by=current_person(request), cohort=target_of(request, Cohort), state=step
        )
        words = {"state": cohort.get_state_display()}
        messages.success(request, _("C’est fait : %(state)s.") % words)
    return redirect("cohort_manage", cohort_id)


@permitted("training.manage_cohort", on=find_cohort)
@require_POST
def cohort_reopen(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Undoes the end of a cohort."""
    with flash_outcome(request, _("La promotion est de nouveau en cours.")):
        reopen_cohort(by=current_person(request), cohort=target_of(request, Cohort))
    return redirect("cohort_manage", cohort_id)


@permitted("training.manage_cohort", on=find_cohort)
@require_POST
def cohort_run_small(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Confirms that a cohort runs although it has too few learners."""
    confirm_small_cohort(by=current_person(request), cohort=target_of(request, Cohort))
    messages.success(request, _("La promotion est maintenue."))
    return redirect("cohort_manage", cohort_id)


@permitted("training.manage_cohort", on=find_cohort)
@require_safe_or_post
def cohort_put_off(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Postpones the upcoming sessions of a cohort by some weeks, with rooms where possible."""
    cohort = target_of(request, Cohort)
    form = PutOffForm(request.POST or None, initial={"weeks": 4})
    if request.method == "POST" and form.is_valid():
        without = put_off_cohort(
            by=current_person(request), cohort=cohort, weeks=form.cleaned_data["weeks"]
        )
        messages.success(request, _("La promotion est reportée, et ceux qui en sont le savent."))
        _flash_without_room(request, without)
        return redirect("cohort_sessions", cohort_id)
    context = cohort_context(request, cohort, "cohort_manage")
    return render_form(request, "training/cohorts/put_off.html", form, context)


@permitted("training.manage_cohort", on=find_cohort)
@require_safe_or_post
def cohort_cancel(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Cancels a cohort: frees its rooms and notifies everybody in it."""
    cohort = target_of(request, Cohort)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        cancel_cohort(by=current_person(request), cohort=cohort, **form.cleaned_data)
        messages.success(
            request, _("C’est annulé. Les salles sont libérées, et ceux qui en étaient le savent.")
        )
        return redirect("cohort_manage", cohort_id)
    context = cohort_context(request, cohort, "cohort_manage")
    return render_form(request, "training/cohorts/cancel.html", form, context)


def _reopened_until(person: Person, cohort: Cohort) -> str:
    """Returns until when the person may undo the closing of a cohort; empty if they may not."""
    if cohort.state != State.CLOSED or cohort.closed_at is None:
        return ""
    until = cohort.closed_at + REOPENED_WITHIN
    may_manage = person.has_perm("training.manage_cohort", cohort)
    return format_moment(until) if may_manage and until > timezone.now() else ""


def _is_size_in_question(cohort: Cohort) -> bool:
    decides = cohort.state in (State.SELECTING, State.RUNNING) and cohort.small_accepted_at is None
    return cohort.is_small and decides


def _flash_without_room(request: HttpRequest, sessions: list[CohortSession]) -> None:
    if sessions:
        count = len(sessions)
        words = ngettext(
            "%(count)d séance n’a pas de salle à sa nouvelle date : choisissez-en une.",
            "%(count)d séances n’ont pas de salle à leur nouvelle date : choisissez-en une.",
            count,
        )
        messages.warning(request, words % {"count": count})
