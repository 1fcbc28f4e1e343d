"""Pages of the papers of a cohort and of a learner, and of the archive of the funder."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.documents import pdf_response
from bocage.foundation.http.access import permitted, target_of
from bocage.foundation.http.actions import flash_outcome
from bocage.people.signed_in import current_person
from bocage.training.attendance.documents.papers import (
    PAPERS,
    needs_of_papers,
    paper_pdf,
    papers_for,
    readiness_of,
)
from bocage.training.attendance.funder_archive import archive_name, archive_of
from bocage.training.attendance.operations.convocations import convoke
from bocage.training.attendance.register import register_of
from bocage.training.cohorts.lookups import find_cohort, find_enrolment
from bocage.training.cohorts.tabs import cohort_context
from bocage.training.programmes.models.cohorts import Cohort, Enrolment


@permitted("training.manage_cohort", on=find_cohort)
@never_cache
@require_safe
def cohort_archive(request: HttpRequest, cohort_id: UUID) -> StreamingHttpResponse:  # noqa: ARG001 - permitted found it
    """Streams a ZIP archive of all the proofs of a cohort, for the funder."""
    cohort = target_of(request, Cohort)
    response = StreamingHttpResponse(archive_of(cohort), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{archive_name(cohort)}"'
    return response


@permitted("training.read_papers", on=find_enrolment)
@require_safe
def enrolment_paper(request: HttpRequest, paper: str, **_address: UUID) -> HttpResponse:
    """Returns a document of a learner, as a PDF."""
    enrolment = target_of(request, Enrolment)
    kind = PAPERS.get(paper)
    if kind is None or kind not in papers_for(enrolment):
        raise Http404
    register = register_of(enrolment.cohort, now=timezone.now())
    return pdf_response(paper_pdf(kind, enrolment, register), filename=f"{kind.filename}.pdf")


@permitted("training.manage_cohort", on=find_cohort)
@require_safe
def cohort_papers(request: HttpRequest, cohort_id: UUID) -> HttpResponse:  # noqa: ARG001 - permitted found it
    """Shows the documents of each learner, the convocations, and the archive for the funder."""
    cohort = target_of(request, Cohort)
    register = register_of(cohort, now=timezone.now())
    seated = [enrolment for enrolment in register.enrolments if enrolment.has_seat]
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


@permitted("training.manage_cohort", on=find_cohort)
@require_POST
def cohort_convoke(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Sends each learner their convocation."""
    with flash_outcome(request):
        count = convoke(by=current_person(request), cohort=target_of(request, Cohort))
        words = ngettext(
            "%(count)d convocation est partie.", "%(count)d convocations sont parties.", count
        )
        messages.success(request, words % {"count": count})
    return redirect("cohort_papers", cohort_id)
