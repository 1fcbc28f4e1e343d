"""Communes that the welcome proposes, on the two pages of a project."""

from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.welcome.models.commune_proposals import CommuneProposal
from bocage.welcome.operations.suitability import compare_communes, criteria_of_project
from bocage.welcome.projects.contents import known_uses, rows_of
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.relays.models import Relay
from bocage.welcome.suitability.words import cards_of

NAME = "proposed_communes"


def on_the_household_page(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Each commune with why, its score, and the two answers; nothing once they live here."""
    proposals = _of(project)
    if not proposals or project.has_arrived:
        return None
    criteria = criteria_of_project(project)
    compared = compare_communes(criteria, [one.commune for one in proposals])
    cards = {card.commune.place.code: card for card in cards_of(compared, criteria)}
    lines = [{"proposal": one, "card": cards.get(one.commune_id)} for one in proposals]
    return {"lines": lines, "project": project}


def in_the_file(project: SettlementProject, _person: Person) -> dict[str, Any]:
    """What was proposed, what came back, and the next step for each yes; three queries."""
    asked = set(
        rows_of(project, Relay.objects.filter(project=project.pk))
        .exclude(status=Relay.Status.WITHDRAWN)
        .values_list("commune", flat=True)
    )
    may_ask = project.is_open and ProjectConsent.Use.TOWN_HALLS in known_uses(project)
    return {
        "lines": [
            {
                "proposal": one,
                "may_ask": may_ask
                and one.answer == CommuneProposal.Answer.YES
                and one.commune_id not in asked,
            }
            for one in _of(project)
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
    name=NAME,
    title=pgettext_lazy("section", "Communes proposées"),
    template="welcome/commune_proposals/household_section.html",
    rank=29,
    context=on_the_household_page,
)
add_file_section(
    name=NAME,
    title=pgettext_lazy("section", "Communes proposées"),
    template="welcome/commune_proposals/file_section.html",
    rank=36,
    context=in_the_file,
)
