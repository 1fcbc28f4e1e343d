"""Views of the register, for session teachers and cohort officers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.foundation.documents import pdf_response
from bocage.foundation.files.sent_documents import document_response
from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.training.attendance.check import check_register
from bocage.training.attendance.documents.sheets import sheet_pdf
from bocage.training.attendance.formatting import duration_words, session_words
from bocage.training.attendance.forms import EXCUSED, PRESENT, MaterialForm, NoteForm, SheetForm
from bocage.training.attendance.lookups import find_cohort_of_session, find_session
from bocage.training.attendance.models import AttendanceSheet
from bocage.training.attendance.operations.attendance import name_of, note_absence, regularise
from bocage.training.attendance.operations.sheets import add_sheet
from bocage.training.attendance.register import Register, SessionLine, register_of
from bocage.training.attendance.signatories import find_signatory, signatories_of, signatory_key
from bocage.training.attendance.signing_time import signing_time
from bocage.training.cohorts.lookups import find_cohort
from bocage.training.cohorts.tabs import cohort_context
from bocage.training.programmes.models.cohorts import Cohort, Enrolment
from bocage.training.programmes.models.sessions import CohortSession


@permitted("training.hold_session", on=find_session)
@require_safe
def session_attendance(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Shows the attendance of a session, its shared tablet, its sheets and its materials."""
    session = target_of(request, CohortSession)
    now = timezone.now()
    register = register_of(session.cohort, now=now)
    line = _line_of(register, session_id)
    may_manage = current_person(request).has_perm("training.manage_cohort", session.cohort)
    context = {
        "session": session,
        "when": session_words(session),
        "time": signing_time(session, now).value,
        "rows": _rows(register, line),
        "present": line.present,
        "expected": len([enrolment for enrolment in register.enrolments if enrolment.has_seat]),
        "materials": session.materials.all(),
        "material_form": MaterialForm(),
        "may_manage": may_manage,
        "sheets": session.attendance_sheets.all() if may_manage else [],
        "has_begun": session.starts_at <= now,
    }
    return render(request, "training/attendance/session.html", context)


@permitted("training.hold_session", on=find_session)
@require_safe
def session_sheet(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Returns the attendance sheet of a session as a PDF, with the signatures so far, to be signed
    by hand.
    """
    session = target_of(request, CohortSession)
    register = register_of(session.cohort, now=timezone.now())
    pdf = sheet_pdf(register, _line_of(register, session_id))
    return pdf_response(pdf, filename=f"emargement-{session.starts_at:%Y-%m-%d}.pdf")


@permitted("training.manage_cohort", on=find_cohort_of_session)
@require_safe_or_post
def session_note(request: HttpRequest, session_id: UUID, key: str) -> HttpResponse:
    """Records the attendance of a person who did not sign: absent, excused, or in fact present."""
    session = find_session(session_id)
    signatory = find_signatory(session, key)
    if signatory is None:
        raise Http404
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            if data["mark"] == PRESENT or not isinstance(signatory, Enrolment):
                regularise(
                    by=current_person(request),
                    session=session,
                    signatory=signatory,
                    reason=data["reason"],
                )
            else:
                note_absence(
                    by=current_person(request),
                    session=session,
                    enrolment=signatory,
                    reason=data["reason"],
                    is_excused=data["mark"] == EXCUSED,
                    document=data["document"],
                )
            messages.success(request, _("C’est noté au registre."))
            return redirect("session_attendance", session_id)
    context = {"session": session, "name": name_of(signatory), "when": session_words(session)}
    return render_form(request, "training/attendance/note.html", form, context)


@permitted("training.manage_cohort", on=find_cohort_of_session)
@require_safe_or_post
def session_sheet_add(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Adds the scan of a sheet signed by hand, with the people who signed it."""
    session = find_session(session_id)
    form = SheetForm(request.POST or None, request.FILES or None, people=signatories_of(session))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        signatories = [find_signatory(session, key) for key in form.cleaned_data["presents"]]
        with refusals_on(form):
            add_sheet(
                by=current_person(request),
                session=session,
                file=file,
                name=file.name,
                signatories=[signatory for signatory in signatories if signatory is not None],
            )
            messages.success(request, _("La feuille est au registre."))
            return redirect("session_attendance", session_id)
    context = {"session": session, "when": session_words(session)}
    return render_form(request, "training/attendance/sheet_add.html", form, context)


@permitted("training.manage_cohort", on=find_cohort_of_session)
@require_safe
def session_sheet_file(request: HttpRequest, session_id: UUID, sheet_id: UUID) -> HttpResponseBase:  # noqa: ARG001 - permitted found it
    """Returns the scan of a sheet."""
    sheet = get_object_or_404(AttendanceSheet, pk=sheet_id, session=session_id)
    return document_response(sheet.file.open("rb"), kind=sheet.kind, name=sheet.name)


@permitted("training.manage_cohort", on=find_cohort)
@require_safe
def cohort_attendance(request: HttpRequest, cohort_id: UUID) -> HttpResponse:  # noqa: ARG001 - permitted found it
    """Shows the register of a cohort: its half-days, the hours of each learner, and whether the
    chain is intact.
    """
    cohort = target_of(request, Cohort)
    register = register_of(cohort, now=timezone.now())
    checked = check_register(cohort)
    context = cohort_context(request, cohort, "cohort_attendance") | {
        "lines": [
            {
                "session": line.session,
                "when": session_words(line.session),
                "present": line.present,
                "is_countersigned": line.is_countersigned,
                "missing": len(register.missing(line)),
                "is_over": line.session.ends_at <= register.now,
            }
            for line in register.lines
        ],
        "learners": [_hours_row(enrolment, register) for enrolment in register.enrolments],
        "checked": checked,
        "head": checked.head[:16],
    }
    return render(request, "training/attendance/register.html", context)


def _line_of(register: Register, session_id: UUID) -> SessionLine:
    return next(line for line in register.lines if line.session.pk == session_id)


def _rows(register: Register, line: SessionLine) -> list[dict[str, Any]]:
    """Returns the learners, then the teachers, each with their last entry."""
    rows = [
        {
            "key": signatory_key(enrolment),
            "name": enrolment.display_name,
            "is_teacher": False,
            "entry": line.learners.get(enrolment.pk),
        }
        for enrolment in register.enrolments
        if enrolment.has_seat or enrolment.pk in line.learners
    ]
    rows += [
        {
            "key": signatory_key(teacher),
            "name": teacher.name,
            "is_teacher": True,
            "entry": line.teachers.get(teacher.pk),
        }
        for teacher in register.teachers.get(line.session.pk, [])
    ]
    return rows


def _hours_row(enrolment: Enrolment, register: Register) -> dict[str, Any]:
    hours = register.hours_of(enrolment)
    return {
        "enrolment": enrolment,
        "attended": duration_words(hours.attended),
        "held": duration_words(hours.held),
        "planned": duration_words(hours.planned),
        "share": hours.share,
    }
