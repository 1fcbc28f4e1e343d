"""Actions about letters on the page of a prospect."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import permitted, target_of
from bocage.foundation.http.actions import flash_outcome
from bocage.outreach.prospects.lookups import find_prospect
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.sequences.forms import AnswerForm, EnterForm
from bocage.outreach.sequences.operations.enrolment_ends import note_answer
from bocage.outreach.sequences.operations.enrolments import enter_prospect
from bocage.outreach.sequences.prospect_page import sequences_to_enter
from bocage.people.signed_in import current_person


@permitted("outreach.follow_prospect", on=find_prospect)
@require_POST
def prospect_enter(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Enrols a prospect in a sequence."""
    prospect = target_of(request, Prospect)
    form = EnterForm(request.POST, sequences=sequences_to_enter(prospect))
    if form.is_valid():
        with flash_outcome(request, _("C’est fait : la première lettre partira à son heure.")):
            enter_prospect(
                by=current_person(request),
                sequence=form.cleaned_data["sequence"],
                prospect=prospect,
            )
    return redirect(prospect)


@permitted("outreach.follow_prospect", on=find_prospect)
@require_POST
def prospect_answered(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Records that a prospect answered, which stops their letters."""
    prospect = target_of(request, Prospect)
    form = AnswerForm(request.POST)
    if form.is_valid():
        note_answer(by=current_person(request), prospect=prospect, note=form.cleaned_data["note"])
        messages.success(request, _("C’est noté. Leurs lettres s’arrêtent : à vous de parler."))
    return redirect(prospect)
