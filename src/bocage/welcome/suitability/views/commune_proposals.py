"""Communes proposed to a household from its file, and answered on its page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.welcome.projects.access_log import recorded
from bocage.welcome.projects.lookups import find_project
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.suitability.addresses import address_of
from bocage.welcome.suitability.forms import ProposeCommunesForm
from bocage.welcome.suitability.models.commune_proposals import CommuneProposal
from bocage.welcome.suitability.operations.commune_proposals import (
    answer_commune_proposal,
    propose_communes,
)
from bocage.welcome.suitability.operations.suitability import criteria_of_project, rank_communes
from bocage.welcome.suitability.presentation import SuitabilityCard, cards_of

COMMUNES_SHOWN = 10
PART = "#proposed_communes"
ANSWERS = {"oui": CommuneProposal.Answer.YES, "non": CommuneProposal.Answer.NO}


def find_project_of_proposal(proposal_id: UUID, **_address: object) -> SettlementProject:
    """Returns the project of a URL that names a proposal, or raises 404."""
    proposal = get_object_or_404(CommuneProposal.objects.select_related("project"), pk=proposal_id)
    return proposal.project


@permitted("welcome.follow_project", on=find_project)
@never_cache
@require_safe_or_post
@recorded
def communes_propose(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the best-ranked communes not proposed yet, with the reasons, and sends the selected
    ones.
    """
    project = target_of(request, SettlementProject)
    criteria = criteria_of_project(project)
    cards = _cards(project)
    form = ProposeCommunesForm(request.POST or None, cards=cards)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            proposals = propose_communes(
                by=current_person(request),
                project=project,
                picks=form.cleaned_data["picks"],
                words=form.cleaned_data["words"],
            )
            messages.success(request, _sent_words(proposals))
            return redirect(project.get_absolute_url() + PART)
    context = {
        "project": project,
        "lines": [_proposal_line(form, card) for card in cards],
        "ranking": f"{reverse('commune_ranking')}?{address_of(criteria)}",
        "file_url": project.get_absolute_url() + PART,
    }
    return render_form(request, "welcome/suitability/proposals/propose.html", form, context)


@permitted("welcome.see_own_project", on=find_project_of_proposal)
@require_POST
def commune_proposal_answer(request: HttpRequest, proposal_id: UUID, answer: str) -> HttpResponse:
    """Records a yes or a no in one click; the other answer remains available in one click."""
    if answer not in ANSWERS:
        raise Http404
    proposal = get_object_or_404(
        CommuneProposal.objects.select_related("project", "commune"), pk=proposal_id
    )
    answer_commune_proposal(by=current_person(request), proposal=proposal, answer=ANSWERS[answer])
    return redirect(reverse("own_project") + PART)


def _cards(project: SettlementProject) -> list[SuitabilityCard]:
    proposed_codes = set(project.commune_proposals.values_list("commune", flat=True))
    criteria = criteria_of_project(project)
    ranked = rank_communes(criteria, limit=COMMUNES_SHOWN + len(proposed_codes))
    candidates = [commune for commune in ranked if commune.place.code not in proposed_codes][
        :COMMUNES_SHOWN
    ]
    return cards_of(candidates, criteria)


def _proposal_line(form: ProposeCommunesForm, card: SuitabilityCard) -> dict[str, Any]:
    code = card.commune.place.code
    return {"card": card, "pick": form[f"choix_{code}"], "reason": form[f"raison_{code}"]}


def _sent_words(proposals: list[CommuneProposal]) -> str:
    if not proposals:
        return _("Ces communes avaient déjà été proposées : rien n’est parti de nouveau.")
    words = ngettext(
        "%(names)s est proposée au ménage, qui la reçoit par courriel.",
        "%(names)s sont proposées au ménage, qui les reçoit par courriel.",
        len(proposals),
    )
    return words % {"names": ", ".join(proposal.commune.name for proposal in proposals)}
