"""The jury: who is of it, for officers; what there is to read, for those who are."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import (
    finder,
    permitted,
    require_safe_or_post,
    signed_in,
    target_of,
)
from bocage.foundation.http.actions import flash_outcome, pressed_action, refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.training.admissions.applications.presentation import answer_items
from bocage.training.admissions.juries.assignment import Assignment
from bocage.training.admissions.juries.forms import (
    CORRECT_BUTTON,
    LATER,
    ConflictForm,
    CorrectionForm,
    JurorForm,
    JuryForm,
    NoteForm,
    ScoresForm,
)
from bocage.training.admissions.juries.models import Juror, JuryReview
from bocage.training.admissions.juries.operations.grid import criteria_of
from bocage.training.admissions.juries.operations.juries import (
    invite_juror,
    jury_of,
    leave_jury,
    set_jury,
)
from bocage.training.admissions.juries.operations.reviews import (
    assign_reviews,
    correct_scores,
    declare_conflict,
    give_scores,
    save_scores,
    write_jury_note,
)
from bocage.training.admissions.juries.presentation import mark_rows
from bocage.training.cohorts.lookups import find_cohort
from bocage.training.cohorts.tabs import cohort_context
from bocage.training.programmes.models.cohorts import Cohort

find_review = finder(JuryReview.objects.with_rights(), review_id="pk")
"""The review of an address, of an application that is still read."""


@permitted("training.manage_cohort", on=find_cohort)
@require_safe_or_post
def cohort_jury(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Shows the jury, with what each juror has read; saves its settings and invites jurors."""
    cohort = target_of(request, Cohort)
    data = request.POST if request.method == "POST" else None
    sets = data is not None and "reglages" in data
    jury = jury_of(cohort)
    juror_form = JurorForm(None if sets else data)
    jury_form = JuryForm(
        data if sets else None,
        initial={"readers_each": jury.readers_each, "answer_days": jury.answer_days},
    )
    form = jury_form if sets else juror_form
    if data is not None and form.is_valid():
        with refusals_on(form):
            message = _save(request, cohort, jury_form if sets else None, juror_form)
            messages.success(request, message)
            return redirect("cohort_jury", cohort_id)
    context = cohort_context(request, cohort, "cohort_jury") | {
        "jury": jury,
        "jurors": _jurors_with_counts(cohort),
        "juror_form": juror_form,
        "jury_form": jury_form,
        "to_read": cohort.applications.to_decide().count(),
    }
    return render(
        request,
        "training/admissions/juries/jury.html",
        context,
        status=200 if data is None else 422,
    )


def _save(
    request: HttpRequest, cohort: Cohort, jury_form: JuryForm | None, juror_form: JurorForm
) -> str:
    person = current_person(request)
    if jury_form is not None:
        set_jury(by=person, cohort=cohort, **jury_form.cleaned_data)
        return _("Les réglages du jury sont enregistrés.")
    invite_juror(by=person, cohort=cohort, **juror_form.cleaned_data)
    return _("L’invitation est partie : un clic suffit pour entrer.")


def _jurors_with_counts(cohort: Cohort) -> Any:
    of_now = Q(reviews__application__status__in=("submitted", "under_review"))
    return (
        cohort.jurors.filter(left_at=None)
        .select_related("person")
        .annotate(
            to_read=Count("reviews", filter=of_now),
            given=Count("reviews", filter=of_now & Q(reviews__given_at__isnull=False)),
        )
    )


@permitted("training.manage_cohort", on=find_cohort)
@require_POST
def cohort_jury_share(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Shares the applications out among the jurors."""
    cohort = target_of(request, Cohort)
    with flash_outcome(request):
        _flash_shared(request, assign_reviews(by=current_person(request), cohort=cohort))
    return redirect("cohort_jury", cohort_id)


def _flash_shared(request: HttpRequest, sharing: Assignment) -> None:
    count = len(sharing.added)
    messages.success(
        request,
        ngettext("%(count)d lecture est confiée.", "%(count)d lectures sont confiées.", count)
        % {"count": count},
    )
    if sharing.short:
        short = len(sharing.short)
        messages.warning(
            request,
            ngettext(
                "%(count)d candidature manque encore de lecteurs : invitez quelqu’un de plus.",
                "%(count)d candidatures manquent encore de lecteurs : invitez quelqu’un de plus.",
                short,
            )
            % {"count": short},
        )


@permitted("training.manage_cohort", on=find_cohort)
@require_POST
def cohort_juror_remove(request: HttpRequest, cohort_id: UUID, juror_id: UUID) -> HttpResponse:
    """Removes a juror from the jury."""
    juror = get_object_or_404(
        Juror.objects.select_related("cohort__programme__partner__scope"),
        pk=juror_id,
        cohort=target_of(request, Cohort),
    )
    orphans = leave_jury(by=current_person(request), juror=juror)
    messages.success(request, _("Cette personne n’est plus du jury."))
    if orphans:
        messages.warning(
            request, _("Ce qu’elle avait à lire attend quelqu’un : répartissez à nouveau.")
        )
    return redirect("cohort_jury", cohort_id)


@signed_in
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """Lists the applications that the person has to read, and those they have scored."""
    reviews = JuryReview.objects.with_rights().of(current_person(request))
    rows = list(reviews.order_by("application__cohort__apply_until", "assigned_at", "pk"))
    context = {
        "to_give": [row for row in rows if not row.is_given],
        "given": [row for row in rows if row.is_given],
    }
    return render(request, "training/admissions/juries/reviews.html", context)


@permitted("training.read_application", on=find_review)
@require_safe_or_post
def review_detail(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Shows an application and its grid and, once the scores are given, those of other readers."""
    review = target_of(request, JuryReview)
    grid = criteria_of(review.application.cohort.programme)
    points = dict(review.scores.values_list("criterion", "points"))
    if review.is_given:
        return _corrected(
            request, review, CorrectionForm(_correction(request), grid=grid, points=points)
        )
    form = ScoresForm(request.POST or None, grid=grid, points=points, words=review.words)
    if request.method == "POST" and form.is_valid():
        scored = {"points": form.points, "words": form.cleaned_data["words"]}
        with refusals_on(form):
            if LATER in request.POST:
                save_scores(by=current_person(request), review=review, **scored)
                messages.success(request, _("Vos notes sont gardées, pour vous seul."))
                return redirect("review_list")
            give_scores(by=current_person(request), review=review, **scored)
            messages.success(request, _("Vos notes sont données. Merci !"))
            return redirect("review_detail", review_id)
    return _review_page(request, review, form)


def _correction(request: HttpRequest) -> QueryDict | None:
    """Returns the submitted corrections; None for another submission, such as scores sent twice."""
    return request.POST if CORRECT_BUTTON in request.POST else None


def _corrected(request: HttpRequest, review: JuryReview, form: CorrectionForm) -> HttpResponse:
    if form.is_valid():
        with refusals_on(form):
            correct_scores(
                by=current_person(request),
                review=review,
                points=form.points,
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("Vos notes sont corrigées, et le jury lit pourquoi."))
            return redirect("review_detail", review.pk)
    return _review_page(request, review, form)


def _review_page(request: HttpRequest, review: JuryReview, form: ScoresForm) -> HttpResponse:
    application = review.application
    context = {
        "review": review,
        "application": application,
        "programme": application.cohort.programme,
        "answers": answer_items(application),
        "documents": application.documents.all(),
        "marks": mark_rows(application, current_person(request)) if review.is_given else [],
        "notes": application.notes.select_related("author") if review.is_given else [],
        "note_form": NoteForm(auto_id="note-%s"),
        "conflict_form": ConflictForm(auto_id="lien-%s"),
        "is_open": application.is_read,
    }
    return render_form(request, "training/admissions/juries/review.html", form, context)


@permitted("training.read_application", on=find_review)
@require_POST
def review_answer(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Declares a conflict, which takes the application away; or writes a note."""
    review, person = target_of(request, JuryReview), current_person(request)
    match pressed_action(request):
        case "conflit":
            form: ConflictForm | NoteForm = ConflictForm(request.POST)
        case "noter":
            form = NoteForm(request.POST)
        case _:
            raise Http404
    if not form.is_valid():
        messages.error(request, _("Dites lequel, en un mot."))
        return redirect("review_detail", review_id)
    with flash_outcome(request):
        if isinstance(form, NoteForm):
            write_jury_note(by=person, application=review.application, **form.cleaned_data)
            messages.success(request, _("La note est enregistrée."))
            return redirect("review_detail", review_id)
        instead = declare_conflict(
            by=person, application=review.application, person=person, **form.cleaned_data
        )
        if instead is not None:
            thanks = _("Merci de l’avoir dit : quelqu’un d’autre lira ce projet.")
        else:
            thanks = _("Merci de l’avoir dit : vous ne lisez plus ce projet.")
        messages.success(request, thanks)
    return redirect("review_list")
