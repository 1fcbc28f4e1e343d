"""The pages of « Deux par deux »."""

from typing import Any

from bocage.network.models import Member
from bocage.network.pairs.operations import introduce_pairs
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.network.factories import MemberFactory

PAGES: dict[str, list[str]] = {
    "teleworker": ["own_pairs"],
    "newcomer": ["own_pairs"],
    Role.CLUB_ORGANISER: ["club_pairs"],
}
NO_PAGES = dict.fromkeys(("pair_answer", "pairs_wish"), "answers a form")


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """A member who was introduced to another this month."""
    Member.objects.filter(person=people["teleworker"]).update(wants_pairs=True)
    MemberFactory(commune=place.commune, wants_pairs=True, person__name="Inès Robin")
    introduce_pairs(departement=place.commune.departement)
    return {}
