"""Additions of the choice of a commune to the pages of a project: sections and the timeline."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.formatting.grammar import at_name
from bocage.people.models import Person
from bocage.welcome.projects.contents import known_uses, rows_of
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source
from bocage.welcome.relays.models import Relay
from bocage.welcome.suitability.addresses import address_of
from bocage.welcome.suitability.models.commune_proposals import CommuneProposal
from bocage.welcome.suitability.operations.suitability import (
    compare_communes,
    criteria_of_project,
    rank_communes,
)
from bocage.welcome.suitability.presentation import cards_of

PROPOSALS = "proposed_communes"


def on_the_household_page(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns, for the household's page, each proposed commune with its score and the two answers;
    None if there are none or once the household lives here.
    """
    proposals = _of(project)
    if not proposals or project.has_arrived:
        return None
    criteria = criteria_of_project(project)
    compared = compare_communes(criteria, [proposal.commune for proposal in proposals])
    cards = {card.commune.place.code: card for card in cards_of(compared, criteria)}
    lines = [
        {"proposal": proposal, "card": cards.get(proposal.commune_id)} for proposal in proposals
    ]
    return {"lines": lines, "project": project}


def in_the_file(project: SettlementProject, _person: Person) -> dict[str, Any]:
    """Returns, for the project's file, the proposed communes, the answers, and the next step for
    each yes; three queries.
    """
    requested_codes = set(
        rows_of(project, Relay.objects.filter(project=project.pk))
        .exclude(status=Relay.Status.WITHDRAWN)
        .values_list("commune", flat=True)
    )
    may_ask = project.is_open and ProjectConsent.Use.TOWN_HALLS in known_uses(project)
    return {
        "lines": [
            {
                "proposal": proposal,
                "may_ask": may_ask
                and proposal.answer == CommuneProposal.Answer.YES
                and proposal.commune_id not in requested_codes,
            }
            for proposal in _of(project)
        ],
        "project": project,
        "may_propose": project.is_open and not project.has_arrived,
        "ask_url": reverse("relay_ask", args=[project.pk]),
    }


def _of(project: SettlementProject) -> list[CommuneProposal]:
    return list(
        rows_of(project, CommuneProposal.objects.filter(project=project.pk)).select_related(
            "commune", "answered_by"
        )
    )


add_household_section(
    name=PROPOSALS,
    title=pgettext_lazy("section", "Communes proposées"),
    template="welcome/suitability/proposals/household_section.html",
    rank=29,
    context=on_the_household_page,
)
add_file_section(
    name=PROPOSALS,
    title=pgettext_lazy("section", "Communes proposées"),
    template="welcome/suitability/proposals/file_section.html",
    rank=36,
    context=in_the_file,
)


MAX_SHOWN = 4
SUITABILITY = "communes"


def suited_communes(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns the best-ranked communes for a project; None once the household has settled, if the
    project is not open, or without result.
    """
    if project.has_arrived or not project.is_open:
        return None
    criteria = criteria_of_project(project)
    cards = cards_of(rank_communes(criteria, limit=MAX_SHOWN), criteria)
    if not cards:
        return None
    return {
        "cards": cards,
        "project": project,
        "wished_codes": set(criteria.wished),
        "back": f"{reverse('own_project')}#{SUITABILITY}",
        "ranking": f"{reverse('commune_ranking')}?{address_of(criteria)}",
    }


add_household_section(
    name=SUITABILITY,
    title=pgettext_lazy("section", "Communes"),
    template="welcome/suitability/household_section.html",
    rank=30,
    context=suited_communes,
)
add_file_section(
    name=SUITABILITY,
    title=pgettext_lazy("section", "Communes"),
    template="welcome/suitability/file_section.html",
    rank=35,
    context=suited_communes,
)


@timeline_source
def commune_proposals(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields the timeline entries of commune proposals and of their answers; one query."""
    proposals = rows_of(project, CommuneProposal.objects.filter(project=project.pk)).select_related(
        "commune", "proposed_by", "answered_by"
    )
    for proposal in proposals:
        words = {"commune": proposal.commune.name, "at_commune": at_name(proposal.commune.name)}
        yield TimelineEntry(
            at=proposal.proposed_at,
            kind="relay",
            title=_("%(commune)s proposée au ménage") % words,
            detail=proposal.reason,
            by=str(proposal.proposed_by or ""),
            is_shown_to_household=True,
        )
        if proposal.answered_at:
            yield TimelineEntry(
                at=proposal.answered_at,
                kind="relay",
                title=_("Le ménage dit oui %(at_commune)s") % words
                if proposal.answer == CommuneProposal.Answer.YES
                else _("Le ménage dit non %(at_commune)s") % words,
                by=str(proposal.answered_by or ""),
                is_shown_to_household=True,
            )
