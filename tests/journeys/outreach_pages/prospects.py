"""The pages of prospects: what they see, what follows them, and the tablet of a fair."""

from typing import Any

from bocage.outreach.booth_links import booth_link
from bocage.outreach.imports.prospect_rows import suggested_mapping
from bocage.outreach.models import ProspectImport
from bocage.outreach.operations.booths import open_booth
from bocage.outreach.operations.proposed_pairs import look_for_doubles
from bocage.outreach.operations.prospect_imports import bring_list
from bocage.outreach.own_links import own_page_link
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.outreach.factories import CampaignFactory, ConsentFactory, ProspectFactory

PAGES: dict[str, list[str]] = {
    "visitor": ["contact", "contact_thanks", "prospect_own_page", "prospect_erase_me", "booth"],
    Role.COORDINATOR: [
        "prospect_list",
        "prospect_list?q=desmoulins&etat=confirmed",
        "prospect_detail",
        "prospect_edit",
        "prospect_pairs",
        "prospect_imports",
        "prospect_import",
        "done/prospect_import",
        "booth_list",
    ],
}
NO_PAGES = {
    "booth_agent": "a script",
    "booth_send": "takes what a script sends",
    "booth_close": "answers a form",
    "booth_reopen": "answers a form",
    "prospect_call": "answers a form",
    "prospect_erase": "answers a form",
    "prospect_export": "a file",
    "prospect_import_problems": "a file",
    "prospect_join": "answers a form",
    "prospect_withdraw": "answers a form",
    "segment_forget": "answers a form",
    "segment_save": "answers a form",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """A campaign with a tablet, a list, and somebody who was met twice under two spellings."""
    by, departement = people[Role.COORDINATOR], place.commune.departement
    campaign = CampaignFactory(departement=departement, name="Salon des mobilités")
    prospect = ConsentFactory(
        prospect__departement=departement, prospect__name="Aurélie Desmoulins"
    ).prospect
    ProspectFactory(departement=departement, name="Aurelie Demoulin")
    look_for_doubles()
    booth = open_booth(by=by, campaign=campaign, label="Tablette 1", days=2)
    brought = bring_list(
        by=by,
        campaign=campaign,
        content=[b"Courriel;Nom\nada@ville.example;Ada\n"],
        file_name="forum.csv",
        lawful_basis="Inscrits au forum de Rouen.",
        purposes=["letters"],
        mapping=suggested_mapping(["Courriel", "Nom"]),
    )
    done = ProspectImport.objects.create(
        campaign=campaign,
        brought_by=by,
        brought_at=brought.brought_at,
        file_name="salon.csv",
        lawful_basis="Inscrits au salon.",
        purposes=["letters"],
        state=ProspectImport.State.DONE,
        rows=2,
        refused=1,
    )
    done.problems.create(line=3, column="Courriel", code="not_an_address", cell="ada@")
    own = own_page_link.token(prospect.pk, prospect.email)
    return {
        "prospect_own_page.token": own,
        "prospect_erase_me.token": own,
        "booth.token": booth_link.token(booth.pk),
        "booth_list.pk": campaign.pk,
        "prospect_detail.pk": prospect.pk,
        "prospect_edit.pk": prospect.pk,
        "prospect_import.pk": brought.pk,
        "done.pk": done.pk,
    }
