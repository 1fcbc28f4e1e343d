"""Organiser's views of the École du Web: editions, grid, partners, attendance."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.documents import pdf_response
from bocage.foundation.errors import NotAllowed
from bocage.foundation.files.qr_codes import qr_code
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.foundation.mail import page_url
from bocage.network.web_school.documents import certificate_pdf
from bocage.network.web_school.exports import PRESENCES
from bocage.network.web_school.formatting import days_words
from bocage.network.web_school.forms import (
    DoorForm,
    EditionForm,
    PartnerForm,
    ReportForm,
    RoomForm,
    SlotsForm,
)
from bocage.network.web_school.models.editions import Attendance, WebSchoolEdition
from bocage.network.web_school.operations.day import forget_attendance, note_attendance
from bocage.network.web_school.operations.editions import (
    add_partner,
    add_room,
    add_slots,
    book_again,
    change_edition,
    lead_edition_to,
    open_edition,
    remove_partner,
    remove_room,
    remove_slot,
    replace_tokens,
    steps_of,
)
from bocage.network.web_school.presentation import days_between, slot_words
from bocage.people.signed_in import current_person

EDITIONS_PER_PAGE = 30
PRESENCES_PER_PAGE = 100
Status = WebSchoolEdition.Status


find_managed_edition = finder(
    WebSchoolEdition.objects.select_related("departement", "commune__epci"), edition_id="pk"
)
"""The edition of an address of the Espace."""


find_attendance = finder(
    Attendance.objects.select_related("edition__departement", "edition__commune"),
    edition_id="edition",
    number="pk",
)
"""A presence at the edition of an address."""


@permitted("network.run_a_club")
@require_safe
def managed_editions(request: HttpRequest) -> HttpResponse:
    """Lists the editions of the clubs that the person runs, latest first."""
    run_editions = WebSchoolEdition.objects.run_by(current_person(request)).select_related(
        "commune"
    )
    with_counts = run_editions.annotate(pitch_count=Count("pitches")).order_by("-starts_on", "pk")
    page = Paginator(with_counts, EDITIONS_PER_PAGE).get_page(request.GET.get("page"))
    rows = [(edition, days_words(edition)) for edition in page.object_list]
    return render(
        request, "network/web_school/management_editions.html", {"page": page, "rows": rows}
    )


@permitted("network.run_a_club")
@require_safe_or_post
def edition_open(request: HttpRequest) -> HttpResponse:
    """Creates an edition."""
    form = EditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edition = open_edition(by=current_person(request), **form.cleaned_data)
        except NotAllowed:
            form.add_error("commune", _("Vous n’animez pas le club de ce département."))
        else:
            messages.success(request, _("L’édition est ouverte : l’appel à propositions aussi."))
            return redirect("edition_manage", edition.pk)
    return render_form(
        request, "network/web_school/management_settings.html", form, {"edition": None}
    )


@permitted("network.manage_edition", on=find_managed_edition)
@require_safe
def edition_manage(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the state of an edition, its figures, and the next steps."""
    edition = target_of(request, WebSchoolEdition)
    figures = {
        "pitches": edition.pitches.active().count(),
        "voters": edition.ballots.filter(votes__isnull=False).distinct().count(),
        "rooms": edition.rooms.count(),
        "slots": edition.slots.count(),
        "sessions": edition.sessions.count(),
        "people": edition.attendances.count(),
    }
    leaderless = edition.sessions.filter(speaker_left_at__isnull=False).select_related(
        "room", "slot"
    )
    context = {
        "edition": edition,
        "days": days_words(edition),
        "steps": [(step, Status(step).label) for step in steps_of(edition, timezone.localdate())],
        "asks": [Status.HELD, Status.ARCHIVED],
        "figures": figures,
        "gone": leaderless.order_by("slot__period", "pk"),
        "lost_rooms": edition.rooms.filter(is_lost=True),
        "report_form": ReportForm(initial={"report": edition.report}),
    }
    return render(request, "network/web_school/management.html", context)


@permitted("network.manage_edition", on=find_managed_edition)
@require_POST
def edition_lead(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Moves an edition to its next state or one step back, or writes its archive."""
    edition = target_of(request, WebSchoolEdition)
    step = request.POST.get("etape", "")
    if "report" in request.POST:
        form = ReportForm(request.POST)
        if form.is_valid():
            change_edition(by=current_person(request), edition=edition, **form.cleaned_data)
            messages.success(request, _("C’est enregistré."))
        return redirect("edition_manage", edition_id)
    if step not in Status.values:
        raise Http404
    with flash_outcome(request):
        lead_edition_to(by=current_person(request), edition=edition, status=step)
        label = str(Status(step).label)
        messages.success(request, _("C’est fait : %(state)s.") % {"state": label})
    return redirect("edition_manage", edition_id)


@permitted("network.manage_edition", on=find_managed_edition)
@require_safe_or_post
def edition_settings(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Shows and saves the description of an edition."""
    edition = target_of(request, WebSchoolEdition)
    form = EditionForm(request.POST or None, initial=EditionForm.initial_of(edition))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["commune"].departement_id != edition.departement_id:
            form.add_error("commune", _("Une édition reste dans son département."))
        else:
            with refusals_on(form, field="starts_on"):
                change_edition(by=current_person(request), edition=edition, **form.cleaned_data)
                messages.success(request, _("L’édition est enregistrée."))
                return redirect("edition_manage", edition_id)
    context = {"edition": edition}
    return render_form(request, "network/web_school/management_settings.html", form, context)


@permitted("network.manage_edition", on=find_managed_edition)
@require_safe_or_post
def edition_grid(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Lists the rooms and slots of an edition, and adds some."""
    edition = target_of(request, WebSchoolEdition)
    data = request.POST if request.method == "POST" else None
    adds_room = data is not None and "salle" in data
    room_form = RoomForm(data if adds_room else None, edition=edition)
    slots_form = SlotsForm(None if adds_room else data, days=days_between(edition))
    if data is not None and _added(request, edition, room_form if adds_room else slots_form):
        return redirect("edition_grid", edition_id)
    slots = list(edition.slots.all())
    context = {
        "edition": edition,
        "room_form": room_form,
        "slots_form": slots_form,
        "rooms": edition.rooms.select_related("place"),
        "slots": [(slot, slot_words(slot, with_day=True)) for slot in slots],
    }
    status = 422 if data is not None else 200
    return render(request, "network/web_school/management_grid.html", context, status=status)


def _added(request: HttpRequest, edition: WebSchoolEdition, form: BaseForm) -> bool:
    """Adds a room or slots. Returns whether it succeeded."""
    if not form.is_valid():
        return False
    with refusals_on(form):
        if isinstance(form, RoomForm):
            add_room(by=current_person(request), edition=edition, **form.cleaned_data)
        else:
            add_slots(by=current_person(request), edition=edition, **form.cleaned_data)
        messages.success(request, _("C’est ajouté."))
        return True
    return False


@permitted("network.manage_edition", on=find_managed_edition)
@require_POST
def edition_grid_remove(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Deletes a room or a slot, or books a room again."""
    edition = target_of(request, WebSchoolEdition)
    kind, number = request.POST.get("quoi"), request.POST.get("numero", "")
    if kind not in {"salle", "creneau", "reserver"} or not number.isdigit():
        raise Http404
    again, removed = _("La salle est réservée."), _("C’est retiré.")
    with flash_outcome(request, again if kind == "reserver" else removed):
        if kind == "creneau":
            slots = edition.slots.select_related("edition__departement")
            remove_slot(by=current_person(request), slot=get_object_or_404(slots, pk=number))
        else:
            rooms = edition.rooms.select_related("edition__departement")
            action = book_again if kind == "reserver" else remove_room
            action(by=current_person(request), room=get_object_or_404(rooms, pk=number))
    return redirect("edition_grid", edition_id)


@permitted("network.manage_edition", on=find_managed_edition)
@require_safe_or_post
def edition_partners(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Lists the partners of an edition, and adds one."""
    edition = target_of(request, WebSchoolEdition)
    form = PartnerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        logo = form.cleaned_data["logo"]
        with refusals_on(form):
            add_partner(
                by=current_person(request),
                edition=edition,
                name=form.cleaned_data["name"],
                website=form.cleaned_data["website"],
                logo=logo or None,
                logo_size=logo.size if logo else 0,
            )
            messages.success(request, _("Le partenaire est ajouté."))
            return redirect("edition_partners", edition_id)
    context = {"edition": edition, "partners": edition.partners.defer("logo")}
    return render_form(request, "network/web_school/management_partners.html", form, context)


@permitted("network.manage_edition", on=find_managed_edition)
@require_POST
def edition_partner_remove(request: HttpRequest, edition_id: UUID, number: int) -> HttpResponse:
    """Deletes a partner of an edition."""
    edition = target_of(request, WebSchoolEdition)
    partners = edition.partners.select_related("edition__departement")
    remove_partner(by=current_person(request), partner=get_object_or_404(partners, pk=number))
    messages.success(request, _("C’est retiré."))
    return redirect("edition_partners", edition_id)


@permitted("network.manage_edition", on=find_managed_edition)
@require_safe_or_post
def edition_presences(
    request: HttpRequest, edition_id: UUID, extension: str = ""
) -> HttpResponseBase:
    """Lists the attendances of an edition, with the code at the door and the address of the wall
    screen; records one by name. Returns a file if the address has an extension.
    """
    edition = target_of(request, WebSchoolEdition)
    listed = edition.attendances.select_related("person").order_by("name", "pk")
    if extension:
        return PRESENCES.file(extension, listed)
    form = DoorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note_attendance(by=current_person(request), edition=edition, **form.cleaned_data)
        messages.success(request, _("La présence est notée."))
        return redirect("edition_presences", edition_id)
    door = page_url("edition_door", edition.slug, edition.door_token)
    context = {
        "edition": edition,
        "page": Paginator(listed, PRESENCES_PER_PAGE).get_page(request.GET.get("page")),
        "door_url": door,
        "door_code": qr_code(door),
        "wall_url": page_url("edition_wall", edition.wall_token),
    }
    return render_form(request, "network/web_school/management_presences.html", form, context)


@permitted("network.manage_edition", on=find_managed_edition)
@require_POST
def edition_presence_forget(request: HttpRequest, edition_id: UUID, number: int) -> HttpResponse:
    """Deletes an attendance recorded by mistake."""
    forget_attendance(by=current_person(request), attendance=find_attendance(edition_id, number))
    messages.success(request, _("C’est retiré."))
    return redirect("edition_presences", edition_id)


@permitted("network.manage_edition", on=find_managed_edition)
@require_POST
def edition_tokens(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Replaces the addresses of the wall screen and the door."""
    replace_tokens(by=current_person(request), edition=target_of(request, WebSchoolEdition))
    messages.success(
        request, _("Les adresses sont remplacées : les anciennes n’ouvrent plus rien.")
    )
    return redirect("edition_presences", edition_id)


@permitted("network.have_certificate", on=find_attendance)
@require_safe
def presence_certificate(request: HttpRequest, **_address: Any) -> HttpResponse:
    """Returns the certificate of a person who came, as a PDF."""
    attendance = target_of(request, Attendance)
    return pdf_response(
        certificate_pdf(attendance.edition, attendance),
        filename=f"attestation-{attendance.edition.slug}.pdf",
    )
