"""The half-days of a cohort: planned with their rooms, moved, cancelled."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from bocage.foundation.errors import Refusal
from bocage.foundation.formatting.times import format_moment
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.seams.meeting_rooms import MeetingRoom, room_provider
from bocage.people.signed_in import current_person
from bocage.training.cohorts.errors import SessionRoomTaken
from bocage.training.cohorts.forms import (
    AlternativeChoice,
    CancelForm,
    NewSessionsForm,
    SessionForm,
)
from bocage.training.cohorts.lookups import find_cohort
from bocage.training.cohorts.operations.session_locking import room_of
from bocage.training.cohorts.operations.sessions import cancel_session, move_session, plan_sessions
from bocage.training.cohorts.tabs import cohort_context
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.sessions import CohortSession
from bocage.training.programmes.presentation import hours_words, when_words

find_session = finder(
    CohortSession.objects.with_rights().prefetch_related("teachers"),
    cohort_id="cohort",
    session_id="pk",
)


@permitted("training.follow_cohort", on=find_cohort)
@require_safe
def cohort_sessions(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Lists the half-days of a cohort in order, with the state of their rooms."""
    cohort, now = target_of(request, Cohort), timezone.now()
    sessions = list(cohort.sessions.select_related("module").prefetch_related("teachers"))
    context = cohort_context(request, cohort, "cohort_sessions") | {
        "sessions": [
            (session, when_words(session), session.ends_at <= now) for session in sessions
        ],
        "minutes": hours_words(sum(session.minutes for session in sessions)),
    }
    return render(request, "training/cohorts/sessions.html", context)


@permitted("training.manage_cohort", on=find_cohort)
@require_safe_or_post
def cohort_sessions_plan(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Plans one half-day or two, once or every week, with their rooms."""
    cohort = target_of(request, Cohort)
    data = request.POST if request.method == "POST" else None
    initial = {"jour": cohort.starts_on}
    form = NewSessionsForm(data, cohort=cohort, rooms=_rooms(cohort), initial=initial)
    outcome = refusals_on(form, {SessionRoomTaken: "salle"})
    if request.method == "POST" and form.is_valid():
        with outcome:
            planned = plan_sessions(by=current_person(request), cohort=cohort, plans=form.plans())
            words = ngettext(
                "%(count)d demi-journée est prévue.",
                "%(count)d demi-journées sont prévues.",
                len(planned),
            )
            messages.success(request, words % {"count": len(planned)})
            return redirect("cohort_sessions", cohort_id)
    return _form_page(request, form, cohort, None, outcome.refusal)


@permitted("training.manage_cohort", on=find_session)
@require_safe_or_post
def cohort_session_move(request: HttpRequest, cohort_id: UUID, **_address: UUID) -> HttpResponse:
    """Moves a session to another time or room, and notifies the people concerned."""
    session = target_of(request, CohortSession)
    cohort = session.cohort
    data = request.POST if request.method == "POST" else None
    initial = SessionForm.initial_of(session, room_of(session))
    form = SessionForm(data, cohort=cohort, rooms=_rooms(cohort), initial=initial)
    outcome = refusals_on(form, {SessionRoomTaken: "salle"})
    if request.method == "POST" and form.is_valid():
        with outcome:
            move_session(by=current_person(request), session=session, plan=form.plans()[0])
            messages.success(request, _("C’est changé, la salle avec. Ceux qui en sont le savent."))
            return redirect("cohort_sessions", cohort_id)
    return _form_page(request, form, cohort, session, outcome.refusal)


@permitted("training.manage_cohort", on=find_session)
@require_safe_or_post
def cohort_session_cancel(request: HttpRequest, cohort_id: UUID, **_address: UUID) -> HttpResponse:
    """Cancels a session: frees its room and notifies the people concerned."""
    session = target_of(request, CohortSession)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            cancel_session(by=current_person(request), session=session, **form.cleaned_data)
            messages.success(
                request,
                _("C’est annulé. La salle est libérée, et ceux qui venaient le savent."),
            )
            return redirect("cohort_sessions", cohort_id)
    context = cohort_context(request, session.cohort, "cohort_sessions") | {
        "session": session,
        "when": when_words(session),
    }
    return render_form(request, "training/cohorts/session_cancel.html", form, context)


def _rooms(cohort: Cohort) -> list[MeetingRoom]:
    return room_provider().rooms_of({cohort.programme.departement_id})


def _form_page(
    request: HttpRequest,
    form: SessionForm,
    cohort: Cohort,
    session: CohortSession | None,
    refusal: Refusal | None,
) -> HttpResponse:
    context = (
        cohort_context(request, cohort, "cohort_sessions")
        | {"session": session, "alternatives": form.alternatives}
        | _offered(refusal, cohort)
    )
    return render_form(request, "training/cohorts/session_form.html", form, context)


def _offered(refusal: Refusal | None, cohort: Cohort) -> dict[str, Any]:
    """Returns the free alternatives to a room that is taken, with the value of each button."""
    if not isinstance(refusal, SessionRoomTaken):
        return {"instead": []}
    rooms = {room.room_id for room in _rooms(cohort)}
    return {
        "taken": format_moment(refusal.requested_start),
        "instead": [
            (AlternativeChoice.of(refusal.requested_start, alternative), alternative.words)
            for alternative in refusal.instead()
            if alternative.room_id in rooms
        ],
    }
