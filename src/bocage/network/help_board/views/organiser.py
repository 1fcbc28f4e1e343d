"""Organiser's views of the help board: reported and hidden help posts."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import render_form
from bocage.network.help_board.forms import HIDE_BUTTON, ReasonForm
from bocage.network.help_board.models import HelpPost
from bocage.network.help_board.operations.help_board import dismiss_reports, hide_help_post
from bocage.network.help_board.views.help_board import find_help_post
from bocage.people.signed_in import current_person

HELP_POSTS_PER_PAGE = 50
REPORTED = Count("reports", filter=Q(reports__handled_at=None))


@permitted("network.run_a_club")
@require_safe
def club_help_posts(request: HttpRequest) -> HttpResponse:
    """Lists the help posts of the clubs that the person runs, reported ones first."""
    help_posts = (
        HelpPost.objects.run_by(current_person(request))
        .select_related("author", "commune")
        .annotate(reported=REPORTED)
        .order_by("-reported", "-created_at", "-pk")
    )
    state = request.GET.get("etat", "")
    if state in HelpPost.Status.values:
        help_posts = help_posts.filter(status=state)
    page = Paginator(help_posts, HELP_POSTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "state": state, "states": HelpPost.Status.choices}
    return render(request, "network/help_board/club_help_posts.html", context)


@permitted("network.hide_help_post", on=find_help_post)
@require_safe_or_post
def club_help_post(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows a help post to an organiser, who hides it with a reason or leaves it on the board."""
    help_post = target_of(request, HelpPost)
    hides = request.method == "POST" and HIDE_BUTTON in request.POST
    form = ReasonForm(request.POST if hides else None)
    if request.method == "POST" and not hides:
        dismiss_reports(by=current_person(request), help_post=help_post)
        messages.success(request, _("L’annonce reste sur le tableau."))
        return redirect("club_help_posts")
    if hides and form.is_valid():
        hide_help_post(
            by=current_person(request), help_post=help_post, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("L’annonce est masquée, et son auteur sait pourquoi."))
        return redirect("club_help_posts")
    reports = help_post.reports.filter(handled_at=None).select_related("reporter")
    context = {"help_post": help_post, "pk": pk, "reports": reports}
    return render_form(request, "network/help_board/club_help_post.html", form, context)
