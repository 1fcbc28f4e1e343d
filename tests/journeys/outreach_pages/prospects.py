"""The pages of prospects: what they see, what follows them, and the tablet of a fair."""

from io import BytesIO
from typing import Any

from bocage.outreach.contact.links import booth_link
from bocage.outreach.contact.operations import open_booth
from bocage.outreach.prospects.links import own_page_link
from bocage.outreach.prospects.operations.proposed_pairs import look_for_doubles
from bocage.people.models import Person, Role, TableImport
from bocage.people.table_imports.kinds import table_kind
from bocage.people.table_imports.operations import bring_table
from bocage.workspaces.models import Place
from tests.outreach.factories import CampaignFactory, ConsentFactory, ProspectFactory
from tests.table_stages import list_options

PAGES: dict[str, list[str]] = {
    "visitor": ["contact", "contact_thanks", "prospect_own_page", "prospect_erase_me", "booth"],
    Role.COORDINATOR: [
        "prospect_list",
        "prospect_list?q=desmoulins&etat=confirmed",
        "prospect_detail",
        "prospect_edit",
        "prospect_pairs",
        "prospect_import",
        "prospect_import_look",
        "done/prospect_import_look",
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
    "prospect_import_refusals": "a file",
    "prospect_import_template": "a file",
    "prospect_merge": "answers a form",
    "prospect_withdraw": "answers a form",
    "segment_forget": "answers a form",
    "segment_save": "answers a form",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates a campaign with a tablet, a list, and a person met twice under two spellings."""
    coordinator, departement = people[Role.COORDINATOR], place.commune.departement
    campaign = CampaignFactory(departement=departement, name="Salon des mobilités")
    prospect = ConsentFactory(
        prospect__departement=departement, prospect__name="Aurélie Desmoulins"
    ).prospect
    ProspectFactory(departement=departement, name="Aurelie Demoulin")
    look_for_doubles()
    booth = open_booth(by=coordinator, campaign=campaign, label="Tablette 1", days=2)
    table_import = bring_table(
        by=coordinator,
        kind=table_kind("prospect"),
        content=BytesIO(b"Courriel;Nom;Stand\nada@ville.example;Ada;12\nada@;Ada;\n"),
        file_name="forum.csv",
        options=list_options(campaign),
    )
    finished_import = TableImport.objects.create(
        kind="prospect",
        brought_by=coordinator,
        brought_at=table_import.brought_at,
        file_name="salon.csv",
        options=list_options(campaign),
        state=TableImport.State.DONE,
        finished_at=table_import.brought_at,
        rows=2,
        counts={"new": 1, "refused": 1},
    )
    finished_import.refusals.create(
        line=3, column="Courriel", cell="ada@", sentence="Adresse incomplète."
    )
    token = own_page_link.token(prospect.pk, prospect.email)
    return {
        "prospect_own_page.token": token,
        "prospect_erase_me.token": token,
        "booth.token": booth_link.token(booth.pk),
        "booth_list.pk": campaign.pk,
        "prospect_detail.pk": prospect.pk,
        "prospect_edit.pk": prospect.pk,
        "prospect_import_look.table_id": table_import.pk,
        "done.table_id": finished_import.pk,
    }
