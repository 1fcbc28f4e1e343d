"""The charter of a commune, signed and to be signed, and the table of the communes."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bocage.people.models import Person, Role
from bocage.welcome.charters.links import charter_link
from bocage.workspaces.models import Place
from tests.territory.factories import CommuneFactory
from tests.welcome.charters.factories import CharterFactory, CommitmentFactory

PAGES: dict[str, list[str]] = {
    "visitor": ["charter_sign_signed"],
    Role.COORDINATOR: [
        "communes_table",
        "communes_table?manque=charte",
        "communes_table?nom=zzzz",
        "commune_charter",
        "signed/commune_charter",
        "commitment_postpone",
    ],
    Role.ELECTED: ["commune_charter"],
    Role.TOWN_HALL: ["commune_charter"],
}
NO_PAGES = {
    "charter_paper": "a file",
    **dict.fromkeys(
        (
            "charter_ask",
            "charter_sign",
            "charter_withdraw",
            "commitment_add",
            "commitment_done",
            "commitment_reopen",
        ),
        "answers a form",
    ),
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates the charter of a neighbouring commune, with late and met commitments."""
    today = timezone.localdate()
    charter = CharterFactory(
        commune=CommuneFactory(essay=True, departement=place.commune.departement)
    )
    late_commitment = CommitmentFactory(charter=charter, due_on=today - timedelta(days=3))
    CommitmentFactory(charter=charter, kind="own", words="Rouvrir la poste", done_on=today)
    return {
        "commune_charter.code": place.commune.pk,
        "signed.code": charter.commune_id,
        "commitment_id": late_commitment.pk,
        "charter_sign_signed.token": charter_link.token(people[Role.ELECTED].pk, place.commune.pk),
    }
