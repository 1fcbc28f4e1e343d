"""The pages of ambassadors."""

from typing import Any

from bocage.outreach.ambassadors.operations.ambassadors import (
    accept_invitation,
    invite_ambassador,
    note_thanks,
    propose_oneself,
)
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory

PAGES: dict[str, list[str]] = {
    "ambassador": ["own_ambassador", "espace"],
    "asked ambassador": ["own_ambassador"],
    "settled": ["own_ambassador"],
    Role.COORDINATOR: [
        "ambassador_list",
        "ambassador_invite",
        "ambassador_detail",
        "offered/ambassador_detail",
    ],
}
NO_PAGES = {
    "own_ambassador_sheet": "a file",
    "ambassador_action": "answers a form",
    "ambassador_thank": "answers a form",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates an active ambassador, an invited one, a pending offer, and an eligible person."""
    coordinator, departement = people[Role.COORDINATOR], place.commune.departement
    for role in ("ambassador", "asked ambassador", "settled", "offering"):
        people[role] = PersonFactory(name=role.capitalize())
        ProjectFactory(
            settled=True,
            commune=place.commune,
            departement=departement,
            adults=[people[role]],
        )
    invited = invite_ambassador(
        by=coordinator, person=people["ambassador"], departement=departement
    )
    active = accept_invitation(ambassador_id=invited.pk, language="fr", collection_method="mail")
    note_thanks(by=coordinator, ambassador=active, note="Un panier du marché")
    invite_ambassador(by=coordinator, person=people["asked ambassador"], departement=departement)
    offered_ambassador = propose_oneself(
        by=people["offering"], departement=departement, language="fr"
    )
    return {"ambassador_detail.pk": active.pk, "offered.pk": offered_ambassador.pk}
