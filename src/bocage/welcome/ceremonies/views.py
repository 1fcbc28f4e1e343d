"""Pages of ceremonies for the people who manage them: planned, invited, held, with documents."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.db.identifiers import identifiers_among
from bocage.foundation.documents import pdf_response
from bocage.foundation.formatting.grammar import at_name, of_name
from bocage.foundation.http.access import finder, permitted, public, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.territory.models import Commune
from bocage.welcome.ceremonies.documents import (
    booklet_pdf,
    certificate_pdf,
    invitations_pdf,
    run_sheet_pdf,
)
from bocage.welcome.ceremonies.exports import CEREMONIES
from bocage.welcome.ceremonies.formatting import CeremonyFacts
from bocage.welcome.ceremonies.forms import CallOffForm, CeremonyForm, GuestAnswerForm
from bocage.welcome.ceremonies.guests import guests_of
from bocage.welcome.ceremonies.ical import calendar_of
from bocage.welcome.ceremonies.links import ceremony_answer_link, planning_link
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest
from bocage.welcome.ceremonies.newcomers import newcomers_of, to_invite
from bocage.welcome.ceremonies.operations.ceremonies import (
    answer_invitation,
    call_off_ceremony,
    change_ceremony,
    hold_ceremony,
    invite_newcomers,
    plan_ceremony,
)
from bocage.welcome.ceremonies.policies import ceremonies_managed_by
from bocage.welcome.communes.lookups import find_commune
from bocage.welcome.shared.formatting import when_words

PER_PAGE = 24


find_ceremony = finder(
    Ceremony.objects.select_related("commune__epci", "commune__departement", "planned_by"),
    ceremony_id="pk",
)


find_guest = finder(
    CeremonyGuest.objects.select_related("ceremony__commune", "project"), guest_id="pk"
)


@permitted("welcome.see_ceremonies")
@never_cache
@require_safe
def ceremony_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists the ceremonies that a person manages: coming ones first, then the past ones."""
    person = current_person(request)
    ceremonies = ceremonies_managed_by(person).annotate(
        invited=Count("guests"), coming=Count("guests", filter=Q(guests__answer="yes"))
    )
    to_come = list(ceremonies.filter(status__in=Ceremony.COMING).order_by("starts_at", "pk"))
    before = ceremonies.exclude(status__in=Ceremony.COMING).order_by("-starts_at", "pk")
    if extension:
        return CEREMONIES.file(extension, [*to_come, *before])
    page = Paginator(before, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "welcome/ceremonies/list.html", {"to_come": to_come, "page": page})


@permitted("welcome.plan_ceremony", on=find_commune)
def ceremony_plan(request: HttpRequest, **_address: str) -> HttpResponse:
    """Picks a date for a commune."""
    return _plan(request, current_person(request), target_of(request, Commune))


@public
def ceremony_plan_signed(request: HttpRequest, token: str) -> HttpResponse:
    """Shows and records the choice of a date, by the link of a mail, without signing in. Names no
    household.
    """
    person, commune = planning_link.open(token)
    return _plan(request, person, commune, is_signed=True)


@permitted("welcome.manage_ceremony", on=find_ceremony)
@never_cache
@require_safe
def ceremony(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a ceremony, with its guests as the person who manages it may read them."""
    return _render_page(request, target_of(request, Ceremony))


@permitted("welcome.manage_ceremony", on=find_ceremony)
@never_cache
def ceremony_change(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Changes the date, the place or the words of a ceremony."""
    ceremony = target_of(request, Ceremony)
    if request.method == "POST":
        form = CeremonyForm(request.POST)
        if form.is_valid():
            with refusals_on(form):
                change_ceremony(by=current_person(request), ceremony=ceremony, plan=form.plan())
                messages.success(request, _("C’est changé. Ceux qui sont invités l’apprennent."))
                return redirect(ceremony)
    else:
        form = CeremonyForm(initial=CeremonyForm.initial_of(ceremony))
    return _plan_page(request, ceremony.commune, form, changed=ceremony)


@permitted("welcome.manage_ceremony", on=find_ceremony)
@require_POST
def ceremony_invite(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Invites the newcomers, or those who arrived since the last invitations."""
    ceremony = target_of(request, Ceremony)
    guests = invite_newcomers(by=current_person(request), ceremony=ceremony)
    message = ngettext(
        "%(count)d ménage est invité par courriel.",
        "%(count)d ménages sont invités par courriel.",
        len(guests),
    )
    messages.success(request, message % {"count": len(guests)})
    return redirect(ceremony)


@permitted("welcome.manage_ceremony", on=find_ceremony)
@require_POST
def ceremony_held(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Records that the ceremony took place, with the ticked guests as attending."""
    ceremony = target_of(request, Ceremony)
    present = identifiers_among(request.POST.getlist("present"))
    hold_ceremony(by=current_person(request), ceremony=ceremony, present=present)
    messages.success(request, _("C’est noté. Chaque ménage venu reçoit son certificat."))
    return redirect(ceremony)


@permitted("welcome.manage_ceremony", on=find_ceremony)
@never_cache
def ceremony_call_off(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a form that requests the reason, then calls off the ceremony."""
    ceremony = target_of(request, Ceremony)
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        call_off_ceremony(
            by=current_person(request), ceremony=ceremony, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("La cérémonie est annulée. Ceux qui sont invités le savent."))
        return redirect(ceremony)
    context = {"ceremony": ceremony, "when": when_words(ceremony.starts_at)}
    return render_form(request, "welcome/ceremonies/call_off.html", form, context)


@permitted("welcome.manage_ceremony", on=find_ceremony)
@require_safe
def ceremony_paper(request: HttpRequest, paper: str, **_address: UUID) -> HttpResponse:
    """Returns one document of a ceremony as PDF: invitations, run sheet or booklet."""
    ceremony = target_of(request, Ceremony)
    guests = guests_of(ceremony, current_person(request))
    named_guests = [guest for guest in guests if guest.is_named]
    match paper:
        case "invitations":
            silent = [guest for guest in named_guests if guest.answer == CeremonyGuest.Answer.NONE]
            pdf = invitations_pdf(ceremony, [guest.household for guest in silent])
        case "deroule":
            waited_for = sum(guest.answer == CeremonyGuest.Answer.NONE for guest in guests)
            pdf = run_sheet_pdf(ceremony, guests, silent=waited_for)
        case "livret":
            pdf = booklet_pdf(ceremony)
        case _:
            raise Http404
    return pdf_response(pdf, filename=f"ceremonie-{ceremony.commune.slug}-{paper}.pdf")


@permitted("welcome.answer_ceremony", on=find_guest)
@require_safe
def ceremony_certificate(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Returns the certificate of a household as PDF: to itself once it attended, and to the people
    who manage the ceremony.
    """
    guest = target_of(request, CeremonyGuest)
    manages = current_person(request).has_perm("welcome.manage_ceremony", guest.ceremony)
    if not (guest.has_come or (manages and guest.comes)):
        raise Http404
    pdf = certificate_pdf(CeremonyFacts.of(guest.ceremony), household=guest.project.name)
    return pdf_response(pdf, filename=f"certificat-{guest.ceremony.commune.slug}.pdf")


@permitted("welcome.answer_ceremony", on=find_guest)
@require_safe
def ceremony_guest_paper(request: HttpRequest, paper: str, **_address: UUID) -> HttpResponse:
    """Returns the invitation of a household or the booklet of its commune as PDF: to itself, and to
    the people who may read its name.
    """
    guest, person = target_of(request, CeremonyGuest), current_person(request)
    is_own = person.has_perm("welcome.see_own_project", guest.project)
    if guest.ceremony.status == Ceremony.Status.CALLED_OFF:
        raise Http404
    if not is_own and not _may_name(guest, person):
        raise Http404
    match paper:
        case "invitation":
            pdf = invitations_pdf(guest.ceremony, [guest.project.name])
        case "livret":
            pdf = booklet_pdf(guest.ceremony)
        case _:
            raise Http404
    return pdf_response(pdf, filename=f"{paper}-{guest.ceremony.commune.slug}.pdf")


@permitted("welcome.answer_ceremony", on=find_guest)
def ceremony_answer(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and records the answer of a household, given by itself or by telephone to a person who
    manages the ceremony.
    """
    guest, person = target_of(request, CeremonyGuest), current_person(request)
    if person.has_perm("welcome.see_own_project", guest.project):
        calendar = reverse("ceremony_calendar", args=[guest.pk])
        return _answer(request, person, guest, calendar=calendar)
    if not _may_name(guest, person):
        raise Http404
    return _answer(request, person, guest, back=guest.ceremony.get_absolute_url())


@public
def ceremony_answer_signed(request: HttpRequest, token: str) -> HttpResponse:
    """Shows and records the answer of a household from its mail, without signing in."""
    person, guest = ceremony_answer_link.open(token)
    calendar = reverse("ceremony_calendar_signed", args=[token])
    return _answer(request, person, guest, calendar=calendar)


@permitted("welcome.answer_ceremony", on=find_guest)
@never_cache
@require_safe
def ceremony_calendar(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Returns the calendar event of a ceremony for an adult of an invited household."""
    guest, person = target_of(request, CeremonyGuest), current_person(request)
    if not person.has_perm("welcome.see_own_project", guest.project):
        raise Http404
    return _calendar(guest, person)


@public
@never_cache
@require_safe
def ceremony_calendar_signed(_request: HttpRequest, token: str) -> HttpResponse:
    """Returns the calendar event of a ceremony, by the signed link of a mail, without signing
    in.
    """
    person, guest = ceremony_answer_link.open(token)
    return _calendar(guest, person)


@never_cache
def _plan(
    request: HttpRequest, person: Person, commune: Commune, *, is_signed: bool = False
) -> HttpResponse:
    last = Ceremony.objects.filter(commune=commune).order_by("-starts_at").first()
    initial = CeremonyForm.initial_of(last)
    form = CeremonyForm(
        request.POST if request.method == "POST" else None,
        initial={name: initial[name] for name in ("lieu", "contact", "heure") if name in initial},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            planned = plan_ceremony(by=person, commune=commune, plan=form.plan())
            if is_signed:
                return _planned(request, planned)
            messages.success(request, _("La date est prise. Il reste à inviter."))
            return redirect(planned)
    return _plan_page(request, commune, form, is_signed=is_signed)


def _plan_page(
    request: HttpRequest,
    commune: Commune,
    form: CeremonyForm,
    *,
    changed: Ceremony | None = None,
    is_signed: bool = False,
) -> HttpResponse:
    context = {
        "commune": commune,
        "at_commune": at_name(commune.name),
        "changed": changed,
        "newcomers": newcomers_of(commune).count(),
        "is_signed": is_signed,
        "layout": _layout(is_signed),
    }
    return render_form(request, "welcome/ceremonies/plan.html", form, context)


def _planned(request: HttpRequest, planned: Ceremony) -> HttpResponse:
    context = {
        "ceremony": planned,
        "when": when_words(planned.starts_at),
        "newcomers": newcomers_of(planned.commune).count(),
    }
    return render(request, "welcome/ceremonies/planned.html", context)


def _render_page(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    guests = guests_of(ceremony, current_person(request))
    coming = [guest for guest in guests if guest.comes]
    context: dict[str, Any] = {
        "ceremony": ceremony,
        "commune": ceremony.commune,
        "of_commune": of_name(ceremony.commune.name),
        "when": when_words(ceremony.starts_at),
        "guests": guests,
        "coming": len(coming),
        "people": sum(guest.people for guest in coming),
        "silent": sum(guest.answer == CeremonyGuest.Answer.NONE for guest in guests),
        "has_come": sum(guest.has_come for guest in guests),
        "waiting": to_invite(ceremony).count() if ceremony.is_coming else 0,
        "has_begun": ceremony.has_begun,
    }
    return render(request, "welcome/ceremonies/ceremony.html", context)


@never_cache
def _answer(
    request: HttpRequest,
    person: Person,
    guest: CeremonyGuest,
    *,
    back: str = "",
    calendar: str = "",
) -> HttpResponse:
    is_signed = not request.user.is_authenticated
    form = GuestAnswerForm(
        request.POST if request.method == "POST" else None,
        initial=GuestAnswerForm.initial_of(guest),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            guest = answer_invitation(by=person, guest=guest, answer=form.answer())
            messages.success(request, _("C’est noté. Vous pouvez changer d’avis à tout moment."))
            return redirect(back or request.path)
    context = {
        "guest": guest,
        "ceremony": guest.ceremony,
        "when": when_words(guest.ceremony.starts_at),
        "of_commune": of_name(guest.ceremony.commune.name),
        "back": back,
        "calendar": calendar,
        "layout": _layout(is_signed),
    }
    return render_form(request, "welcome/ceremonies/answer.html", form, context)


def _calendar(guest: CeremonyGuest, person: Person) -> HttpResponse:
    content = calendar_of(guest, person)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    name = f"ceremonie-{guest.ceremony.commune.slug}.ics"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _may_name(guest: CeremonyGuest, person: Person) -> bool:
    """Checks whether a person who manages the ceremony may read the name of this guest."""
    lines = guests_of(guest.ceremony, person)
    return any(line.guest_id == guest.pk and line.is_named for line in lines)


def _layout(is_signed: bool) -> str:
    return "foundation/layouts/bare.html" if is_signed else "foundation/layouts/espace.html"
