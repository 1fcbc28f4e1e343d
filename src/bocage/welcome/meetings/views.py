"""Pages of awareness meetings, for coordinators and for town halls."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.db.identifiers import identifiers_among
from bocage.foundation.documents import pdf_response
from bocage.foundation.http.access import finder, permitted, public, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.territory.models import Commune
from bocage.welcome.ceremonies.forms import CallOffForm
from bocage.welcome.communes.lookups import find_commune
from bocage.welcome.meetings.documents import material_pdf, sign_in_sheet_pdf
from bocage.welcome.meetings.exports import MEETINGS
from bocage.welcome.meetings.formatting import meeting_answer_words
from bocage.welcome.meetings.forms import MeetingAnswerForm, MeetingForm, NewMeetingForm
from bocage.welcome.meetings.links import meeting_link
from bocage.welcome.meetings.models import AwarenessMeeting, MeetingInvitation
from bocage.welcome.meetings.operations import (
    answer_meeting,
    call_off_meeting,
    change_meeting,
    hold_meeting,
    open_meeting,
    plan_meeting,
)
from bocage.welcome.meetings.policies import meetings_managed_by
from bocage.welcome.shared.formatting import when_words

PER_PAGE = 24


find_meeting = finder(AwarenessMeeting.objects.select_related("epci"), meeting_id="pk")


find_invitation = finder(
    MeetingInvitation.objects.select_related("meeting__epci", "commune"), invitation_id="pk"
)


@permitted("welcome.see_meetings")
@never_cache
@require_safe
def meeting_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists the meetings that a person manages: those to prepare or to come first."""
    person = current_person(request)
    meetings = meetings_managed_by(person).annotate(
        invited=Count("invitations"),
        coming=Count("invitations", filter=Q(invitations__answer="yes")),
    )
    open_states = (AwarenessMeeting.Status.DRAFT, *AwarenessMeeting.COMING)
    to_come = list(meetings.filter(status__in=open_states).order_by("starts_at", "pk"))
    before = meetings.exclude(status__in=open_states).order_by("-starts_at", "pk")
    if extension:
        return MEETINGS.file(extension, [*to_come, *before])
    page = Paginator(before, PER_PAGE).get_page(request.GET.get("page"))
    context = {"to_come": to_come, "page": page}
    return render(request, "welcome/meetings/list.html", context)


@permitted("welcome.see_meetings")
@never_cache
def meeting_plan(request: HttpRequest) -> HttpResponse:
    """Prepares a meeting."""
    person = current_person(request)
    form = NewMeetingForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            planned = plan_meeting(by=person, epci=form.cleaned_data["epci"], plan=form.plan())
            messages.success(request, _("La réunion est prête. Relisez-la, puis invitez."))
            return redirect(planned)
    return _form_page(request, form, None)


@permitted("welcome.manage_meeting", on=find_meeting)
@never_cache
@require_safe
def meeting(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a meeting: the answers, the communes to call, the documents to print."""
    return _render_page(request, target_of(request, AwarenessMeeting))


@permitted("welcome.manage_meeting", on=find_meeting)
@never_cache
def meeting_change(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Changes when, where or for how many."""
    meeting = target_of(request, AwarenessMeeting)
    form = MeetingForm(
        request.POST if request.method == "POST" else None, initial=MeetingForm.initial_of(meeting)
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_meeting(by=current_person(request), meeting=meeting, plan=form.plan())
            messages.success(request, _("C’est changé. Les mairies invitées l’apprennent."))
            return redirect(meeting)
    return _form_page(request, form, meeting)


@permitted("welcome.manage_meeting", on=find_meeting)
@require_POST
def meeting_open(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Invites every town hall, or those where a person has become known since."""
    meeting = target_of(request, AwarenessMeeting)
    open_meeting(by=current_person(request), meeting=meeting)
    messages.success(request, _("Les mairies connues sont invitées. Les autres sont à appeler."))
    return redirect(meeting)


@permitted("welcome.manage_meeting", on=find_meeting)
@require_POST
def meeting_held(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Records that the meeting took place, with the ticked communes as attending."""
    meeting = target_of(request, AwarenessMeeting)
    attended = identifiers_among(request.POST.getlist("presente"))
    hold_meeting(by=current_person(request), meeting=meeting, attended=attended)
    messages.success(request, _("C’est noté."))
    return redirect(meeting)


@permitted("welcome.manage_meeting", on=find_meeting)
@never_cache
def meeting_call_off(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Calls it off, with a word for the town halls."""
    meeting = target_of(request, AwarenessMeeting)
    form = CallOffForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].label = _("Pourquoi ? Les mairies invitées le liront")
    if form.is_valid():
        call_off_meeting(
            by=current_person(request), meeting=meeting, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("La réunion est annulée. Les mairies invitées le savent."))
        return redirect(meeting)
    context = {"meeting": meeting, "when": when_words(meeting.starts_at)}
    return render_form(request, "welcome/meetings/call_off.html", form, context)


@permitted("welcome.manage_meeting", on=find_meeting)
@require_safe
def meeting_sheet(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Returns the sign-in sheet as PDF."""
    meeting = target_of(request, AwarenessMeeting)
    invitations = list(meeting.invitations.select_related("commune"))
    return pdf_response(sign_in_sheet_pdf(meeting, invitations), filename="emargement.pdf")


@permitted("welcome.answer_meeting", on=find_invitation)
def meeting_answer(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and records the answer of a town hall, given by itself or by telephone to the welcome
    team.
    """
    invitation, person = target_of(request, MeetingInvitation), current_person(request)
    manages = person.has_perm("welcome.manage_meeting", invitation.meeting)
    back = invitation.meeting.get_absolute_url() if manages else ""
    return _answer(request, person, invitation, back=back)


@public
def meeting_answer_signed(request: HttpRequest, token: str) -> HttpResponse:
    """Shows and records the answer of a town hall from its mail, without signing in."""
    person, invitation = meeting_link.open(token)
    return _answer(request, person, invitation, is_signed=True)


@public
@require_safe
def meeting_material_signed(_request: HttpRequest, token: str) -> HttpResponse:
    """Returns the paper about the commune as PDF, by the signed link of a mail."""
    _person, invitation = meeting_link.open(token)
    return _material(invitation.commune)


@permitted("welcome.see_commune_material", on=find_commune)
@require_safe
def commune_material(request: HttpRequest, **_address: str) -> HttpResponse:
    """Returns the paper about the commune as PDF."""
    return _material(target_of(request, Commune))


def _material(commune: Commune) -> HttpResponse:
    return pdf_response(material_pdf(commune), filename=f"accueil-{commune.slug}.pdf")


def _render_page(request: HttpRequest, meeting: AwarenessMeeting) -> HttpResponse:
    invitations = list(
        meeting.invitations.select_related("commune").order_by("commune__name", "commune")
    )
    order = [
        MeetingInvitation.Answer.YES,
        MeetingInvitation.Answer.NONE,
        MeetingInvitation.Answer.NO,
    ]
    invitations.sort(
        key=lambda invitation: order.index(MeetingInvitation.Answer(invitation.answer))
    )
    silent = [
        invitation
        for invitation in invitations
        if invitation.answer == MeetingInvitation.Answer.NONE
    ]
    context: dict[str, Any] = {
        "meeting": meeting,
        "when": when_words(meeting.starts_at),
        "lines": [(invitation, meeting_answer_words(invitation)) for invitation in invitations],
        "coming": sum(invitation.comes for invitation in invitations),
        "silent": len(silent),
        "to_call": sum(invitation.invited_at is None for invitation in silent),
        "attended": sum(invitation.attended for invitation in invitations),
        "has_begun": meeting.has_begun,
    }
    return render(request, "welcome/meetings/meeting.html", context)


def _form_page(
    request: HttpRequest, form: MeetingForm, meeting: AwarenessMeeting | None
) -> HttpResponse:
    return render_form(request, "welcome/meetings/plan.html", form, {"meeting": meeting})


@never_cache
def _answer(
    request: HttpRequest,
    person: Person,
    invitation: MeetingInvitation,
    *,
    back: str = "",
    is_signed: bool = False,
) -> HttpResponse:
    form = MeetingAnswerForm(
        request.POST if request.method == "POST" else None,
        initial=MeetingAnswerForm.initial_of(invitation),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            answer_meeting(by=person, invitation=invitation, answer=form.answer())
            messages.success(request, _("C’est noté. Vous pouvez changer d’avis à tout moment."))
            return redirect(back or request.path)
    context = {
        "invitation": invitation,
        "meeting": invitation.meeting,
        "commune": invitation.commune,
        "when": when_words(invitation.meeting.starts_at),
        "back": back,
        "token": meeting_link.token(person.pk, invitation.pk) if is_signed else "",
        "layout": f"foundation/layouts/{'bare' if is_signed else 'espace'}.html",
    }
    return render_form(request, "welcome/meetings/answer.html", form, context)
