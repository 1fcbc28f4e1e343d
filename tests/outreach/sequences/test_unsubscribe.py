"""Unsubscription applies everywhere at once, whatever still holds the address."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

import bocage.outreach
from bocage.outreach.models import Booth, ProspectConsent
from bocage.outreach.prospects.formatting import agreements_to
from bocage.outreach.prospects.links import own_page_link
from bocage.outreach.prospects.operations.consents import agrees
from bocage.outreach.prospects.operations.merges import merge_prospects
from bocage.outreach.prospects.operations.prospects import Capture, capture_prospect
from bocage.outreach.prospects.operations.rows import ask_imported_mailboxes
from bocage.people.table_imports.kinds import table_kind
from bocage.people.table_imports.operations import bring_table, start_import
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import CampaignFactory, ConsentFactory
from tests.table_stages import list_options

PURPOSES = ProspectConsent.Purpose.values
ROOM = Path(bocage.outreach.__file__).parent
TO_THE_MAILBOX_ITSELF = {"prospects/notifications.py"}
TO_ONESELF = {"sequences/operations/letters.py"}


@pytest.mark.django_db
def test_who_leaves_by_their_page_is_reached_by_nothing_that_was_under_way(
    client: Client, run_tasks: Any
) -> None:
    campaign = CampaignFactory()
    by = coordinator_of(campaign.departement)
    prospect = ConsentFactory(prospect__departement=campaign.departement).prospect
    for purpose in PURPOSES[1:]:
        ConsentFactory(prospect=prospect, purpose=purpose)
    twin = ConsentFactory(prospect__departement=campaign.departement).prospect
    table = bring_table(
        by=by,
        kind=table_kind("prospect"),
        content=BytesIO(f"Courriel\n{prospect.email}\n".encode()),
        file_name="avant.csv",
        options=list_options(campaign) | {"purposes": PURPOSES},
    )
    page = f"/ce-que-vous-recevez/{own_page_link.token(prospect.pk, prospect.email)}/"
    assert all(agrees(prospect, each_purpose) for each_purpose in PURPOSES)
    assert client.post(page, {}).status_code == 302
    assert not any(agrees(prospect, each_purpose) for each_purpose in PURPOSES)

    start_import(by=by, table=table, mapping=table.mapping)
    run_tasks()
    assert ask_imported_mailboxes() == 0
    booth = Booth(campaign=campaign)
    capture_prospect(  # Of a tablet that has waited for its network since this morning.
        capture=Capture(
            departement=booth.campaign.departement,
            kind="booth",
            email=prospect.email,
            agreements=agreements_to(PURPOSES, "fr", ProspectConsent.CollectionMethod.SPOKEN),
            at=timezone.now() - timedelta(hours=5),
        )
    )
    whole = merge_prospects(by=by, survivor=twin, duplicate=prospect)
    assert not any(
        agrees(each_prospect, purpose)
        for each_prospect in (whole, prospect)
        for purpose in PURPOSES
    )


def test_whatever_writes_to_prospects_asks_as_it_leaves() -> None:
    """Each module that sends mails to prospects checks `agrees` when it sends, or reads valid
    consents."""
    unasked = {
        path.relative_to(ROOM).as_posix()
        for path in ROOM.rglob("*.py")
        if "migrations" not in path.parts
        and "send_mail(" in (text := path.read_text())
        and "Prospect" in text
        and not ("agrees(" in text or "in_force()" in text)
    }
    assert unasked == TO_THE_MAILBOX_ITSELF | TO_ONESELF
