"""Signing for a half-day: on one's own telephone, by the code of the session, or on its tablet."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.foundation.files.qr_codes import qr_code
from bocage.foundation.http.access import (
    permitted,
    require_safe_or_post,
    secret_address,
    signed_in,
    target_of,
)
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.limits import Limit, count_attempt
from bocage.people.signed_in import current_person
from bocage.training.attendance.codes import GOOD_FOR, code_url, session_of_code
from bocage.training.attendance.formatting import session_words
from bocage.training.attendance.forms import SignatureForm
from bocage.training.attendance.lookups import find_session
from bocage.training.attendance.models import AttendanceEntry
from bocage.training.attendance.operations.attendance import Signatory, name_of, sign_session
from bocage.training.attendance.signatories import find_signatory
from bocage.training.attendance.signing_time import signing_time
from bocage.training.programmes.models.cohorts import Enrolment
from bocage.training.programmes.models.sessions import CohortSession

SIGNATURES = Limit(action="training.sign", amount=120, window=timedelta(hours=1))
"""Rate limit of one session on one device: above a room, below a program."""

Method = AttendanceEntry.Method


@permitted("training.follow_session", on=find_session)
@require_safe_or_post
def session_sign(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and saves the person's own signature (« Émarger »)."""
    return _own_page(request, target_of(request, CohortSession), Method.OWN)


@signed_in
@require_safe_or_post
def attendance_code(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the signing page behind the code displayed in a session, to people who have a seat in
    it.
    """
    session = find_session(session_of_code(token))
    if not request.user.has_perm("training.follow_session", session):
        raise Http404
    return _own_page(request, session, Method.CODE)


@permitted("training.hold_session", on=find_session)
@require_safe_or_post
def session_sign_for(request: HttpRequest, key: str, **_address: UUID) -> HttpResponse:
    """Shows the signing page on the shared tablet, for one person, and saves their signature."""
    session = target_of(request, CohortSession)
    signatory = find_signatory(session, key)
    if signatory is None:
        raise Http404
    return _render_signing(request, session, signatory, Method.SHARED)


@permitted("training.hold_session", on=find_session)
@secret_address
@require_safe
def session_code(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the current code of a session, large enough for a room; it renews itself."""
    session = target_of(request, CohortSession)
    context = {
        "session": session,
        "when": session_words(session),
        "code": qr_code(code_url(session)),
        "minutes": int(GOOD_FOR.total_seconds()) // 60,
        "is_part": request.headers.get("HX-Request") == "true",
    }
    return render(request, "training/attendance/code.html", context)


def _own_page(request: HttpRequest, session: CohortSession, method: str) -> HttpResponse:
    """Shows the page of a person who signs for themself: a learner or a teacher."""
    person = current_person(request)
    seated = Enrolment.objects.seated().filter(cohort=session.cohort_id, person=person)
    signatory: Signatory | None = seated.select_related("person").first()
    if signatory is None:
        signatory = next(
            (teacher for teacher in session.teachers.all() if teacher.person_id == person.pk), None
        )
    if signatory is None:
        raise Http404
    return _render_signing(request, session, signatory, method)


def _render_signing(
    request: HttpRequest, session: CohortSession, signatory: Signatory, method: str
) -> HttpResponse:
    form = SignatureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count_attempt(SIGNATURES, f"{session.pk}:{current_person(request).pk}")
        with refusals_on(form):
            sign_session(
                by=current_person(request),
                session=session,
                signatory=signatory,
                mark=form.mark(),
                method=method,
            )
            messages.success(request, _("C’est signé. Merci !"))
            return redirect(_after(session, signatory, method))
    context: dict[str, Any] = {
        "session": session,
        "name": name_of(signatory),
        "when": session_words(session),
        "time": signing_time(session, timezone.now()).value,
        "is_shared": method == Method.SHARED,
        "signed": _signed(session, signatory),
    }
    return render_form(request, "training/attendance/sign.html", form, context)


def _after(session: CohortSession, signatory: Signatory, method: str) -> str:
    """Returns the next address: the list of the tablet, or the person's own course."""
    if method == Method.SHARED or not isinstance(signatory, Enrolment):
        return reverse("session_attendance", args=[session.pk])
    return reverse("own_course", args=[signatory.pk])


def _signed(session: CohortSession, signatory: Signatory) -> AttendanceEntry | None:
    entries = session.attendance_entries.filter(kind=AttendanceEntry.Kind.SIGNED)
    if isinstance(signatory, Enrolment):
        return entries.filter(signer__enrolment=signatory).first()
    return entries.filter(signer__teacher=signatory).first()
