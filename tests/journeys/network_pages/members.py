"""The pages of the club: the directory, my page, and those of who runs it."""

from typing import Any

from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.network.factories import MemberFactory, OrganisationFactory

PAGES: dict[str, list[str]] = {
    "visitor": [
        "member_list",
        "member_list?q=graphsite&rayon=20&commune=61051",
        "member_list?q=zzzz",
        "member_detail",
        "member_embed",
        "organisation_detail",
    ],
    "teleworker": [
        "member_list",
        "member_detail",
        "own_membership",
        "membership_leave",
        "organisation_edit",
    ],
    "newcomer": ["club_join"],
    Role.CLUB_ORGANISER: [
        "club_members",
        "club_members?etat=left",
        "club_requests",
        "club_answer",
        "club_settings",
    ],
}
NO_PAGES = {
    "member_card": "a file",
    "member_photo": "a picture",
    "membership_renew": "answers a form",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates a member who shows everything and leads their organisation, and a request to join."""
    organisation = OrganisationFactory(
        commune=place.commune, description="Nous imprimons.", website="https://haies.example"
    )
    member = MemberFactory(
        person=people["teleworker"],
        commune=place.commune,
        public=True,
        skills=["Graphiste", "Photographe"],
        organisation=organisation,
        leads_organisation=True,
        presentation="Depuis dix ans dans le Perche.",
        helps_with="Relire un devis d’imprimeur.",
        links=["https://nadia.example"],
    )
    member.places.add(place.scope)
    asking = MemberFactory(asking=True, commune=place.commune, skills=["Comptable"])
    return {
        "member_detail.pk": member.pk,
        "member_embed.pk": member.pk,
        "club_answer.pk": asking.pk,
        "organisation_detail.slug": organisation.slug,
        "organisation_edit.slug": organisation.slug,
        "club_settings.code": place.commune.departement_id,
    }
