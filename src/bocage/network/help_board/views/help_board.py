"""Views of the help board: members' requests and offers, and answers to them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.formatting.times import format_date
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.network.help_board.forms import (
    BoardSearchForm,
    HelpPostForm,
    MessageForm,
    ReportForm,
    RhythmForm,
    ThanksForm,
)
from bocage.network.help_board.models import HelpPost, HelpPostChoice, HelpPostThanks
from bocage.network.help_board.operations.help_board import (
    answer_help_post,
    choose_help_posts,
    close_help_post,
    prolong_help_post,
    publish_help_post,
    report_help_post,
    thank_helper,
    update_help_post,
)
from bocage.network.help_board.operations.scheduled import PROLONGED_BY
from bocage.network.help_board.presentation import answers_of, board_rows, help_post_rows, thanks_of
from bocage.network.members.models.members import Member
from bocage.network.members.presentation import onlooker_of
from bocage.network.messages.formatting import format_name
from bocage.people.models import Person
from bocage.people.signed_in import current_person

HELP_POSTS_PER_PAGE = 20
A_YEAR = timedelta(days=365)


find_help_post = finder(
    HelpPost.objects.select_related("author__membership", "commune").prefetch_related("skills")
)


@permitted("network.see_help_board")
@require_safe
def help_board(request: HttpRequest) -> HttpResponse:
    """Shows the board: the requests and offers of today, latest first."""
    person = current_person(request)
    form = BoardSearchForm(request.GET)
    criteria = {"words": "", "kind": "", "for_me": False, **form.understood()}
    help_posts = _search(criteria, person)
    page = Paginator(board_rows(help_posts), HELP_POSTS_PER_PAGE).get_page(request.GET.get("page"))
    member = Member.objects.filter(person=person).select_related("help_post_choice").first()
    context = {
        "page": page,
        "help_posts": help_post_rows(page.object_list, onlooker_of(person)),
        "criteria": criteria,
        "may_publish": member is not None and member.is_active,
        "rhythm_form": _rhythm_form(member),
        "own": HelpPost.objects.filter(author=person).order_by("-created_at", "pk")[:5],
        "helped": HelpPostThanks.objects.filter(thanked_at__gte=timezone.now() - A_YEAR).count(),
    }
    return render(request, "network/help_board/board.html", context)


def _search(criteria: dict[str, Any], person: Person) -> QuerySet[HelpPost]:
    help_posts = HelpPost.objects.open()
    if criteria["kind"]:
        help_posts = help_posts.filter(kind=criteria["kind"])
    for word in criteria["words"].replace("\0", "").split()[:6]:
        help_posts = help_posts.filter(
            Q(title__unaccent__icontains=word)
            | Q(text__unaccent__icontains=word)
            | Q(commune__name__unaccent__icontains=word)
            | Q(skills__name__unaccent__icontains=word)
        )
    if criteria["for_me"]:
        help_posts = help_posts.filter(
            Q(skills__member_skills__member__person=person)
            | Q(skills__merged_into__member_skills__member__person=person)
        ).exclude(author=person)
    # The search joins several skills per help post: the subquery returns each help post once.
    return HelpPost.objects.filter(pk__in=help_posts.order_by().values("pk")).order_by(
        "-created_at", "-pk"
    )


def _rhythm_form(member: Member | None) -> RhythmForm | None:
    if member is None or not member.is_active:
        return None
    choice = getattr(member, "help_post_choice", None)
    rhythm = choice.rhythm if choice is not None else HelpPostChoice.Rhythm.AT_ONCE
    return RhythmForm(initial={"rhythm": rhythm})


@permitted("network.see_help_board")
@require_POST
def help_post_rhythm(request: HttpRequest) -> HttpResponse:
    """Saves how often the person is notified of help posts."""
    person = current_person(request)
    member = get_object_or_404(Member, person=person)
    form = RhythmForm(request.POST)
    if form.is_valid():
        choose_help_posts(by=person, member=member, rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("C’est noté."))
    else:
        messages.error(request, _("Choisissez un rythme de la liste."))
    return redirect("help_board")


@permitted("network.publish_help_post")
@require_safe_or_post
def help_post_new(request: HttpRequest) -> HttpResponse:
    """Publishes a request or an offer."""
    person = current_person(request)
    member = Member.objects.filter(person=person).select_related("commune").first()
    form = HelpPostForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            help_post = publish_help_post(by=person, **form.cleaned_data)
            messages.success(
                request, _("Votre annonce est publiée : ceux qu’elle concerne sont prévenus.")
            )
            return redirect(help_post)
    return render_form(request, "network/help_board/help_post_form.html", form)


@permitted("network.update_help_post", on=find_help_post)
@require_safe_or_post
def help_post_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Changes a help post of the signed-in person."""
    help_post = target_of(request, HelpPost)
    form = HelpPostForm(request.POST or None, help_post=help_post)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            changed = update_help_post(
                by=current_person(request), help_post=help_post, **form.cleaned_data
            )
            messages.success(request, _("Votre annonce est changée."))
            return redirect(changed)
    context = {"help_post": help_post, "pk": pk}
    return render_form(request, "network/help_board/help_post_form.html", form, context)


@permitted("network.read_help_post", on=find_help_post)
@require_safe
def help_post(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows a help post, with the actions open to the person."""
    return _render_help_post(request, target_of(request, HelpPost), pk)


def _render_help_post(
    request: HttpRequest, help_post: HelpPost, pk: UUID, **forms: Any
) -> HttpResponse:
    person = current_person(request)
    onlooker = onlooker_of(person)
    answers = answers_of(help_post, person)
    thanks = thanks_of(help_post, onlooker)
    thanked = {thanks_row.helper_id for _name, thanks_row in thanks}
    to_thank = [
        (str(answer.answer.answerer_id), answer.name)
        for answer in answers
        if answer.answer.answerer_id not in thanked
    ]
    is_own = help_post.author_id == person.pk
    context = {
        "row": help_post_rows([help_post], onlooker)[0],
        "help_post": help_post,
        "pk": pk,
        "answers": answers,
        "thanks": thanks,
        "is_own": is_own,
        "may_answer": help_post.is_open
        and not any(answer.conversation for answer in answers)
        and person.has_perm("network.answer_help_post", help_post),
        "may_report": person.has_perm("network.report_help_post", help_post),
        "may_hide": person.has_perm("network.hide_help_post", help_post),
        "message_form": MessageForm(),
        "report_form": ReportForm(),
        "thanks_form": ThanksForm(None, answerers=to_thank) if is_own and to_thank else None,
        "may_prolong": is_own and help_post.status != HelpPost.Status.HIDDEN,
    }
    bound = any(form.is_bound for form in forms.values())
    status = 422 if bound else 200
    return render(request, "network/help_board/help_post.html", context | forms, status=status)


@permitted("network.answer_help_post", on=find_help_post)
@require_POST
def help_post_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answers a help post."""
    help_post = target_of(request, HelpPost)
    form = MessageForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            answer_help_post(
                by=current_person(request), help_post=help_post, text=form.cleaned_data["text"]
            )
            messages.success(
                request, _("Votre réponse est partie. La suite s’écrit dans vos échanges.")
            )
            return redirect(help_post)
    return _render_help_post(request, help_post, pk, message_form=form)


@permitted("network.update_help_post", on=find_help_post)
@require_POST
def help_post_thank(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Records who helped, and closes the help post."""
    help_post = target_of(request, HelpPost)
    answerers = [
        (str(answer.answer.answerer_id), answer.name)
        for answer in answers_of(help_post, current_person(request))
    ]
    form = ThanksForm(request.POST, answerers=answerers)
    if form.is_valid():
        helper = get_object_or_404(Person, pk=form.cleaned_data["helper"])
        words = form.cleaned_data["words"]
        thank_helper(by=current_person(request), help_post=help_post, helper=helper, words=words)
        messages.success(
            request,
            _("%(name)s est remercié(e), et l’annonce est close.") % {"name": format_name(helper)},
        )
        return redirect(help_post)
    return _render_help_post(request, help_post, pk, thanks_form=form)


@permitted("network.update_help_post", on=find_help_post)
@require_POST
def help_post_close(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Closes my help post; a press on « Prolonger » opens it again."""
    help_post = close_help_post(by=current_person(request), help_post=target_of(request, HelpPost))
    messages.success(request, _("L’annonce est close. « Prolonger » la remet sur le tableau."))
    return redirect(help_post)


@permitted("network.update_help_post", on=find_help_post)
@require_POST
def help_post_prolong(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Gives my help post a month more."""
    help_post = target_of(request, HelpPost)
    until = max(help_post.ends_on, timezone.localdate()) + PROLONGED_BY
    prolonged = prolong_help_post(by=current_person(request), help_post=help_post, until=until)
    messages.success(
        request,
        _("L’annonce court jusqu’au %(until)s.") % {"until": format_date(prolonged.ends_on)},
    )
    return redirect(prolonged)


@permitted("network.report_help_post", on=find_help_post)
@require_POST
def help_post_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Reports a help post to the organiser."""
    help_post = target_of(request, HelpPost)
    form = ReportForm(request.POST)
    if form.is_valid():
        report_help_post(
            by=current_person(request), help_post=help_post, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("L’animateur du club est prévenu. Merci."))
        return redirect(help_post)
    return _render_help_post(request, help_post, pk, report_form=form)
