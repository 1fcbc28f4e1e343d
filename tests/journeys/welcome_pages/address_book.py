"""The address book of people who help, and the answer of one of them."""

from io import BytesIO
from typing import Any

from bocage.people.models import Person, Role
from bocage.people.table_imports.kinds import table_kind
from bocage.people.table_imports.operations import bring_table
from bocage.welcome.helpers.links import help_link
from bocage.workspaces.models import Place
from tests.welcome.factories import ProjectFactory
from tests.welcome.helpers.factories import HelperFactory, HelpRequestFactory

PAGES: dict[str, list[str]] = {
    "visitor": ["help_answer"],
    Role.COORDINATOR: [
        "helper_list",
        "helper_list?mots=zzzz",
        "helper_add",
        "helper_import",
        "helper_import_look",
        "helper",
        "helper_change",
    ],
}
NO_PAGES = dict.fromkeys(
    ("helper_ask", "helper_close", "helper_reopen", "help_thank", "help_withdraw"),
    "answers a form",
) | {"helper_import_refusals": "a table", "helper_import_template": "a table"}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates a volunteer near the place, with a request of yesterday."""
    helper = HelperFactory(commune=place.commune)
    project = ProjectFactory(answered=True, departement=place.commune.departement)
    help_request = HelpRequestFactory(helper=helper, project=project)
    table_import = bring_table(
        by=people[Role.COORDINATOR],
        kind=table_kind("helper"),
        content=BytesIO(
            (
                "nom;qui;peut;commune;courriel;accord\n"
                f"Odile;autre;Conseiller;{place.commune.pk};odile@ecole.example;2026-01-05\n"
                "Paul;pirate;;;;\n"
            ).encode()
        ),
        file_name="carnet.csv",
    )
    return {
        "helper_import_look.table_id": table_import.pk,
        "helper_id": helper.pk,
        "help_answer.token": help_link.token(help_request.pk),
    }
