"""The applications of a cohort as its officers rank and answer them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bocage.foundation.db.identifiers import identifier_or_404
from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, pressed_action, refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.training.admissions.applications.lookups import find_cohort_application
from bocage.training.admissions.applications.models import Application
from bocage.training.admissions.applications.presentation import answer_items
from bocage.training.admissions.juries.forms import AssignForm, ConflictForm, DecisionForm, NoteForm
from bocage.training.admissions.juries.models import JuryReview
from bocage.training.admissions.juries.operations.decisions import (
    prepare_decision,
    propose_decisions,
    send_decisions,
)
from bocage.training.admissions.juries.operations.reviews import (
    assign_review,
    declare_conflict,
    withdraw_review,
    write_jury_note,
)
from bocage.training.admissions.juries.presentation import (
    answered_rows,
    mark_rows,
    rankable_jurors,
    ranking_rows,
)
from bocage.training.cohorts.lookups import find_cohort
from bocage.training.cohorts.tabs import cohort_context
from bocage.training.programmes.models.cohorts import Cohort


@permitted("training.manage_application", on=find_cohort_application)
@require_safe_or_post
def application_file(request: HttpRequest, cohort_id: UUID, application_id: UUID) -> HttpResponse:
    """Shows an application with its readers, their marks and the prepared decision, and saves the
    decision.
    """
    application = target_of(request, Application)
    form = DecisionForm(
        request.POST or None,
        initial={
            "prepared": application.prepared,
            "rank": application.prepared_rank,
            "words": application.words,
        },
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            prepare_decision(
                by=current_person(request), application=application, **form.cleaned_data
            )
            messages.success(request, _("La décision est préparée. Personne n’est encore prévenu."))
            return redirect("application_file", cohort_id, application_id)
    context = _file_context(request, application)
    return render_form(request, "training/admissions/juries/application.html", form, context)


def _file_context(request: HttpRequest, application: Application) -> dict[str, Any]:
    jurors = rankable_jurors(application)
    context = cohort_context(request, application.cohort, "cohort_applications")
    return context | {
        "application": application,
        "answers": answer_items(application),
        "documents": application.documents.all(),
        "marks": mark_rows(application, current_person(request)),
        "own_review": _own_review(request, application),
        "conflicts": application.conflicts.select_related("person"),
        "notes": application.notes.select_related("author"),
        "assign_form": AssignForm(None, jurors=jurors) if jurors else None,
        "conflict_form": ConflictForm(auto_id="lien-%s"),
        "note_form": NoteForm(auto_id="note-%s"),
    }


def _own_review(request: HttpRequest, application: Application) -> JuryReview | None:
    """Returns the pending review of an officer who is a juror: other scores are hidden until
    then."""
    reviews = JuryReview.objects.of(current_person(request)).filter(given_at=None)
    return reviews.filter(application=application).first()


@permitted("training.manage_application", on=find_cohort_application)
@require_POST
def application_review(request: HttpRequest, cohort_id: UUID, application_id: UUID) -> HttpResponse:
    """Assigns a reader, removes one, records a conflict, or adds a note of the jury."""
    application = target_of(request, Application)
    with flash_outcome(request):
        message = _perform_action(request, application)
        messages.success(request, message)
    return redirect("application_file", cohort_id, application_id)


def _perform_action(request: HttpRequest, application: Application) -> str:
    """Performs the submitted action. Returns the confirmation message.

    Raises:
        Http404: no action of the page was submitted.
    """
    person = current_person(request)
    match pressed_action(request):
        case "confier":
            juror = get_object_or_404(
                application.cohort.jurors.select_related("person"),
                pk=identifier_or_404(request.POST.get("juror", "")),
            )
            assign_review(by=person, application=application, juror=juror)
            return _("La candidature est confiée.")
        case "reprendre":
            withdraw_review(by=person, review=_review(request, application))
            return _("La candidature est reprise.")
        case "conflit":
            form = ConflictForm(request.POST)
            if not form.is_valid():
                raise Http404
            reader = _review(request, application).juror.person
            declare_conflict(by=person, application=application, person=reader, **form.cleaned_data)
            return _("Le lien est noté : cette personne ne lit plus cette candidature.")
        case "noter":
            note = NoteForm(request.POST)
            if not note.is_valid():
                raise Http404
            write_jury_note(by=person, application=application, **note.cleaned_data)
            return _("La note est enregistrée.")
        case _:
            raise Http404


def _review(request: HttpRequest, application: Application) -> JuryReview:
    reviews = JuryReview.objects.with_rights().filter(application=application)
    return get_object_or_404(reviews, pk=identifier_or_404(request.POST.get("lecture", "")))


@permitted("training.manage_cohort", on=find_cohort)
@require_safe_or_post
def cohort_ranking(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Shows the ranking and the prepared decisions, proposes decisions, and sends all answers."""
    cohort = target_of(request, Cohort)
    if request.method == "POST":
        with flash_outcome(request):
            message = _perform_decision(request, cohort)
            messages.success(request, message)
        return redirect("cohort_ranking", cohort_id)
    rows = ranking_rows(cohort, current_person(request))
    context = cohort_context(request, cohort, "cohort_ranking") | {
        "rows": rows,
        "missing": sum(not row.application.prepared for row in rows),
        "chosen": sum(row.application.prepared == "accept" for row in rows),
        "answered": answered_rows(cohort),
    }
    return render(request, "training/admissions/juries/ranking.html", context)


def _perform_decision(request: HttpRequest, cohort: Cohort) -> str:
    """Prepares the decisions of the ranking, or sends the answers.

    Raises:
        Http404: no action of the page was submitted.
    """
    person = current_person(request)
    match pressed_action(request):
        case "proposer":
            count = propose_decisions(by=person, cohort=cohort)
            return ngettext(
                "%(count)d décision est préparée d’après le classement. Relisez-la.",
                "%(count)d décisions sont préparées d’après le classement. Relisez-les.",
                count,
            ) % {"count": count}
        case "envoyer":
            decisions = send_decisions(by=person, cohort=cohort)
            return ngettext(
                "Les réponses sont parties : %(accepted)d place gardée, "
                "en attente : %(waiting)d, non retenues : %(refused)d.",
                "Les réponses sont parties : %(accepted)d places gardées, "
                "en attente : %(waiting)d, non retenues : %(refused)d.",
                decisions.accepted,
            ) % {
                "accepted": decisions.accepted,
                "waiting": decisions.waiting,
                "refused": decisions.refused,
            }
        case _:
            raise Http404
