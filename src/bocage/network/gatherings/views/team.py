"""Organiser's views of gatherings: planning with a room, changes, cancellation."""

from itertools import chain
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.network.gatherings.exports import GATHERING_LIST
from bocage.network.gatherings.formatting import rule_words
from bocage.network.gatherings.forms import (
    WHOLE_SERIES_BUTTON,
    CallOffGatheringForm,
    GatheringForm,
    NewGatheringForm,
    instead_value,
    with_instead,
)
from bocage.network.gatherings.models.gatherings import Gathering, GatheringSeries
from bocage.network.gatherings.operations.gatherings import change_gathering, plan_gathering
from bocage.network.gatherings.operations.series import (
    PlannedSeries,
    end_series,
    extend_series,
    open_series,
    plan_series,
)
from bocage.network.gatherings.presentation import figures_of
from bocage.network.gatherings.views.gatherings import find_gathering
from bocage.network.members.querysets import ORGANISERS
from bocage.people.models import Person
from bocage.people.policies import reach_of
from bocage.people.seams.meeting_rooms import MeetingRoom, RoomPlace, RoomTaken, room_provider
from bocage.people.signed_in import current_person
from bocage.registrations.operations.events import call_off_event, open_event
from bocage.registrations.words import when_words
from bocage.territory.models import Epci

PER_PAGE = 30
EXTENDED_BY = 6


find_series = finder(GatheringSeries.objects.select_related("commune"))


@permitted("network.plan_gatherings")
@require_safe
def club_gatherings(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists the gatherings of the clubs that the person runs, upcoming then past, with their
    attendance; or returns them as a file if the address has an extension.
    """
    now = timezone.now()
    run_gatherings = Gathering.objects.run_by(current_person(request)).with_attendance()
    changing = run_gatherings.filter(status__in=Gathering.CHANGING, ends_at__gt=now).order_by(
        "starts_at", "pk"
    )
    over = run_gatherings.exclude(status__in=Gathering.CHANGING, ends_at__gt=now).order_by(
        "-starts_at", "pk"
    )
    if extension:
        return GATHERING_LIST.file(extension, chain(changing, over))
    page = Paginator(over, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "figures": figures_of(Gathering.objects.run_by(current_person(request)), now),
        "to_come": [(gathering, when_words(gathering)) for gathering in changing],
        "page": page,
        "over": [(gathering, when_words(gathering)) for gathering in page.object_list],
    }
    return render(request, "network/gatherings/team_list.html", context)


@permitted("network.plan_gatherings")
@require_safe_or_post
def gathering_plan(request: HttpRequest) -> HttpResponse:
    """Plans a gathering or a monthly series, with its room."""
    person = current_person(request)
    data = with_instead(request.POST) if request.method == "POST" else None
    form = NewGatheringForm(data, rooms=rooms_for(person))
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, {RoomTaken: "room"}) as planning:
            return _plan(request, person, form)
        refusal = planning.refusal
    return _form_page(request, form, None, refusal)


def _plan(request: HttpRequest, person: Person, form: NewGatheringForm) -> HttpResponse:
    months = form.cleaned_data["months"]
    if months == 1:
        gathering = plan_gathering(by=person, plan=form.plan())
        messages.success(request, _("La rencontre est prête. Relisez-la, puis ouvrez-la."))
        return redirect("gathering_manage", gathering.pk)
    planned = plan_series(by=person, plan=form.plan(), dates=months)
    _flash_planned(request, planned)
    return redirect("gathering_manage", planned.gatherings[0].pk)


@permitted("network.manage_gathering", on=find_gathering)
@require_safe_or_post
def gathering_change(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Changes the description, date or place of a gathering; its room booking follows."""
    gathering, person = target_of(request, Gathering), current_person(request)
    data = with_instead(request.POST) if request.method == "POST" else None
    initial = GatheringForm.initial_of(gathering, room_of(gathering))
    form = GatheringForm(data, rooms=rooms_for(person), initial=initial)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, {RoomTaken: "room"}) as changing:
            changed = change_gathering(by=person, gathering=gathering, plan=form.plan())
            messages.success(
                request, _("C’est changé, la salle avec. Ceux qui sont inscrits l’apprennent.")
            )
            return redirect("gathering_manage", changed.pk)
        refusal = changing.refusal
    return _form_page(request, form, gathering, refusal)


@permitted("network.manage_gathering", on=find_gathering)
@require_POST
def gathering_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Opens registrations, of this one or of all the dates of its series."""
    gathering = target_of(request, Gathering)
    if WHOLE_SERIES_BUTTON in request.POST and gathering.series is not None:
        open_series(by=current_person(request), series=gathering.series)
        messages.success(request, _("Les dates sont publiées : chacun peut s’inscrire."))
    else:
        open_event(by=current_person(request), event=gathering)
        messages.success(request, _("La rencontre est publiée : chacun peut s’inscrire."))
    return redirect("gathering_manage", pk)


@permitted("network.manage_gathering", on=find_gathering)
@require_safe_or_post
def gathering_call_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Calls off a gathering, or all upcoming dates of its series, with a message to the people who
    come.
    """
    gathering = target_of(request, Gathering)
    form = CallOffGatheringForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        closing: dict[str, Any] = {
            "by": current_person(request),
            "reason": form.cleaned_data["reason"],
        }
        if WHOLE_SERIES_BUTTON in request.POST and gathering.series is not None:
            end_series(series=gathering.series, **closing)
        else:
            call_off_event(event=gathering, **closing)
        messages.success(
            request, _("C’est annulé. La salle est libérée, et ceux qui venaient le savent.")
        )
        return redirect("gathering_manage", pk)
    context = {"gathering": gathering, "when": when_words(gathering)}
    return render_form(request, "network/gatherings/call_off.html", form, context)


@permitted("network.manage_gathering", on=find_series)
@require_POST
def series_extend(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Prepares six more months after the last."""
    planned = extend_series(
        by=current_person(request), series=target_of(request, GatheringSeries), dates=EXTENDED_BY
    )
    _flash_planned(request, planned)
    return redirect("club_gatherings")


def rooms_for(person: Person) -> list[MeetingRoom]:
    """Returns the bookable rooms of the départements whose club a person runs."""
    reach = reach_of(person, ORGANISERS)
    if reach.everywhere:
        return room_provider().rooms_of(None)
    around = Epci.objects.filter(pk__in=reach.epcis).values_list("communes__departement", flat=True)
    departements = {*reach.departements, *(around if reach.epcis else ())}
    return room_provider().rooms_of({code for code in departements if code})


def room_of(gathering: Gathering) -> RoomPlace | None:
    """Returns the room of a gathering, booked or to be booked later; None if it has none or has
    lost it.
    """
    booking = gathering.room_booking
    if gathering.room_wanted is not None:
        return room_provider().find(gathering.room_wanted)
    if booking is None or gathering.room_state == Gathering.Room.LOST:
        return None
    booked_room = room_provider().look([booking]).get(booking)
    return booked_room.room if booked_room else None


def _flash_planned(request: HttpRequest, planned: PlannedSeries) -> None:
    count = len(planned.gatherings)
    sentence = ngettext(
        "%(count)d rencontre est prête : %(rule)s.",
        "%(count)d rencontres sont prêtes : %(rule)s.",
        count,
    )
    messages.success(request, sentence % {"count": count, "rule": rule_words(planned.series)})
    for gathering, reason in planned.without_room:
        words = {"when": when_words(gathering), "reason": reason}
        messages.warning(
            request, _("Sans salle, %(when)s : %(reason)s Choisissez-en une autre.") % words
        )


def _form_page(
    request: HttpRequest,
    form: GatheringForm,
    gathering: Gathering | None,
    refusal: Refusal | None,
) -> HttpResponse:
    instead = refusal.instead() if isinstance(refusal, RoomTaken) else ()
    context = {
        "gathering": gathering,
        "instead": [(instead_value(room), room.words) for room in instead],
    }
    return render_form(request, "network/gatherings/plan.html", form, context)
