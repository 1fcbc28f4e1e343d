"""The box of ideas: everybody reads it; an account suggests, votes and discusses."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import (
    finder,
    permitted,
    public,
    require_safe_or_post,
    signed_in,
    target_of,
)
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.foundation.http.replica import allow_stale_second
from bocage.network.ideas.forms import TAKE_BACK_BUTTON, CommentForm, IdeaForm, IdeaSearchForm
from bocage.network.ideas.models import Idea, IdeaComment
from bocage.network.ideas.operations import (
    FINAL_STATES,
    comment_on_idea,
    remove_comment,
    remove_idea,
    suggest_idea,
    take_vote_back,
    vote_for_idea,
)
from bocage.network.ideas.presentation import idea_rows, name_of_author, searched
from bocage.network.members.models.members import Member
from bocage.people.signed_in import current_person

IDEAS_PER_PAGE = 20


find_idea = finder(Idea.objects.select_related("commune", "author"))


find_comment = finder(IdeaComment.objects.select_related("idea__commune", "author"))


@public
@allow_stale_second
@require_safe
def idea_list(request: HttpRequest) -> HttpResponse:
    """Lists the ideas, by number of votes or latest first, with search and filter."""
    form = IdeaSearchForm(request.GET)
    criteria = {"words": "", "state": "", "sort": "", **form.understood()}
    ideas = searched(Idea.objects.public(), criteria["words"])
    counts_by_state = dict(ideas.order_by().values_list("state").annotate(count=Count("pk")))
    state = criteria["state"]
    if state:
        ideas = ideas.filter(state=state)
    order = ["-created_at"] if criteria["sort"] else ["-vote_count", "-created_at"]
    rows = idea_rows(ideas, request.user).order_by(*order, "pk")
    page = Paginator(rows, IDEAS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "ideas": [(idea, name_of_author(idea)) for idea in page.object_list],
        "criteria": criteria,
        "states": [
            (value, label, counts_by_state.get(value, 0)) for value, label in Idea.State.choices
        ],
        "total": sum(counts_by_state.values()),
        "state": state,
        "settled": FINAL_STATES,
    }
    return render(request, "network/ideas/list.html", context)


@public
@require_safe
def idea_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows an idea, with its answer and comments."""
    return _render_idea(request, pk)


def _render_idea(request: HttpRequest, pk: UUID, form: CommentForm | None = None) -> HttpResponse:
    user = request.user
    idea = idea_rows(Idea.objects.all(), user).filter(pk=pk).first()
    if idea is None or not user.has_perm("network.read_idea", idea):
        raise Http404
    comments = idea.comments.select_related("author")
    context: dict[str, Any] = {
        "idea": idea,
        "author_name": name_of_author(idea),
        "comments": [
            (comment, name_of_author(comment), comment.author_id == user.pk) for comment in comments
        ],
        "form": form or CommentForm(),
        "takes_votes": idea.state not in FINAL_STATES and not idea.is_hidden,
        "is_own": user.is_authenticated and idea.author_id == user.pk,
        "may_answer": user.has_perm("network.answer_idea", idea),
        "pk": pk,
    }
    status = 422 if form is not None else 200
    return render(request, "network/ideas/detail.html", context, status=status)


@signed_in
@require_safe_or_post
def idea_new(request: HttpRequest) -> HttpResponse:
    """Publishes an idea."""
    person = current_person(request)
    member = Member.objects.filter(person=person).select_related("commune").first()
    initial = {"commune": (member.commune.name, member.commune.code)} if member else {}
    form = IdeaForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            idea = suggest_idea(by=person, **form.cleaned_data)
            messages.success(request, _("Votre idée est dans la boîte. Vous saurez la réponse."))
            return redirect(idea)
    return render_form(request, "network/ideas/new.html", form)


@permitted("network.vote_idea", on=find_idea)
@require_POST
def idea_vote(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Votes, or takes the vote back."""
    idea = target_of(request, Idea)
    if TAKE_BACK_BUTTON in request.POST:
        take_vote_back(by=current_person(request), idea=idea)
        messages.success(request, _("Votre voix est retirée."))
    else:
        vote_for_idea(by=current_person(request), idea=idea)
        messages.success(request, _("Votre voix compte. Vous saurez la réponse."))
    return redirect(idea)


@permitted("network.comment_idea", on=find_idea)
@require_POST
def idea_comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Adds a comment to an idea."""
    idea = target_of(request, Idea)
    form = CommentForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            comment_on_idea(by=current_person(request), idea=idea, **form.cleaned_data)
            messages.success(request, _("C’est dit."))
            return redirect(idea)
    return _render_idea(request, pk, form)


@permitted("network.remove_idea", on=find_idea)
@require_POST
def idea_remove(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Withdraws the signed-in person's idea."""
    remaining = remove_idea(by=current_person(request), idea=target_of(request, Idea))
    if remaining is None:
        messages.success(request, _("Votre idée est retirée."))
        return redirect("idea_list")
    messages.success(
        request, _("Votre idée n’est plus la vôtre : d’autres y tiennent, elle reste sans nom.")
    )
    return redirect(remaining)


@permitted("network.remove_comment", on=find_comment)
@require_POST
def idea_comment_remove(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Deletes the signed-in person's comment."""
    comment = target_of(request, IdeaComment)
    remove_comment(by=current_person(request), comment=comment)
    messages.success(request, _("Votre commentaire est retiré."))
    return redirect(comment.idea)
