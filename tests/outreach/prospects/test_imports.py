"""Lists of prospects: what is their own. The rest is in `tests/test_table_imports.py`."""

from io import BytesIO
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.outreach.models import Campaign, Prospect, ProspectConsent, Touch
from bocage.outreach.prospects.errors import NothingAllowsIt
from bocage.outreach.prospects.operations.consents import agrees, withdraw_consents
from bocage.outreach.prospects.operations.rows import ask_imported_mailboxes
from bocage.people.models import Person, TableImport
from bocage.people.table_imports import operations
from bocage.people.table_imports.kinds import table_kind
from bocage.people.table_imports.operations import (
    bring_table,
    first_lines,
    start_import,
    write_rows,
)
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import (
    CampaignFactory,
    ConsentFactory,
    ProspectFactory,
    TrackedLinkFactory,
)
from tests.table_stages import list_options
from tests.territory.factories import DepartementFactory

pytestmark = pytest.mark.django_db
LISTS = "/espace/prospects/listes/"


def bring(campaign: Campaign, text: str, by: Person | None = None, **options: Any) -> TableImport:
    return bring_table(
        by=by or coordinator_of(campaign.departement),
        kind=table_kind("prospect"),
        content=BytesIO(text.encode()),
        file_name="forum.csv",
        options=list_options(campaign) | options,
    )


def test_nobody_is_imported_without_a_reason_or_a_right() -> None:
    campaign = CampaignFactory()
    with pytest.raises(NothingAllowsIt):
        bring(campaign, "email\nada@ville.example\n", lawful_basis="  ")
    coordinator_of_sarthe = coordinator_of(DepartementFactory(sarthe=True))
    with pytest.raises(NotAllowed):
        bring(campaign, "email\nada@ville.example\n", by=coordinator_of_sarthe)


def test_who_runs_the_campaign_sees_the_lists_of_others(client: Client) -> None:
    campaign = CampaignFactory()
    table = bring(campaign, "email\nada@ville.example\n")
    client.force_login(coordinator_of(campaign.departement))
    page = reverse("prospect_import_look", args=[table.pk])
    assert "Inscrits au forum de Rouen." in client.get(page).content.decode()
    client.force_login(coordinator_of(DepartementFactory(sarthe=True)))
    assert client.get(page).status_code == 404
    assert "Pas encore de campagne" in client.get(LISTS).content.decode()


def test_a_campaign_of_elsewhere_or_a_wrong_agreement_is_refused(client: Client) -> None:
    campaign = CampaignFactory()
    client.force_login(coordinator_of(campaign.departement))
    campaign_of_sarthe = CampaignFactory(departement=DepartementFactory(sarthe=True))
    for wrong in (
        {"campaign": campaign_of_sarthe.pk},
        {"campaign": ""},
        {"lawful_basis": " "},
        {"purposes": ["pirate"]},
    ):
        file = BytesIO(b"email\nada@ville.example\n")
        file.name = "forum.csv"
        fields = {"file": file, **list_options(campaign), **wrong}
        assert client.post(LISTS, fields).status_code == 422


def test_a_list_is_read_once_and_who_left_stays_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "ROWS_AT_ONCE", 4)
    campaign = CampaignFactory()
    unsubscribed = ConsentFactory(prospect__departement=campaign.departement).prospect
    withdraw_consents(prospect=unsubscribed, withdrawn_by="link")
    existing = ProspectFactory(departement=campaign.departement, name="Connue", origin="")
    rows = [
        "Courriel;Téléphone;Nom;Ville",
        "ada@ville.example;0611223344;Ada;Rouen",
        "ADA@ville.example;;Ada encore;Rouen",
        f"{unsubscribed.email};;Partie;Rouen",
        f"{existing.email};;Autre nom;Caen",
        "ada@;;Ada;Rouen",
        ";12;Sans;Rouen",
        ";;Personne;Rouen",
        ";0699887766;Par téléphone;Rouen",
        "bob@ville.example;;Bob;Caen;trop",
        *[f"p{number}@ville.example;;;" for number in range(5)],
    ]
    for _twice in range(2):
        table = bring(campaign, "\n".join(rows))
        lines, is_whole = first_lines(table)
        assert (len(lines), is_whole) == (4, False)
        start_import(by=table.brought_by, table=table, mapping=table.mapping)
        write_rows(table.pk)
        write_rows(table.pk)
        table.refresh_from_db()
        assert (table.state, table.rows, table.counts["refused"]) == ("done", 14, 4)
        assert table.file.name == ""
        assert table.octets_read == table.octets
    assert table.counts == {"same": 9, "left": 1, "refused": 4}
    assert [line.fate for line in lines] == ["same", "same", "left", "same"]
    assert Prospect.objects.count() == 9
    assert Touch.objects.filter(kind=Touch.Kind.IMPORT).count() == 9
    ada = Prospect.objects.get(email="ada@ville.example")
    assert (ada.name, ada.origin) == ("Ada", "Rouen")
    assert [agrees(ada, purpose) for purpose in ("letters", "calls", "evenings")] == [
        False,
        True,
        False,
    ]
    assert set(
        ProspectConsent.objects.filter(collection_method="import").values_list(
            "lawful_basis", flat=True
        )
    ) == {list_options(campaign)["lawful_basis"]}
    assert not unsubscribed.consents.filter(withdrawn_at=None).exists()
    existing.refresh_from_db()
    assert (existing.name, existing.origin) == ("Connue", "Caen")
    assert list(table.refusals.values_list("line", "column", "cell")) == [
        (6, "Courriel", "ada@"),
        (7, "Téléphone", "12"),
        (8, "", "Personne"),
        (10, "5", "bob@ville.example"),
    ]
    assert ask_imported_mailboxes() == 7
    assert ask_imported_mailboxes() == 0
    assert OutgoingMail.objects.count() == 7


def test_a_list_that_breaks_off_says_where() -> None:
    rows = [f"p{number}@ville.example;P" for number in range(600)]
    text = "\n".join(["email;nom", *rows, 'bob@ville.example;"' + "b\n" * 90_000])
    table = bring(CampaignFactory(), text)
    start_import(by=table.brought_by, table=table, mapping=table.mapping)
    write_rows(table.pk)
    table.refresh_from_db()
    assert (table.state, table.problem, table.rows) == ("failed", "not_a_table:602", 500)


def test_the_form_stands_within_another_page() -> None:
    template = engines["django"].from_string("{% load contact %}{% contact_form code %}")
    link = TrackedLinkFactory()
    html = template.render({"code": link.code})
    assert f'name="c" value="{link.code}"' in html
    assert 'action="/gardons-le-contact/"' in html
    assert "<form" not in template.render({"code": "inconnu"})
