"""« Mon projet », before and after it is sent."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bocage.people.models import Person
from bocage.welcome.intake.links import resume_link
from bocage.welcome.intake.operations import begin_draft, save_step
from bocage.welcome.models import CommuneProposal
from bocage.workspaces.models import Place
from tests.housing.factories import DwellingFactory
from tests.people.factories import PersonFactory
from tests.welcome.factories import FollowedHomeFactory, ProjectFactory, ProjectMessageFactory

PAGES: dict[str, list[str]] = {
    "visitor": ["new_project", "new_project_step", "new_project_sent"],
    "household": [
        "espace",
        "own_data",
        "new_project",
        "own_project",
        "own_answers",
        "own_adult_invite",
        "own_home",
        "own_project_pause",
        "own_project_close",
        "own_project_erase",
    ],
}
NO_PAGES = {
    "new_project_later": "test_own_project.py, once something is answered",
    "new_project_resume": "leads to the form",
    "own_home_calendar": "a calendar file",
    "face": "a picture",
    **dict.fromkeys(
        (
            "club_introduce",
            "own_club_accept",
            "own_club_ask",
            "own_club_decline",
            "own_consent_give",
            "own_consent_withdraw",
            "own_home_follow",
            "own_home_forget",
            "own_home_move",
            "own_home_note",
            "own_household_leave",
            "own_invitation_take_back",
            "own_project_resume",
            "own_project_write",
            "own_task_done",
            "own_task_undone",
        ),
        "answers a form",
    ),
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates a household that looks for a home around the place, and a draft of another person."""
    people["household"] = PersonFactory(name="Camille Marchand")
    project = ProjectFactory(
        answered=True,
        adults=[people["household"], PersonFactory(name="Sacha Marchand")],
        coordinator=PersonFactory(name="Anne Lemoine", phone="0233810000"),
        departement=place.commune.departement,
    )
    project.communes.add(place.commune)
    ProjectMessageFactory(project=project, author=people["household"])
    CommuneProposal.objects.create(
        project=project,
        commune=place.commune,
        reason="Une école, la fibre, et un bureau partagé sur place.",
        proposed_at=timezone.now(),
    )
    home = FollowedHomeFactory(
        project=project,
        dwelling=DwellingFactory(commune=place.commune),
        status="to_visit",
        visit_at=timezone.now() + timedelta(days=1),
        mark=4,
    )
    draft = begin_draft(network_address="192.0.2.1", language="fr")
    save_step(draft=draft, step="vous", answers={"name": "Léa"})
    return {
        "new_project_step.step": "vous",
        "new_project_resume.token": resume_link.token(draft.pk),
        "own_answers.step": "besoins",
        "own_home.home_id": home.pk,
    }
