"""Views of sequences in the Espace: list, page of each, enrolments."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, pressed_action, refusals_on, render_form
from bocage.foundation.instance import current_instance
from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.campaigns.policies import departements_run_by
from bocage.outreach.prospects.models.segments import Segment
from bocage.outreach.sequences.forms import SequenceForm
from bocage.outreach.sequences.models.sendings import Enrolment
from bocage.outreach.sequences.models.sequences import Sequence
from bocage.outreach.sequences.operations.enrolment_ends import leave_sequence
from bocage.outreach.sequences.operations.enrolments import (
    count_possible_entrants,
    have_crowd_enter,
)
from bocage.outreach.sequences.operations.sequences import (
    change_sequence,
    end_sequence,
    pause_sequence,
    start_sequence,
    write_sequence,
)
from bocage.outreach.sequences.results import LetterResults, results_of
from bocage.people.signed_in import current_person
from bocage.territory.models import Departement

SEQUENCES_PER_PAGE = 30
PEOPLE_PER_PAGE = 50


find_sequence = finder(Sequence.objects.select_related("departement", "segment", "campaign"))


find_enrolment = finder(Enrolment.objects.select_related("sequence__departement"))


@permitted("outreach.run_sequences")
@require_safe
def sequence_list(request: HttpRequest) -> HttpResponse:
    """Lists the sequences of the départements that a person coordinates, with their results."""
    sequences = Sequence.objects.run_by(current_person(request))
    page = Paginator(sequences, SEQUENCES_PER_PAGE).get_page(request.GET.get("page"))
    results = results_of(page.object_list)
    context = {
        "page": page,
        "rows": [(sequence, results[sequence.pk]) for sequence in page.object_list],
        "instance": current_instance(),
    }
    return render(request, "outreach/sequences/list.html", context)


@permitted("outreach.run_sequences")
@require_safe_or_post
def sequence_write(request: HttpRequest) -> HttpResponse:
    """Begins a sequence."""
    departements = departements_run_by(current_person(request))
    form = _form(request, departements=departements if len(departements) > 1 else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            sequence = write_sequence(
                by=current_person(request),
                departement=form.cleaned_data.get("departement") or departements[0],
                terms=form.terms(),
            )
            messages.success(request, _("La série est prête à recevoir sa première lettre."))
            return redirect(sequence)
    return render_form(request, "outreach/sequences/write.html", form)


@permitted("outreach.run_sequence", on=find_sequence)
@require_safe_or_post
def sequence_change(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Changes a sequence."""
    sequence = target_of(request, Sequence)
    initial = {
        name: getattr(sequence, name) for name in SequenceForm.base_fields if name != "departement"
    }
    form = _form(request, initial=initial, departement=sequence.departement)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_sequence(by=current_person(request), sequence=sequence, terms=form.terms())
            messages.success(request, _("C’est enregistré."))
            return redirect(sequence)
    return render_form(request, "outreach/sequences/change.html", form, {"sequence": sequence})


@permitted("outreach.run_sequence", on=find_sequence)
@require_safe
def sequence_detail(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a sequence: its letters in order, its results, and the progress of a group that is
    entering.
    """
    sequence = target_of(request, Sequence)
    results = results_of([sequence])[sequence.pk]
    letters = list(sequence.letters.all())
    context = {
        "sequence": sequence,
        "results": results,
        "letters": [
            (letter, results.letters.get(letter.pk, LetterResults())) for letter in letters
        ],
        "has_ready": any(letter.is_ready for letter in letters),
        "entry": sequence.entries.first(),
        "waiting_outside": count_possible_entrants(sequence),
        "instance": current_instance(),
    }
    return render(request, "outreach/sequences/detail.html", context)


@permitted("outreach.run_sequence", on=find_sequence)
@never_cache
@require_safe
def sequence_people(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Lists the current and past enrolments of a sequence, with the letters that each received."""
    sequence = target_of(request, Sequence)
    people = sequence.enrolments.select_related("prospect", "next_letter").prefetch_related(
        "sendings__letter"
    )
    context = {
        "sequence": sequence,
        "page": Paginator(people, PEOPLE_PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "outreach/sequences/people.html", context)


@permitted("outreach.run_sequence", on=find_sequence)
@require_POST
def sequence_action(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Launches a sequence, pauses it, ends it, or has a crowd enter."""
    sequence = target_of(request, Sequence)
    by = current_person(request)
    actions: dict[str, tuple[Any, str]] = {
        "lancer": (start_sequence, _("La série est en cours.")),
        "suspendre": (pause_sequence, _("La série est en pause : rien ne part.")),
        "terminer": (end_sequence, _("La série est terminée.")),
        "entrer": (have_crowd_enter, _("Ils entrent : vous pouvez quitter cette page.")),
    }
    action, sentence = actions.get(pressed_action(request), (None, ""))
    if action is not None:
        with flash_outcome(request, sentence):
            action(by=by, sequence=sequence)
    return redirect(sequence)


@permitted("outreach.run_sequence", on=find_enrolment)
@require_POST
def enrolment_leave(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Removes a prospect from a sequence."""
    enrolment = target_of(request, Enrolment)
    leave_sequence(by=current_person(request), enrolment=enrolment)
    messages.success(request, _("Cette personne n’y est plus : rien ne partira pour elle."))
    return redirect("sequence_people", pk=enrolment.sequence_id)


def _form(
    request: HttpRequest,
    *,
    initial: dict[str, Any] | None = None,
    departement: Departement | None = None,
    departements: Any = None,
) -> SequenceForm:
    campaigns = Campaign.objects.run_by(current_person(request))
    segments = Segment.objects.filter(departement__in=departements_run_by(current_person(request)))
    if departement is not None:
        campaigns = campaigns.filter(departement=departement)
        segments = segments.filter(departement=departement)
    return SequenceForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        segments=segments,
        campaigns=campaigns,
        departements=departements,
    )
