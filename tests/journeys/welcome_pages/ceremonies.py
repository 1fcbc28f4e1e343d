"""Pages of ceremonies, for organisers and invited people."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bocage.people.models import Person, Role
from bocage.welcome.ceremonies.links import ceremony_answer_link, planning_link
from bocage.workspaces.models import Place
from tests.people.factories import PersonFactory
from tests.welcome.ceremonies.factories import CeremonyFactory, CeremonyGuestFactory
from tests.welcome.factories import ProjectFactory

CEREMONY_PAGES = [
    "ceremony_list",
    "ceremony",
    "past/ceremony",
    "ceremony_plan",
    "ceremony_change",
    "ceremony_call_off",
]
PAGES: dict[str, list[str]] = {
    "visitor": ["ceremony_plan_signed", "ceremony_answer_signed"],
    Role.COORDINATOR: [*CEREMONY_PAGES, "ceremony_answer"],
    Role.ELECTED: CEREMONY_PAGES,
    Role.TOWN_HALL: CEREMONY_PAGES,
    "guest": ["espace", "own_data", "ceremony_answer"],
}
NO_PAGES = {
    "ceremony_paper": "a file",
    "ceremony_certificate": "a file",
    "ceremony_guest_paper": "a file",
    **dict.fromkeys(("ceremony_calendar", "ceremony_calendar_signed"), "a calendar file"),
    **dict.fromkeys(("ceremony_invite", "ceremony_held"), "answers a form"),
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """A household that is invited beside another that comes, and a ceremony of yesterday."""
    people["guest"] = PersonFactory(name="Camille Invitée")
    commune = place.commune

    def household(**options: Any) -> Any:
        return ProjectFactory(
            settled=True, commune=commune, departement=commune.departement, **options
        )

    ceremony = CeremonyFactory(invited=True, commune=commune)
    guest = CeremonyGuestFactory(ceremony=ceremony, project=household(adults=[people["guest"]]))
    CeremonyGuestFactory(
        ceremony=ceremony,
        project=household(),
        comes=True,
        agrees_to_be_presented=True,
        presented_as="Deux potiers venus de Nantes",
    )
    past_ceremony = CeremonyFactory(
        past=True, commune=commune, starts_at=timezone.now() - timedelta(days=2)
    )
    CeremonyGuestFactory(ceremony=past_ceremony, project=household(), comes=True)
    signer = people[Role.ELECTED]
    return {
        "ceremony_id": ceremony.pk,
        "past.ceremony_id": past_ceremony.pk,
        "guest_id": guest.pk,
        "ceremony_plan.code": commune.pk,
        "ceremony_plan_signed.token": planning_link.token(signer.pk, commune.pk),
        "ceremony_answer_signed.token": ceremony_answer_link.token(people["guest"].pk, guest.pk),
    }
