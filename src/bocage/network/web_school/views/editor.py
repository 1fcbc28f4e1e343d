"""Views of the programme editor: grid, conflicts, computation, versions."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, pressed_action, refusals_on, render_form
from bocage.network.web_school.forms import PlaceForm, PublishForm
from bocage.network.web_school.mails import change_sentence
from bocage.network.web_school.models.editions import WebSchoolEdition
from bocage.network.web_school.models.programmes import ProgrammeProposal, Session
from bocage.network.web_school.operations.proposals import (
    apply_proposal,
    leave_proposal,
    places_of,
    propose_programme,
)
from bocage.network.web_school.operations.sessions import (
    confirm_leaderless,
    move_session,
    pin_session,
    place_pitch,
    take_session_away,
)
from bocage.network.web_school.operations.versions import publish_programme
from bocage.network.web_school.presentation import sentences_of, slot_words
from bocage.network.web_school.programme.conflicts import conflicts
from bocage.network.web_school.programme.reading import Programme, programme_of
from bocage.network.web_school.programme.versions import changes_between, content_of
from bocage.network.web_school.views.management import find_managed_edition
from bocage.people.signed_in import current_person

MAX_CHOICES_SHOWN = 12
"""Number of audience conflicts shown, those with the most people first."""


@dataclass(frozen=True)
class Cell:
    """A room during a slot: its session, and whether that session continues from the slot
    before."""

    room: int
    slot: int
    key: str = ""
    title: str = ""
    leaders: str = ""
    seats: str = ""
    is_pinned: bool = False
    is_going_on: bool = False
    is_leaderless: bool = False
    session: Session | None = None


@permitted("network.manage_edition", on=find_managed_edition)
@require_safe
def programme_editor(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the programme editor: the grid, its conflicts, the pitches without a place, and the
    proposal.
    """
    edition = target_of(request, WebSchoolEdition)
    programme = programme_of(edition)
    proposal = ProgrammeProposal.objects.filter(edition=edition).first()
    last = edition.versions.first()
    changed = changes_between(last.content if last else [], content_of(edition))
    messages_of_conflicts = sentences_of(
        programme, conflicts(programme.problem, programme.placements)
    )
    placed = programme.placements
    context = {
        "edition": edition,
        "rooms": programme.rooms,
        "rows": _rows(programme),
        "unplaced": [
            (programme.pitches[wish.key], wish)
            for wish in programme.problem.wishes
            if wish.key not in placed
        ],
        "without_leader": programme.without_leader,
        "hard": [conflict for conflict in messages_of_conflicts if conflict.is_hard],
        "soft": [
            conflict
            for conflict in messages_of_conflicts
            if not conflict.is_hard and not conflict.is_missing
        ][:MAX_CHOICES_SHOWN],
        "soft_count": sum(
            not conflict.is_hard and not conflict.is_missing for conflict in messages_of_conflicts
        ),
        "proposal": proposal,
        "changes": [change_sentence(_texts(change)) for change in changed],
        "publish_form": PublishForm(),
        "is_live": edition.is_live(timezone.now()),
        **_proposal_context(programme, proposal),
    }
    return render(request, "network/web_school/editor.html", context)


def _texts(change: dict[str, Any]) -> dict[str, str]:
    return {name: value for name, value in change.items() if isinstance(value, str)}


def _rows(programme: Programme) -> list[tuple[str, list[Cell]]]:
    """Returns the grid: one row per slot, one column per room."""
    cells: dict[tuple[int, int], Cell] = {}
    problem = programme.problem
    for key, place in programme.placements.items():
        wish, session = problem.by_key.get(key), programme.sessions[key]
        if wish is None:
            continue
        names = ", ".join(sorted(programme.leader_names[leader] for leader in wish.leaders))
        for slot in problem.lasts(wish, place.slot) or [place.slot]:
            cells[place.room, slot] = Cell(
                room=programme.rooms[place.room].pk,
                slot=programme.slots[slot].pk,
                key=key,
                title=session.title,
                leaders=names,
                seats=f"{wish.coming} / {programme.rooms[place.room].seats}",
                is_pinned=session.is_pinned,
                is_going_on=slot != place.slot,
                is_leaderless=session.speaker_left_at is not None,
                session=session,
            )
    with_day = len({slot.day for slot in programme.slots}) > 1
    return [
        (
            slot_words(slot, with_day=with_day),
            [
                cells.get((column, number)) or Cell(room=room.pk, slot=slot.pk)
                for column, room in enumerate(programme.rooms)
            ],
        )
        for number, slot in enumerate(programme.slots)
    ]


def _proposal_context(programme: Programme, proposal: ProgrammeProposal | None) -> dict[str, Any]:
    """Returns the proposed changes as text, with the conflicts that they would cause."""
    if proposal is None:
        return {}
    placed = ngettext(
        "%(placed)d session placée sur %(wanted)d",
        "%(placed)d sessions placées sur %(wanted)d",
        proposal.placed,
    ) % {"placed": proposal.placed, "wanted": proposal.to_place}
    missed = ngettext(
        "%(count)d choix se heurte à un autre",
        "%(count)d choix se heurtent à un autre",
        proposal.missed,
    ) % {"count": proposal.missed}
    clashes = conflicts(programme.problem, places_of(proposal, programme))
    return {
        "proposal_words": f"{placed}, {missed}.",
        "proposal_conflicts": sentences_of(programme, clashes)[:MAX_CHOICES_SHOWN],
    }


@permitted("network.manage_edition", on=find_managed_edition)
@require_POST
def programme_compute(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Computes a proposed programme, applies it, or discards it."""
    edition, person = target_of(request, WebSchoolEdition), current_person(request)
    with flash_outcome(request):
        match pressed_action(request):
            case "calculer":
                propose_programme(by=person, edition=edition)
            case "garder":
                apply_proposal(by=person, edition=edition)
                messages.success(request, _("C’est gardé : le programme est celui du calcul."))
            case "laisser":
                leave_proposal(by=person, edition=edition)
                messages.success(request, _("Le calcul est laissé : le programme n’a pas changé."))
            case _:
                raise Http404
    return redirect("programme_editor", edition_id)


@permitted("network.manage_edition", on=find_managed_edition)
@require_safe_or_post
def programme_place(request: HttpRequest, edition_id: UUID, key: UUID) -> HttpResponse:
    """Places or moves a session, by a form or by a hand that drags: one and the same."""
    edition = target_of(request, WebSchoolEdition)
    programme = programme_of(edition)
    session, pitch = programme.sessions.get(str(key)), programme.pitches.get(str(key))
    if session is None and pitch is None:
        raise Http404
    with_day = len({slot.day for slot in programme.slots}) > 1
    form = PlaceForm(
        request.POST or None,
        rooms=[(room.pk, f"{room.name} ({room.seats})") for room in programme.rooms],
        slots=[(slot.pk, slot_words(slot, with_day=with_day)) for slot in programme.slots],
        initial={"room": session.room_id, "slot": session.slot_id} if session else None,
    )
    if request.method == "POST" and form.is_valid():
        room = next(room for room in programme.rooms if room.pk == form.cleaned_data["room"])
        slot = next(slot for slot in programme.slots if slot.pk == form.cleaned_data["slot"])
        with refusals_on(form):
            if pitch is not None:
                place_pitch(by=current_person(request), pitch=pitch, room=room, slot=slot)
            elif session is not None:
                move_session(by=current_person(request), session=session, room=room, slot=slot)
            messages.success(request, _("C’est placé, et épinglé."))
            return redirect("programme_editor", edition_id)
    title = session.title if session else pitch.title if pitch else ""
    context = {"edition": edition, "title": title, "session": session, "key": key}
    return render_form(request, "network/web_school/place.html", form, context)


@permitted("network.manage_edition", on=find_managed_edition)
@require_POST
def programme_action(request: HttpRequest, edition_id: UUID, session_id: UUID) -> HttpResponse:
    """Pins, unpins or removes a session, or confirms it although its leader has left."""
    edition, person = target_of(request, WebSchoolEdition), current_person(request)
    sessions = edition.sessions.select_related("edition__departement", "room", "slot")
    session = get_object_or_404(sessions, pk=session_id)
    with flash_outcome(request, _("C’est fait.")):
        match pressed_action(request):
            case "epingler":
                pin_session(by=person, session=session, is_pinned=True)
            case "detacher":
                pin_session(by=person, session=session, is_pinned=False)
            case "retirer":
                take_session_away(by=person, session=session)
            case "maintenir":
                confirm_leaderless(by=person, session=session)
            case _:
                raise Http404
    return redirect("programme_editor", edition_id)


@permitted("network.manage_edition", on=find_managed_edition)
@require_POST
def programme_publish(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Publishes the current programme."""
    form = PublishForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    with flash_outcome(request):
        version = publish_programme(
            by=current_person(request), edition=target_of(request, WebSchoolEdition), words=words
        )
        sentence = ngettext(
            "La version %(number)d est publiée ; %(told)d personne est prévenue.",
            "La version %(number)d est publiée ; %(told)d personnes sont prévenues.",
            version.notified_count,
        )
        messages.success(
            request, sentence % {"number": version.number, "told": version.notified_count}
        )
        return redirect("programme_versions", edition_id)
    return redirect("programme_editor", edition_id)


@permitted("network.manage_edition", on=find_managed_edition)
@require_safe
def programme_versions(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Lists the published versions, with the changes of each."""
    edition = target_of(request, WebSchoolEdition)
    versions = [
        (version, [change_sentence(_texts(change)) for change in version.changes])
        for version in edition.versions.select_related("published_by")
    ]
    context = {"edition": edition, "versions": versions}
    return render(request, "network/web_school/versions.html", context)
