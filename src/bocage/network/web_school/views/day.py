"""Views of the published programme: pages, calendars, the day itself, wall screen, door."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.foundation.documents import pdf_response
from bocage.foundation.files.calendars import CONTENT_TYPE
from bocage.foundation.files.qr_codes import qr_code
from bocage.foundation.http.access import (
    finder,
    permitted,
    public,
    require_safe_or_post,
    secret_address,
    signed_in,
    target_of,
)
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.foundation.http.versioned_answers import versioned
from bocage.foundation.mail import page_url
from bocage.network.web_school.calendars import (
    calendar_token,
    own_calendar,
    person_of_token,
    programme_calendar,
)
from bocage.network.web_school.documents import certificate_pdf
from bocage.network.web_school.formatting import days_words
from bocage.network.web_school.forms import DoorForm, FeedbackForm, NotesForm, WalkUpForm
from bocage.network.web_school.models.editions import Attendance, WebSchoolEdition
from bocage.network.web_school.models.programmes import Session, SessionHold
from bocage.network.web_school.operations.day import (
    check_in,
    give_feedback,
    opens_door,
    write_session,
)
from bocage.network.web_school.operations.sessions import start_session
from bocage.network.web_school.people import leaders_of_session
from bocage.network.web_school.presentation import DayProgramme, name_of, public_lines, slot_words
from bocage.network.web_school.views.pages import find_edition, shown_days
from bocage.people.limits import Limit, count_attempt
from bocage.people.models import Person
from bocage.people.signed_in import current_person

ARRIVALS = Limit(action="network.door", amount=400, window=timedelta(hours=1))
"""Rate limit of the code of one door: above a crowd, below a program."""


find_session = finder(
    Session.objects.select_related(
        "edition__departement", "pitch__author", "room__place", "slot", "started_by"
    ),
    slug="edition__slug",
    session_id="pk",
)
"""The session of an address, of this edition."""


@public
@require_safe
def edition_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the programme by day and hour; during the edition, the page follows changes."""
    edition = find_edition(slug)
    if not edition.is_published:
        raise Http404
    context = _live_context(request, edition) | {"days_words": days_words(edition)}
    if isinstance(request.user, Person):
        context["own_calendar"] = page_url(
            "own_edition_calendar", slug, calendar_token(request.user, edition)
        )
    return render(request, "network/web_school/programme.html", context)


@public
@require_safe
def edition_programme_state(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Returns the part of the programme page that changes; 304 while nothing changes."""
    edition = find_edition(slug)
    if not edition.is_published:
        raise Http404
    return _state(request, _live_context(request, edition), "network/web_school/days.html")


@public
@secret_address
@require_safe
def edition_wall(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the programme on a wall screen, without an account."""
    context = _wall_context(request, _edition_of_wall(token))
    return render(request, "network/web_school/wall.html", context)


@public
@secret_address
@require_safe
def edition_wall_state(request: HttpRequest, token: str) -> HttpResponseBase:
    """Returns the part of the wall screen that changes; 304 while nothing changes."""
    context = _wall_context(request, _edition_of_wall(token))
    return _state(request, context, "network/web_school/wall_state.html")


def _edition_of_wall(token: str) -> WebSchoolEdition:
    editions = WebSchoolEdition.objects.select_related("departement", "commune")
    return get_object_or_404(editions, wall_token=token, version__gte=1)


def _live_context(request: HttpRequest, edition: WebSchoolEdition) -> dict[str, Any]:
    now = timezone.now()
    days = shown_days(request, edition)
    return {
        "edition": edition,
        "days": days,
        "now": now,
        "is_live": edition.is_live(now),
        "etag": quote_etag(_version(days)),
    }


def _wall_context(request: HttpRequest, edition: WebSchoolEdition) -> dict[str, Any]:
    """Returns the current and next sessions, and a QR code that opens them on a telephone."""
    context = _live_context(request, edition)
    times = [time for day in context["days"] for time in day.times if not time.is_over]
    current = [time for time in times if time.is_now]
    coming = [time for time in times if not time.is_now]
    near_sessions = (current + coming)[: 2 + len(current)]
    context |= {
        "current": current,
        "coming": coming[:2],
        "code": qr_code(page_url("edition_programme", edition.slug)),
        "etag": quote_etag(_version([DayProgramme("", near_sessions)])),
    }
    return context


def _version(days: list[DayProgramme]) -> str:
    """Returns a version that changes if and only if the displayed content changes."""
    return sha256(repr((get_language(), days)).encode()).hexdigest()[:32]


def _state(request: HttpRequest, context: dict[str, Any], template: str) -> HttpResponseBase:
    response = get_conditional_response(request, etag=context["etag"])
    if response is None:
        response = render(request, template, context)
    response["ETag"] = context["etag"]
    response["Cache-Control"] = "private, no-cache"
    return response


@public
@require_safe
def edition_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Returns the calendar of the whole programme."""
    edition = find_edition(slug)
    if not edition.is_published:
        raise Http404
    return _calendar(request, programme_calendar(edition, timezone.now()))


@public
@require_safe
def own_edition_calendar(request: HttpRequest, slug: str, token: str) -> HttpResponseBase:
    """Returns the calendar of a person's sessions, from the secret address made for them."""
    edition = find_edition(slug)
    person = person_of_token(token, edition)
    if person is None or not edition.is_published:
        raise Http404
    return _calendar(request, own_calendar(edition, person, timezone.now()))


def _calendar(request: HttpRequest, content: bytes) -> HttpResponseBase:
    response = versioned(request, content, content_type=CONTENT_TYPE)
    response["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe_or_post
def session_detail(request: HttpRequest, slug: str, session_id: UUID) -> HttpResponse:
    """Shows a session: its time and place, its notes, and the person's feedback, which it saves."""
    session, now = find_session(slug, session_id), timezone.now()
    if not session.edition.is_published:
        raise Http404
    form = FeedbackForm(request.POST or None)
    if request.method == "POST":
        if not isinstance(request.user, Person):
            return redirect("account_login")
        if form.is_valid():
            with refusals_on(form):
                give_feedback(by=current_person(request), session=session, **form.cleaned_data)
                messages.success(request, _("Merci pour votre avis."))
                return redirect("session_detail", slug, session_id)
    near_sessions = [
        line for line in public_lines(session.edition, now) if line["session"] == str(session.pk)
    ]
    context = {
        "session": session,
        "edition": session.edition,
        "slug": slug,
        "is_shown": bool(near_sessions),
        "when": slot_words(session.slot, with_day=True),
        "leaders": [name_of(person) for person in leaders_of_session(session)],
        "has_begun": session.slot.starts_at <= now,
        "is_archived": session.edition.status == WebSchoolEdition.Status.ARCHIVED,
        "may_write": request.user.has_perm("network.write_session", session),
    }
    return render_form(request, "network/web_school/session.html", form, context)


@permitted("network.write_session", on=find_session)
@require_safe_or_post
def session_write(request: HttpRequest, slug: str, session_id: UUID) -> HttpResponse:
    """Shows and saves the notes and links of a session."""
    session = target_of(request, Session)
    form = NotesForm(request.POST or None, initial=NotesForm.initial_of(session))
    if request.method == "POST" and form.is_valid():
        write_session(by=current_person(request), session=session, **form.cleaned_data)
        messages.success(request, _("C’est enregistré."))
        return redirect("session_detail", slug, session_id)
    context = {"session": session, "edition": session.edition, "slug": slug}
    return render_form(request, "network/web_school/session_write.html", form, context)


@permitted("network.take_part", on=find_edition)
@require_safe_or_post
def walk_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Starts a session on the spot, in a room that is free today."""
    edition, now = target_of(request, WebSchoolEdition), timezone.now()
    free = _free_today(edition, now)
    form = WalkUpForm(request.POST or None, free=free)
    if request.method == "POST" and form.is_valid():
        room, slot = form.cleaned_data["room_and_slot"]
        with refusals_on(form):
            session = start_session(
                by=current_person(request),
                edition=edition,
                room=get_object_or_404(edition.rooms, pk=room),
                slot=get_object_or_404(edition.slots, pk=slot),
                title=form.cleaned_data["title"],
            )
            messages.success(request, _("La salle est à vous : votre atelier est au programme."))
            return redirect(session)
    context = {"edition": edition, "free": free, "slug": slug}
    return render_form(request, "network/web_school/walk_up.html", form, context)


def _free_today(edition: WebSchoolEdition, now: datetime) -> list[tuple[str, str]]:
    """Returns the rooms and slots of today that are free; three queries."""
    if not edition.is_live(now):
        return []
    occupied = set(
        SessionHold.objects.filter(slot__edition=edition).values_list("room_id", "slot_id")
    )
    today = timezone.localdate(now)
    rooms = list(edition.rooms.all())
    return [
        (f"{room.pk}-{slot.pk}", f"{slot_words(slot, with_day=False)} · {room.name}")
        for slot in edition.slots.all()
        if slot.day == today and slot.ends_at > now
        for room in rooms
        if (room.pk, slot.pk) not in occupied
    ]


@public
@secret_address
@require_safe_or_post
def edition_door(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Records an arrival, on the page behind the code at the door (« je suis là »)."""
    edition = find_edition(slug)
    if not opens_door(edition, token):
        raise Http404
    person = request.user if isinstance(request.user, Person) else None
    form = DoorForm(request.POST or None, initial={"name": person.name if person else ""})
    noted = None
    if request.method == "POST" and form.is_valid():
        count_attempt(ARRIVALS, str(edition.pk))
        with refusals_on(form):
            noted = check_in(
                edition=edition, token=token, person=person, name=form.cleaned_data["name"]
            )
    context = {"edition": edition, "form": form, "noted": noted, "token": token}
    status = 422 if form.is_bound and noted is None else 200
    return render(request, "network/web_school/door.html", context, status=status)


@signed_in
@require_safe
def edition_certificate(request: HttpRequest, slug: str) -> HttpResponse:
    """Returns the signed-in person's certificate of participation, as a PDF."""
    edition = find_edition(slug)
    attendance = get_object_or_404(Attendance, edition=edition, person=current_person(request))
    return _certificate(edition, attendance)


def _certificate(edition: WebSchoolEdition, attendance: Attendance) -> HttpResponse:
    pdf = certificate_pdf(edition, attendance)
    return pdf_response(pdf, filename=f"attestation-{edition.slug}.pdf")
