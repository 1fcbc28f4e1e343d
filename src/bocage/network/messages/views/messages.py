"""Writing through the club: to a member, and « Mes échanges »."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import (
    finder,
    permitted,
    require_safe_or_post,
    signed_in,
    target_of,
)
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.network.members.models.members import Member
from bocage.network.members.views.organiser import find_member
from bocage.network.messages.errors import WritesToThemself
from bocage.network.messages.formatting import format_name
from bocage.network.messages.forms import FirstMessageForm, MessageForm, ReportForm
from bocage.network.messages.models import Conversation, ConversationSide
from bocage.network.messages.operations.messages import (
    answer,
    erase_conversation,
    mark_seen,
    resume_conversation,
    stop_conversation,
    write_to_member,
)
from bocage.network.messages.operations.reports import report_conversation
from bocage.network.messages.presentation import (
    conversations_of,
    lines_of,
    messages_shown_to,
    other_of,
)
from bocage.people.models import Person
from bocage.people.operations.persons import update_profile
from bocage.people.signed_in import current_person

CONVERSATIONS_PER_PAGE = 20


find_conversation = finder(Conversation.objects.select_related("writer", "reader"))


@permitted("network.write_to_member", on=find_member)
@require_safe_or_post
def member_write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Writes to a member, who does not see the address of the author."""
    member, person = target_of(request, Member), current_person(request)
    if member.person_id == person.pk:
        raise WritesToThemself
    form = FirstMessageForm(request.POST if request.method == "POST" else None, name=person.name)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            conversation = _write_first(person, member, form.cleaned_data)
            messages.success(request, _("Votre message est parti."))
            return redirect("conversation", pk=conversation.pk)
    context = {"member": member, "name": format_name(member.person), "pk": pk}
    return render_form(request, "network/messages/member_write.html", form, context)


def _write_first(person: Person, member: Member, data: dict[str, Any]) -> Conversation:
    with transaction.atomic():
        if data.get("name"):
            person = update_profile(
                by=person, person=person, name=data["name"], situation=person.situation
            )
        return write_to_member(by=person, member=member, words=data["message"]).conversation


@signed_in
@require_safe
def conversation_list(request: HttpRequest) -> HttpResponse:
    """Lists the person's conversations (« Mes échanges »), latest first."""
    person = current_person(request)
    page = Paginator(conversations_of(person), CONVERSATIONS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "lines": lines_of(list(page.object_list), person)}
    return render(request, "network/messages/conversation_list.html", context)


@permitted("network.see_conversation", on=find_conversation)
@never_cache
@require_safe_or_post
def conversation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows a conversation to one of its two people, and sends their answer."""
    talk, person = target_of(request, Conversation), current_person(request)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            answer(by=person, conversation=talk, words=form.cleaned_data["message"])
            messages.success(request, _("Votre message est parti."))
            return redirect("conversation", pk=pk)
    side = get_object_or_404(
        ConversationSide.objects.select_related("conversation__writer", "conversation__reader"),
        conversation=talk,
        person=person,
    )
    mark_seen(by=person, conversation=talk)
    correspondent = other_of(talk, person)
    context = {
        "conversation": talk,
        "pk": pk,
        "name": format_name(correspondent),
        "member": _visible_member(person, correspondent),
        "side": side,
        "lines": messages_shown_to(person, side),
    }
    return render_form(request, "network/messages/conversation.html", form, context)


def _visible_member(person: Person, correspondent: Person) -> Member | None:
    """Returns the membership of the other person, if the user may see its page."""
    member = Member.objects.select_related("commune").filter(person=correspondent).first()
    may_see = member is not None and person.has_perm("network.write_to_member", member)
    return member if may_see else None


@permitted("network.see_conversation", on=find_conversation)
@require_POST
def conversation_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stops the messages of the other person."""
    stop_conversation(by=current_person(request), conversation=target_of(request, Conversation))
    messages.success(request, _("Vous ne recevez plus les messages de cette personne."))
    return redirect("conversation", pk=pk)


@permitted("network.see_conversation", on=find_conversation)
@require_POST
def conversation_resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accepts the messages of the other person again."""
    resume_conversation(by=current_person(request), conversation=target_of(request, Conversation))
    messages.success(request, _("L’échange reprend."))
    return redirect("conversation", pk=pk)


@permitted("network.see_conversation", on=find_conversation)
@require_POST
def conversation_erase(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Erases a conversation from the person's page."""
    erase_conversation(by=current_person(request), conversation=target_of(request, Conversation))
    messages.success(request, _("L’échange est effacé de votre page."))
    return redirect("conversation_list")


@permitted("network.see_conversation", on=find_conversation)
@require_safe_or_post
def conversation_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Reports a conversation to the people who run the club."""
    talk, person = target_of(request, Conversation), current_person(request)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        report_conversation(
            by=person, conversation=talk, reason=data["reason"], words=data["words"]
        )
        messages.success(
            request,
            _("C’est signalé : l’animateur du club vous répond. Vous n’en recevez plus d’ici là."),
        )
        return redirect("conversation", pk=pk)
    context = {"pk": pk, "name": format_name(other_of(talk, person))}
    return render_form(request, "network/messages/conversation_report.html", form, context)
