"""The board of the welcome, its list, and the file of a project."""

from typing import Any

from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.welcome.factories import ProjectFactory, ProjectMessageFactory

PAGES: dict[str, list[str]] = {
    Role.COORDINATOR: [
        "project_board",
        "project_board?mots=zzzz",
        "project_list",
        "project_list?mots=zzzz",
        "project_file",
        "project_move",
        "project_pause",
        "project_close",
        "communes_propose",
        "task_template_list",
        "task_template_add",
        "task_template_change",
    ],
}
NO_PAGES = dict.fromkeys(
    (
        "filter_forget",
        "filter_save",
        "project_action_done",
        "project_follow",
        "project_merge",
        "project_merge_undo",
        "project_move_undo",
        "project_next_action",
        "project_note",
        "project_reopen",
        "project_take",
        "project_task",
        "project_task_add",
        "project_write",
    ),
    "answers a form",
) | {
    "commune_proposal_answer": "answers a form",
    "task_template_action": "answers a form",
    "task_templates": "leads to the one of a département",
}


def prepare(_people: dict[str, Person], place: Place) -> dict[str, Any]:
    """A household that waits for its first answer, and wrote again since."""
    project = ProjectFactory(name="Famille Aubry", departement=place.commune.departement)
    project.communes.add(place.commune)
    ProjectMessageFactory(project=project)
    return {
        f"{page}.project_id": project.pk
        for page in (
            "communes_propose",
            "project_file",
            "project_move",
            "project_pause",
            "project_close",
        )
    } | {
        "task_template_list.code": place.commune.departement.pk,
        "task_template_add.code": place.commune.departement.pk,
        "task_template_change.code": place.commune.departement.pk,
        "task_template_change.name": "first_call",
    }
