"""The sponsor on the household's page, and on the file that the welcome reads."""

from typing import Any

from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.welcome.faces import address_of_face
from bocage.welcome.forms.sponsors import EndForm
from bocage.welcome.models.projects import SettlementProject
from bocage.welcome.models.sponsors import Sponsorship
from bocage.welcome.project_contents import known_uses, rows_of
from bocage.welcome.sections import add_file_section, add_household_section
from bocage.welcome.sponsor_notices import phone_shown
from bocage.welcome.sponsor_ranking import rank_sponsors

FEW_PROPOSED = 5


def sponsor_of_household(project: SettlementProject, person: Person) -> dict[str, Any] | None:
    """Who accompanies the household, to itself; nothing as long as nobody does. One query."""
    active = (
        rows_of(project, project.sponsorships.all())
        .filter(status=Sponsorship.Status.ACTIVE)
        .select_related("sponsor__person__portrait", "sponsor__commune")
        .first()
    )
    if active is None:
        return None
    return {
        "sponsorship": active,
        "sponsor": active.sponsor,
        "phone": phone_shown(active.sponsor),
        "photo": address_of_face(active.sponsor.person),
        "is_contact_given": active.contact_given_by_id == person.pk,
        "end_form": EndForm(reasons=EndForm.BY_HOUSEHOLD, auto_id="parrain_%s"),
    }


def sponsors_of_file(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Who was asked, who accompanies, and whom to ask; to the welcome."""
    sponsorships = list(
        rows_of(project, project.sponsorships.all())
        .select_related("sponsor__person", "sponsor__commune")
        .prefetch_related("contacts", "feedback")
    )
    current = next((one for one in sponsorships if one.is_open), None)
    may_ask = current is None and project.is_open
    has_agreed = "helpers" in known_uses(project)
    return {
        "project": project,
        "current": current,
        "past": [one for one in sponsorships if not one.is_open],
        "has_agreed": has_agreed,
        "may_ask": may_ask,
        "ranked": rank_sponsors(project, most=FEW_PROPOSED) if may_ask and has_agreed else [],
        "end_form": EndForm(reasons=EndForm.BY_TEAM, auto_id="parrain_%s"),
    }


add_household_section(
    name="parrain",
    title=pgettext_lazy("section", "Parrainage"),
    template="welcome/sponsors/household_section.html",
    rank=25,
    context=sponsor_of_household,
)
add_file_section(
    name="parrain",
    title=pgettext_lazy("section", "Parrainage"),
    template="welcome/sponsors/file_section.html",
    rank=40,
    context=sponsors_of_file,
)
