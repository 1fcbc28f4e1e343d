"""Answers of a draft, stored as JSON by step, converted to those of a project."""

from typing import Any

from pydantic import ValidationError

from bocage.people.models import Mandate, Role, ScopeKind
from bocage.territory.models import Commune, Departement
from bocage.welcome.intake.initial_values import answers_from_values
from bocage.welcome.intake.models import ProjectDraft
from bocage.welcome.projects.errors.projects import DraftNotReady
from bocage.welcome.projects.operations.projects import ProjectAnswers

DEPARTEMENT = "departement"
"""Name of the one answer that gives where a project is followed; not a field of the project's
answers.
"""


def answers_of_draft(draft: ProjectDraft) -> ProjectAnswers:
    """Returns the answers of a household over all steps.

    Raises:
        DraftNotReady: a required answer is missing.
    """
    answers = {**draft_values(draft), "draft": draft.pk, "language": draft.language}
    answers.pop(DEPARTEMENT, None)
    try:
        return answers_from_values({}, answers)
    except ValidationError as error:
        raise DraftNotReady from error


def draft_values(draft: ProjectDraft) -> dict[str, Any]:
    """Returns every answer so far, by name."""
    return {name: value for step in draft.answers.values() for name, value in step.items()}


def departement_of(draft: ProjectDraft) -> Departement:
    """Returns the département whose coordinators follow the project: that of the first commune
    wished for, or else the one that was chosen, or else the first that welcomes.

    Raises:
        DraftNotReady: no département is known here.
    """
    answers = draft_values(draft)
    for code in answers.get("communes", ()):
        commune = Commune.objects.select_related("departement").filter(pk=code).first()
        if commune is not None:
            return commune.departement
    departement = Departement.objects.filter(pk=answers.get(DEPARTEMENT) or "").first()
    proposed = departement or next(iter(welcoming_departements()), None)
    if proposed is None:
        raise DraftNotReady
    return proposed


def welcoming_departements() -> list[Departement]:
    """Returns the départements that have a coordinator today; all of them, if none has."""
    coordinated = (
        Mandate.objects.in_force()
        .filter(role=Role.COORDINATOR, scope__kind=ScopeKind.DEPARTEMENT)
        .order_by()
        .values("scope__departement")
    )
    departements = list(Departement.objects.filter(pk__in=coordinated))
    return departements or list(Departement.objects.all())
