"""The pages of the words of the club."""

from typing import Any

from bocage.network.models import Skill
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place

PAGES: dict[str, list[str]] = {
    Role.CLUB_ORGANISER: [
        "club_skills",
        "club_skills?q=zzzz",
        "club_skill",
        "club_skill?vers={into_id}",
    ],
}
NO_PAGES: dict[str, str] = {}


def prepare(_people: dict[str, Person], _place: Place) -> dict[str, Any]:
    """A word that looks like another."""
    word, _new = Skill.objects.get_or_create(name="Graphisme")
    into, _new = Skill.objects.get_or_create(name="Graphiste")
    return {"club_skill.pk": word.pk, "into_id": into.pk}
