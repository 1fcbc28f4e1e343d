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
    MessageForm,
    NoticeForm,
    ReportForm,
    RhythmForm,
    ThanksForm,
)
from bocage.network.help_board.models import Notice, NoticeChoice, NoticeThanks
from bocage.network.help_board.operations.help_board import (
    answer_notice,
    choose_notices,
    close_notice,
    prolong_notice,
    publish_notice,
    report_notice,
    thank_helper,
    update_notice,
)
from bocage.network.help_board.operations.scheduled import PROLONGED_BY
from bocage.network.help_board.presentation import answers_of, board_rows, notice_rows, thanks_of
from bocage.network.members.models.members import Member
from bocage.network.members.presentation import onlooker_of
from bocage.network.messages.formatting import format_name
from bocage.people.models import Person
from bocage.people.signed_in import current_person

NOTICES_PER_PAGE = 20
A_YEAR = timedelta(days=365)


find_notice = finder(
    Notice.objects.select_related("author__membership", "commune").prefetch_related("skills")
)


@permitted("network.see_help_board")
@require_safe
def help_board(request: HttpRequest) -> HttpResponse:
    """Shows the board: the requests and offers of today, latest first."""
    person = current_person(request)
    form = BoardSearchForm(request.GET)
    criteria = {"words": "", "kind": "", "for_me": False, **form.understood()}
    notices = _search(criteria, person)
    page = Paginator(board_rows(notices), NOTICES_PER_PAGE).get_page(request.GET.get("page"))
    member = Member.objects.filter(person=person).select_related("notice_choice").first()
    context = {
        "page": page,
        "notices": notice_rows(page.object_list, onlooker_of(person)),
        "criteria": criteria,
        "may_publish": member is not None and member.is_active,
        "rhythm_form": _rhythm_form(member),
        "own": Notice.objects.filter(author=person).order_by("-created_at", "pk")[:5],
        "helped": NoticeThanks.objects.filter(thanked_at__gte=timezone.now() - A_YEAR).count(),
    }
    return render(request, "network/help_board/board.html", context)


def _search(criteria: dict[str, Any], person: Person) -> QuerySet[Notice]:
    notices = Notice.objects.open()
    if criteria["kind"]:
        notices = notices.filter(kind=criteria["kind"])
    for word in criteria["words"].replace("\0", "").split()[:6]:
        notices = notices.filter(
            Q(title__unaccent__icontains=word)
            | Q(text__unaccent__icontains=word)
            | Q(commune__name__unaccent__icontains=word)
            | Q(skills__name__unaccent__icontains=word)
        )
    if criteria["for_me"]:
        notices = notices.filter(
            Q(skills__member_skills__member__person=person)
            | Q(skills__merged_into__member_skills__member__person=person)
        ).exclude(author=person)
    # The search joins several skills per notice: the subquery returns each notice once.
    return Notice.objects.filter(pk__in=notices.order_by().values("pk")).order_by(
        "-created_at", "-pk"
    )


def _rhythm_form(member: Member | None) -> RhythmForm | None:
    if member is None or not member.is_active:
        return None
    choice = getattr(member, "notice_choice", None)
    rhythm = choice.rhythm if choice is not None else NoticeChoice.Rhythm.AT_ONCE
    return RhythmForm(initial={"rhythm": rhythm})


@permitted("network.see_help_board")
@require_POST
def notice_rhythm(request: HttpRequest) -> HttpResponse:
    """Saves how often the person is notified of notices."""
    person = current_person(request)
    member = get_object_or_404(Member, person=person)
    form = RhythmForm(request.POST)
    if form.is_valid():
        choose_notices(by=person, member=member, rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("C’est noté."))
    else:
        messages.error(request, _("Choisissez un rythme de la liste."))
    return redirect("help_board")


@permitted("network.publish_notice")
@require_safe_or_post
def notice_new(request: HttpRequest) -> HttpResponse:
    """Publishes a request or an offer."""
    person = current_person(request)
    member = Member.objects.filter(person=person).select_related("commune").first()
    form = NoticeForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            notice = publish_notice(by=person, **form.cleaned_data)
            messages.success(
                request, _("Votre annonce est publiée : ceux qu’elle concerne sont prévenus.")
            )
            return redirect(notice)
    return render_form(request, "network/help_board/notice_form.html", form)


@permitted("network.update_notice", on=find_notice)
@require_safe_or_post
def notice_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Changes a notice of the signed-in person."""
    notice = target_of(request, Notice)
    form = NoticeForm(request.POST or None, notice=notice)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            changed = update_notice(by=current_person(request), notice=notice, **form.cleaned_data)
            messages.success(request, _("Votre annonce est changée."))
            return redirect(changed)
    context = {"notice": notice, "pk": pk}
    return render_form(request, "network/help_board/notice_form.html", form, context)


@permitted("network.read_notice", on=find_notice)
@require_safe
def help_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows a notice, with the actions open to the person."""
    return _render_notice(request, target_of(request, Notice), pk)


def _render_notice(request: HttpRequest, notice: Notice, pk: UUID, **forms: Any) -> HttpResponse:
    person = current_person(request)
    onlooker = onlooker_of(person)
    answers = answers_of(notice, person)
    thanks = thanks_of(notice, onlooker)
    thanked = {thanks_row.helper_id for _name, thanks_row in thanks}
    to_thank = [
        (str(answer.answer.answerer_id), answer.name)
        for answer in answers
        if answer.answer.answerer_id not in thanked
    ]
    is_own = notice.author_id == person.pk
    context = {
        "row": notice_rows([notice], onlooker)[0],
        "notice": notice,
        "pk": pk,
        "answers": answers,
        "thanks": thanks,
        "is_own": is_own,
        "may_answer": notice.is_open
        and not any(answer.conversation for answer in answers)
        and person.has_perm("network.answer_notice", notice),
        "may_report": person.has_perm("network.report_notice", notice),
        "may_hide": person.has_perm("network.hide_notice", notice),
        "message_form": MessageForm(),
        "report_form": ReportForm(),
        "thanks_form": ThanksForm(None, answerers=to_thank) if is_own and to_thank else None,
        "may_prolong": is_own and notice.status != Notice.Status.HIDDEN,
    }
    bound = any(form.is_bound for form in forms.values())
    status = 422 if bound else 200
    return render(request, "network/help_board/notice.html", context | forms, status=status)


@permitted("network.answer_notice", on=find_notice)
@require_POST
def notice_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answers a notice."""
    notice = target_of(request, Notice)
    form = MessageForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            answer_notice(by=current_person(request), notice=notice, text=form.cleaned_data["text"])
            messages.success(
                request, _("Votre réponse est partie. La suite s’écrit dans vos échanges.")
            )
            return redirect(notice)
    return _render_notice(request, notice, pk, message_form=form)


@permitted("network.update_notice", on=find_notice)
@require_POST
def notice_thank(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Records who helped, and closes the notice."""
    notice = target_of(request, Notice)
    answerers = [
        (str(answer.answer.answerer_id), answer.name)
        for answer in answers_of(notice, current_person(request))
    ]
    form = ThanksForm(request.POST, answerers=answerers)
    if form.is_valid():
        helper = get_object_or_404(Person, pk=form.cleaned_data["helper"])
        words = form.cleaned_data["words"]
        thank_helper(by=current_person(request), notice=notice, helper=helper, words=words)
        messages.success(
            request,
            _("%(name)s est remercié(e), et l’annonce est close.") % {"name": format_name(helper)},
        )
        return redirect(notice)
    return _render_notice(request, notice, pk, thanks_form=form)


@permitted("network.update_notice", on=find_notice)
@require_POST
def notice_close(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Closes my notice; a press on « Prolonger » opens it again."""
    notice = close_notice(by=current_person(request), notice=target_of(request, Notice))
    messages.success(request, _("L’annonce est close. « Prolonger » la remet sur le tableau."))
    return redirect(notice)


@permitted("network.update_notice", on=find_notice)
@require_POST
def notice_prolong(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Gives my notice a month more."""
    notice = target_of(request, Notice)
    until = max(notice.ends_on, timezone.localdate()) + PROLONGED_BY
    prolonged = prolong_notice(by=current_person(request), notice=notice, until=until)
    messages.success(
        request,
        _("L’annonce court jusqu’au %(until)s.") % {"until": format_date(prolonged.ends_on)},
    )
    return redirect(prolonged)


@permitted("network.report_notice", on=find_notice)
@require_POST
def notice_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Reports a notice to the organiser."""
    notice = target_of(request, Notice)
    form = ReportForm(request.POST)
    if form.is_valid():
        report_notice(by=current_person(request), notice=notice, reason=form.cleaned_data["reason"])
        messages.success(request, _("L’animateur du club est prévenu. Merci."))
        return redirect(notice)
    return _render_notice(request, notice, pk, report_form=form)
