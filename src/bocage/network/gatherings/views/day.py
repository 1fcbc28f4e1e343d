"""Organiser's page of a gathering: registrations, attendance, messages, outcome."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.db.identifiers import identifier_or_none, identifiers_among
from bocage.foundation.files.qr_codes import qr_code
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on
from bocage.foundation.mail import page_url
from bocage.network.gatherings.formatting import rule_words
from bocage.network.gatherings.forms import GatheringPhotoForm, OutcomeForm, WalkInForm, WordForm
from bocage.network.gatherings.models.gatherings import Gathering, GatheringPhoto
from bocage.network.gatherings.models.registrations import Registration
from bocage.network.gatherings.operations.after import (
    add_gathering_photo,
    publish_outcome,
    remove_gathering_photo,
    write_to_registered,
)
from bocage.network.gatherings.operations.arrivals import note_arrivals, note_walk_in
from bocage.network.gatherings.views.gatherings import find_gathering
from bocage.network.gatherings.views.team import room_of
from bocage.people.signed_in import current_person
from bocage.registrations.operations.registrations import leave_event
from bocage.registrations.presentation import attendance_of
from bocage.registrations.words import when_words

find_registration = finder(Registration.objects.select_related("event__commune", "person"))


@permitted("network.manage_gathering", on=find_gathering)
@require_safe
def gathering_manage(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a gathering to its organisers: its room, registrations, waiting list and attendance."""
    return _render_day(request, target_of(request, Gathering), WordForm(), WalkInForm())


@permitted("network.manage_gathering", on=find_gathering)
@require_POST
def gathering_attendance(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Records the ticked people as present."""
    present = identifiers_among(request.POST.getlist("present"))
    note_arrivals(
        by=current_person(request), gathering=target_of(request, Gathering), present=present
    )
    messages.success(request, _("C’est noté."))
    return redirect("gathering_manage", pk)


@permitted("network.manage_gathering", on=find_gathering)
@require_POST
def gathering_walk_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Records a person who came without registering."""
    gathering = target_of(request, Gathering)
    form = WalkInForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            note_walk_in(
                by=current_person(request), gathering=gathering, name=form.cleaned_data["name"]
            )
            messages.success(request, _("C’est noté : cette personne est là."))
            return redirect("gathering_manage", pk)
    return _render_day(request, gathering, WordForm(), form, status=422)


@permitted("network.manage_registration", on=find_registration)
@require_POST
def registration_cancel(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Cancels a registration, for instance at the request of a person who telephoned."""
    registration = target_of(request, Registration)
    leave_event(by=current_person(request), registration=registration)
    messages.success(request, _("C’est noté : la place est libre pour quelqu’un d’autre."))
    if current_person(request).has_perm("network.manage_gathering", registration.event):
        return redirect("gathering_manage", registration.event_id)
    return redirect(registration.event)


@permitted("network.manage_gathering", on=find_gathering)
@require_POST
def gathering_message(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sends a message from the organiser to the attendees."""
    gathering = target_of(request, Gathering)
    form = WordForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            count = write_to_registered(
                by=current_person(request),
                gathering=gathering,
                message=form.cleaned_data["message"],
            )
            sentence = ngettext(
                "Votre message part à %(count)d personne.",
                "Votre message part à %(count)d personnes.",
                count,
            )
            messages.success(request, sentence % {"count": count})
            return redirect("gathering_manage", pk)
    return _render_day(request, gathering, form, WalkInForm(), status=422)


@permitted("network.manage_gathering", on=find_gathering)
@require_safe
def gathering_sheet(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the printable attendance sheet of a gathering, with the code to scan."""
    gathering = target_of(request, Gathering)
    address = page_url("gathering_arrival", gathering.arrival_token)
    expected = gathering.registrations.expected().select_related("person")
    context = {
        "gathering": gathering,
        "when": when_words(gathering),
        "expected": sorted(expected, key=lambda registration: registration.display_name.lower()),
        "code": qr_code(address),
        "address": address,
    }
    return render(request, "network/gatherings/sheet.html", context)


@permitted("network.manage_gathering", on=find_gathering)
@require_safe_or_post
def gathering_outcome(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows and saves the notes and outcome of a gathering, with its photos."""
    gathering = target_of(request, Gathering)
    form = OutcomeForm(
        request.POST if request.method == "POST" else None,
        initial={"notes": gathering.notes, "outcome": gathering.outcome},
    )
    if request.method == "POST" and form.is_valid():
        publish_outcome(
            by=current_person(request),
            gathering=gathering,
            notes=form.cleaned_data["notes"],
            outcome=form.cleaned_data["outcome"],
        )
        messages.success(request, _("C’est enregistré."))
        return redirect("gathering_outcome", pk)
    return _outcome_page(request, gathering, form, GatheringPhotoForm())


@permitted("network.manage_gathering", on=find_gathering)
@require_POST
def gathering_photo_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Adds a photo to a gathering."""
    gathering = target_of(request, Gathering)
    form = GatheringPhotoForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form, field="image"):
            add_gathering_photo(
                by=current_person(request), gathering=gathering, **form.cleaned_data
            )
            messages.success(request, _("La photo est ajoutée."))
            return redirect("gathering_outcome", pk)
    notes = OutcomeForm(initial={"notes": gathering.notes, "outcome": gathering.outcome})
    return _outcome_page(request, gathering, notes, form)


@permitted("network.manage_gathering", on=find_gathering)
@require_POST
def gathering_photo_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Deletes a photo of a gathering."""
    gathering = target_of(request, Gathering)
    key = identifier_or_none(request.POST.get("photo", ""))
    photo = get_object_or_404(GatheringPhoto, pk=key, gathering=gathering)
    photo.gathering = gathering
    remove_gathering_photo(by=current_person(request), photo=photo)
    messages.success(request, _("La photo est retirée."))
    return redirect("gathering_outcome", pk)


def _render_day(
    request: HttpRequest,
    gathering: Gathering,
    word: WordForm,
    walk_in: WalkInForm,
    *,
    status: int = 200,
) -> HttpResponse:
    registrations = list(
        gathering.registrations.select_related("person").order_by("confirmed_at", "pk")
    )
    state = Registration.State
    expected = [
        registration for registration in registrations if registration.state == state.REGISTERED
    ]
    now = timezone.now()
    context: dict[str, Any] = {
        "gathering": gathering,
        "when": when_words(gathering),
        "rule": rule_words(gathering.series) if gathering.series else "",
        "room": room_of(gathering),
        "expected": sorted(expected, key=lambda registration: registration.display_name.lower()),
        "waiting": [
            registration for registration in registrations if registration.state == state.WAITING
        ],
        "attendance": attendance_of(gathering),
        "is_its_time": gathering.is_its_time(now) and gathering.status != "called_off",
        "is_past": gathering.ends_at <= now,
        "may_change": gathering.status in Gathering.CHANGING and gathering.ends_at > now,
        "word": word,
        "walk_in": walk_in,
    }
    return render(request, "network/gatherings/manage.html", context, status=status)


def _outcome_page(
    request: HttpRequest, gathering: Gathering, form: OutcomeForm, photo_form: GatheringPhotoForm
) -> HttpResponse:
    status = 422 if form.errors or photo_form.errors else 200
    context = {
        "gathering": gathering,
        "when": when_words(gathering),
        "form": form,
        "photo_form": photo_form,
        "photos": list(gathering.photos.all()),
    }
    return render(request, "network/gatherings/outcome.html", context, status=status)
