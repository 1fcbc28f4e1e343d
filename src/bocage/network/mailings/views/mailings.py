"""Views of announcements: draft, preview, test, sending, pause, resumption."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, pressed_action, refusals_on, render_form
from bocage.foundation.mail import render_mail
from bocage.foundation.mail.pages import mail_page, shown_in_a_frame
from bocage.network.mailings.audiences import format_audience
from bocage.network.mailings.content import mail_of
from bocage.network.mailings.errors import UnknownAudience
from bocage.network.mailings.forms import AnnouncementForm, DigestForm
from bocage.network.mailings.models import Mailing, RefusedAddress
from bocage.network.mailings.operations.digests import edit_digest
from bocage.network.mailings.operations.mailings import (
    change_announcement,
    drop_mailing,
    pause_mailing,
    recipients_of,
    resume_mailing,
    start_mailing,
    try_mailing,
    write_announcement,
)
from bocage.network.mailings.operations.refused_addresses import trust_address
from bocage.network.mailings.presentation import clubs_run_by, delivery_of
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.territory.models import Departement

MAILINGS_PER_PAGE = 30
ADDRESSES_PER_PAGE = 50


find_mailing = finder(Mailing.objects.select_related("departement"))


def new_mailing_of(code: str) -> Mailing:
    """Returns an unsaved mailing of the club of a département.

    Raises:
        Http404: the département does not exist.
    """
    return Mailing(departement=get_object_or_404(Departement, code=code))


find_refused = finder(RefusedAddress.objects.select_related("person__membership__commune"))


@permitted("network.run_a_club")
@require_safe
def mailing_list(request: HttpRequest) -> HttpResponse:
    """Lists the mailings of the clubs that the person runs, except those given up, latest first."""
    person = current_person(request)
    mailings = (
        Mailing.objects.run_by(person)
        .exclude(status=Mailing.Status.DROPPED)
        .select_related("departement")
        .order_by("-created_at", "-pk")
    )
    context = {
        "page": Paginator(mailings, MAILINGS_PER_PAGE).get_page(request.GET.get("page")),
        "clubs": clubs_run_by(person),
        "month": timezone.localdate(),
        "refused": _refused_of(person).count(),
    }
    return render(request, "network/mailings/list.html", context)


@permitted("network.send_mailing", on=new_mailing_of)
@require_safe_or_post
def mailing_new(request: HttpRequest, code: str) -> HttpResponse:
    """Creates an announcement as a draft; nothing is sent yet."""
    departement = target_of(request, Mailing).departement
    form = AnnouncementForm(request.POST or None, departement=departement)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            mailing = write_announcement(
                by=current_person(request), departement=departement, **form.cleaned_data
            )
            return redirect(mailing)
    context = {"departement": departement, "code": code}
    return render_form(request, "network/mailings/announcement_form.html", form, context)


@permitted("network.send_mailing", on=find_mailing)
@require_safe
def mailing_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows a mailing: the preview and number of recipients of a draft, its progress otherwise."""
    mailing = target_of(request, Mailing)
    context: dict[str, Any] = {
        "mailing": mailing,
        "pk": pk,
        "audience": format_audience(mailing.departement, mailing.audience),
        "subject": _rendered(mailing, current_person(request)).subject,
    }
    if mailing.is_draft:
        context["count"] = _count(mailing)
    else:
        context["delivery"] = delivery_of(mailing)
    return render(request, "network/mailings/detail.html", context)


def _count(mailing: Mailing) -> int:
    try:
        return recipients_of(mailing).count()
    except UnknownAudience:
        return 0


@permitted("network.send_mailing", on=find_mailing)
@require_safe
@shown_in_a_frame
def mailing_page(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the message itself, exactly as all recipients receive it."""
    return mail_page(_rendered(target_of(request, Mailing), current_person(request)).html)


def _rendered(mailing: Mailing, person: Person) -> Any:
    return render_mail(mail_of(mailing), language=person.language, person_id=person.pk)


@permitted("network.send_mailing", on=find_mailing)
@require_safe_or_post
def mailing_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Changes an announcement, or a digest section by section, before it leaves."""
    mailing = target_of(request, Mailing)
    if not mailing.is_draft:
        messages.error(request, _("Cet envoi est déjà parti : il ne se change plus."))
        return redirect(mailing)
    data = request.POST or None
    form: AnnouncementForm | DigestForm
    if mailing.is_digest:
        form, template = DigestForm(data, mailing=mailing), "network/mailings/digest_form.html"
    else:
        form = AnnouncementForm(data, departement=mailing.departement, mailing=mailing)
        template = "network/mailings/announcement_form.html"
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _change(current_person(request), mailing, form)
            messages.success(request, _("C’est enregistré."))
            return redirect(mailing)
    context = {
        "blocks": form.blocks() if isinstance(form, DigestForm) else [],
        "mailing": mailing,
        "departement": mailing.departement,
        "pk": pk,
    }
    return render_form(request, template, form, context)


def _change(person: Person, mailing: Mailing, form: AnnouncementForm | DigestForm) -> None:
    if isinstance(form, DigestForm):
        edit_digest(
            by=person,
            mailing=mailing,
            subject=form.cleaned_data["subject"],
            text=form.cleaned_data["text"],
            sections=form.edits(),
        )
    else:
        change_announcement(by=person, mailing=mailing, **form.cleaned_data)


@permitted("network.send_mailing", on=find_mailing)
@require_POST
def mailing_act(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Tries, sends, pauses, resumes or gives up a mailing, depending on the button."""
    mailing, person = target_of(request, Mailing), current_person(request)
    with flash_outcome(request):
        messages.success(request, _act(pressed_action(request), mailing, person))
    return redirect(mailing)


def _act(action: str, mailing: Mailing, person: Person) -> str:
    match action:
        case "essayer":
            try_mailing(by=person, mailing=mailing)
            return _("L’essai part vers %(address)s.") % {"address": person.email}
        case "envoyer":
            start_mailing(by=person, mailing=mailing)
            return _("L’envoi commence. Vous pouvez quitter cette page.")
        case "suspendre":
            pause_mailing(by=person, mailing=mailing)
            return _("L’envoi est en pause : ce qui n’est pas parti attend.")
        case "reprendre":
            resume_mailing(by=person, mailing=mailing)
            return _("L’envoi reprend là où il en était. Personne ne reçoit deux fois.")
        case "abandonner":
            drop_mailing(by=person, mailing=mailing)
            return _("L’envoi est abandonné.")
    raise Refusal


def _refused_of(person: Person) -> Any:
    clubs = clubs_run_by(person).values("pk")
    return RefusedAddress.objects.filter(person__membership__commune__departement__in=clubs)


@permitted("network.run_a_club")
@require_safe
def refused_addresses(request: HttpRequest) -> HttpResponse:
    """Lists the members whose address no longer accepts mail."""
    refused = (
        _refused_of(current_person(request))
        .select_related("person__membership")
        .order_by("-refused_at", "-pk")
    )
    page = Paginator(refused, ADDRESSES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "network/mailings/refused.html", {"page": page})


@permitted("network.trust_address", on=find_refused)
@require_POST
def refused_address_trust(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Marks a refused address as working."""
    refused = target_of(request, RefusedAddress)
    trust_address(by=current_person(request), refused=refused)
    messages.success(
        request,
        _("Les prochains envois iront de nouveau à %(address)s.") % {"address": refused.address},
    )
    return redirect("refused_addresses")
