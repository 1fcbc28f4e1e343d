"""The box of ideas as who answers sees it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on
from bocage.network.help_board.forms import ReasonForm
from bocage.network.ideas.forms import SHOW_BUTTON, AnswerForm
from bocage.network.ideas.models import Idea, IdeaComment
from bocage.network.ideas.operations import (
    answer_idea,
    hide_comment,
    hide_idea,
    show_comment,
    show_idea,
)
from bocage.network.ideas.presentation import idea_rows
from bocage.network.ideas.views.ideas import find_comment, find_idea
from bocage.people.signed_in import current_person

IDEAS_PER_PAGE = 50


@permitted("network.run_a_club")
@require_safe
def club_ideas(request: HttpRequest) -> HttpResponse:
    """Lists the ideas that wait for an answer, or in another state, by number of votes."""
    state = request.GET.get("etat", "")
    state = state if state in Idea.State.values else Idea.State.NEW.value
    ideas = Idea.objects.run_by(current_person(request)).filter(state=state)
    rows = idea_rows(ideas, current_person(request)).order_by("-vote_count", "created_at", "pk")
    page = Paginator(rows, IDEAS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "state": state, "states": Idea.State.choices}
    return render(request, "network/ideas/club_ideas.html", context)


@permitted("network.answer_idea", on=find_idea)
@require_safe_or_post
def club_idea(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answers an idea, or hides an inappropriate one."""
    return _render_idea(request, target_of(request, Idea), pk)


def _render_idea(
    request: HttpRequest, idea: Idea, pk: UUID, reason_form: ReasonForm | None = None
) -> HttpResponse:
    answers = request.method == "POST" and reason_form is None
    initial = {"state": "" if idea.state == Idea.State.NEW else idea.state, "words": idea.answer}
    form = AnswerForm(request.POST if answers else None, initial=initial)
    if answers and form.is_valid():
        with refusals_on(form):
            answer_idea(by=current_person(request), idea=idea, **form.cleaned_data)
            messages.success(request, _("Votre réponse est publiée ; ceux qui ont voté la liront."))
            return redirect("club_ideas")
    context = {
        "idea": idea,
        "pk": pk,
        "form": form,
        "reason_form": reason_form or ReasonForm(),
        "votes": idea.votes.count(),
        "comments": idea.comments.select_related("author"),
    }
    status = 422 if answers or reason_form is not None else 200
    return render(request, "network/ideas/club_idea.html", context, status=status)


@permitted("network.answer_idea", on=find_idea)
@require_POST
def club_idea_moderate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hides an idea with a reason, or shows it again."""
    idea = target_of(request, Idea)
    if SHOW_BUTTON in request.POST:
        show_idea(by=current_person(request), idea=idea)
        messages.success(request, _("L’idée est montrée à nouveau."))
        return redirect("club_idea", pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _render_idea(request, idea, pk, form)
    hide_idea(by=current_person(request), idea=idea, reason=form.cleaned_data["reason"])
    messages.success(request, _("L’idée est masquée, et son auteur sait pourquoi."))
    return redirect("club_idea", pk)


@permitted("network.answer_idea", on=find_comment)
@require_POST
def club_comment_moderate(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Hides a comment with a reason, or shows it again."""
    comment = target_of(request, IdeaComment)
    if SHOW_BUTTON in request.POST:
        show_comment(by=current_person(request), comment=comment)
        messages.success(request, _("Le commentaire est montré à nouveau."))
        return redirect("club_idea", comment.idea_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Dites pourquoi : la raison est envoyée à la personne."))
        return redirect("club_idea", comment.idea_id)
    hide_comment(by=current_person(request), comment=comment, reason=form.cleaned_data["reason"])
    messages.success(request, _("Le commentaire est masqué, et son auteur sait pourquoi."))
    return redirect("club_idea", comment.idea_id)
