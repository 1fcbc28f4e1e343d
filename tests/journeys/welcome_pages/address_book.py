"""The address book of people who help, and the answer of one of them."""

from typing import Any

from bocage.people.models import Person, Role
from bocage.welcome.helper_links import answering_token
from bocage.workspaces.models import Place
from tests.welcome.factories import ProjectFactory
from tests.welcome.helpers_factories import HelperFactory, HelpRequestFactory

PAGES: dict[str, list[str]] = {
    "visitor": ["help_answer"],
    Role.COORDINATOR: [
        "helper_list",
        "helper_list?mots=zzzz",
        "helper_add",
        "helper",
        "helper_change",
    ],
}
NO_PAGES = dict.fromkeys(
    ("helper_ask", "helper_close", "helper_reopen", "help_thank", "help_withdraw"),
    "answers a form",
)


def prepare(_people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Somebody who helps near the place, and what they were asked yesterday."""
    helper = HelperFactory(commune=place.commune)
    project = ProjectFactory(answered=True, departement=place.commune.departement)
    asked = HelpRequestFactory(helper=helper, project=project)
    return {
        "helper_id": helper.pk,
        "help_answer.token": answering_token(asked.pk),
    }
