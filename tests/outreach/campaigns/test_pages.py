"""Campaigns in the Espace: the table, the page of each, its links and its expenses."""

import re
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from bocage.outreach.campaigns.views import campaigns
from bocage.outreach.models import Campaign, CampaignExpense, TrackedLink
from bocage.people.models import Person
from tests.outreach.factories import CampaignFactory, TrackedLinkFactory
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory
from tests.welcome.pipeline.factories import coordinator, coordinator_of_epci

pytestmark = pytest.mark.django_db

FAIR = {
    "name": "Salon de Paris",
    "channel": "fair",
    "starts_on": "2026-03-09",
    "landing_path": "/",
    "budget_cents": "12 000",
    "origin": "Paris",
}


@pytest.fixture
def runner(client: Client) -> Person:
    person = coordinator(DepartementFactory())
    client.force_login(person)
    return person


@pytest.mark.usefixtures("runner")
def test_a_campaign_is_opened_with_a_link_and_an_expense_on_a_phone(client: Client) -> None:
    opened = client.post(reverse("campaign_open"), FAIR)
    campaign = Campaign.objects.get()
    assert opened.url == reverse("campaign_detail", args=[campaign.pk])
    assert (campaign.name, campaign.budget_cents, campaign.status) == (
        "Salon de Paris",
        1_200_000,
        "planned",
    )
    response = client.post(reverse("tracked_link_add", args=[campaign.pk]), {"label": "Dépliant"})
    link = TrackedLink.objects.get()
    assert response.url == reverse("tracked_link", args=[link.pk])
    assert f"/l/{link.code}" in client.get(response.url).content.decode()
    fields = {"label": "Dépliant", "page": "", "address": "/a-propos/?x=1"}
    assert client.post(response.url, fields).status_code == 302
    line = {
        "label": "Stand",
        "amount_cents": "480,50",
        "spent_on": "2026-03-09",
        "sent_as": str(UUID(int=9)),
    }
    for _press in range(2):
        client.post(reverse("campaign_expense_add", args=[campaign.pk]), line)
    text = text_of(client.get(opened.url))
    assert "480,50 € dépensés sur un budget de 12 000,00 €".replace(" ", " ") in text.replace(
        "\u202f", " "
    ).replace("\u00a0", " ")
    assert "/a-propos/?x=1" in text
    ids = re.findall(r' id="([^"]+)"', client.get(opened.url).content.decode())
    assert len(ids) == len(set(ids))
    client.post(reverse("campaign_action", args=[campaign.pk]))
    client.post(reverse("campaign_action", args=[campaign.pk]), {"clore": "1"})
    campaign.refresh_from_db()
    assert campaign.is_closed
    expense = CampaignExpense.objects.get()
    client.post(reverse("campaign_expense_remove", args=[expense.pk]))
    client.post(reverse("tracked_link_remove", args=[link.pk]))
    assert not CampaignExpense.objects.exists()
    assert not TrackedLink.objects.exists()


@pytest.mark.usefixtures("runner")
def test_hostile_and_empty_forms_are_refused_with_what_was_typed(client: Client) -> None:
    campaign = CampaignFactory(name="Salon de Paris", starts_on=date(2026, 3, 9))
    TrackedLinkFactory(campaign=campaign, label="Dépliant")
    hostile = "<script>alert(1)</script>"
    for address, form, words in (
        ("campaign_open", {}, "obligatoire"),
        ("campaign_open", {**FAIR, "name": "x" * 5000}, "120"),
        ("campaign_open", {**FAIR, "landing_path": "//ailleurs.example"}, "choix"),
        ("campaign_open", {**FAIR, "name": "SALON de paris"}, "porte déjà ce nom"),
        ("campaign_open", {**FAIR, "name": "A", "ends_on": "2020-01-01"}, "finit après"),
        ("tracked_link_add", {"label": "dépliant"}, "porte déjà ce nom"),
        ("tracked_link_add", {"label": hostile, "address": "https://x.example"}, "page de ce site"),
        ("campaign_expense_add", {"label": hostile, "amount_cents": "-3"}, "en euros"),
        (
            "campaign_expense_add",
            {"label": "Stand", "amount_cents": "0", "spent_on": "2026-03-09"},
            "montant",
        ),
    ):
        args = [] if address == "campaign_open" else [campaign.pk]
        answer = client.post(reverse(address, args=args), form)
        page = answer.content.decode()
        assert (answer.status_code, words in page) == (422, True), (form, page)
        assert hostile not in page
    assert client.get(reverse("campaign_list") + "?etat=x&du=zz&tri=%00&page=-1").status_code == 200


@pytest.mark.usefixtures("runner")
def test_the_table_is_sorted_filtered_and_taken_away(client: Client) -> None:
    CampaignFactory(name="Salon de Paris")
    CampaignFactory(name="Affiches", channel="station")
    CampaignFactory(name="Ailleurs", departement=DepartementFactory(sarthe=True))
    address = reverse("campaign_list")
    sorted_by_name = text_of(client.get(f"{address}?tri=nom"))
    assert sorted_by_name.index("Affiches") < sorted_by_name.index("Salon de Paris")
    assert "Ailleurs" not in sorted_by_name
    stations = text_of(client.get(f"{address}?canal=station"))
    assert "Salon de Paris" not in stations
    csv = b"".join(client.get(reverse("campaign_table", args=["csv"]) + "?canal=station"))
    assert "Affiches" in csv.decode()
    assert "Salon" not in csv.decode()
    book = client.get(reverse("campaign_table", args=["xlsx"])).content
    assert "xl/workbook.xml" in ZipFile(BytesIO(book)).namelist()


@pytest.mark.usefixtures("runner")
def test_pages_follow_one_another_in_the_order_of_names_as_in_that_of_what_was_spent(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaigns, "CAMPAIGNS_PER_PAGE", 1)
    for name, cents in (("Nantes", 12_300), ("Quimper", 45_600), ("Rennes", 78_900)):
        CampaignExpense.objects.create(
            campaign=CampaignFactory(name=name),
            label="Stand",
            amount_cents=cents,
            spent_on=date(2026, 3, 9),
        )

    def names_on_page(order: str, page: int) -> list[str]:
        text = text_of(client.get(f"{reverse('campaign_list')}?tri={order}&page={page}"))
        looked_for = "Nantes", "123", "Quimper", "456", "Rennes", "789"
        return [words for words in looked_for if words in text]

    assert [names_on_page("nom", page) for page in (1, 2, 3)] == [
        ["Nantes", "123"],
        ["Quimper", "456"],
        ["Rennes", "789"],
    ]
    assert [names_on_page("-depense", page) for page in (1, 2, 3)] == [
        ["Rennes", "789"],
        ["Quimper", "456"],
        ["Nantes", "123"],
    ]


@pytest.mark.usefixtures("runner")
def test_the_table_and_a_page_ask_as_much_for_three_as_for_one(
    client: Client, django_assert_num_queries: Any
) -> None:
    campaign = CampaignFactory()
    TrackedLinkFactory(campaign=campaign)
    page = reverse("campaign_detail", args=[campaign.pk])
    client.get(page)
    with django_assert_num_queries(6):
        client.get(reverse("campaign_list"))
    with django_assert_num_queries(11):  # Two for the pages that editors have published.
        client.get(page)
    CampaignFactory.create_batch(2)
    TrackedLinkFactory.create_batch(2, campaign=campaign)
    with django_assert_num_queries(6):
        client.get(reverse("campaign_list"))
    with django_assert_num_queries(11):
        client.get(page)


def test_the_code_to_scan_comes_as_picture_drawing_and_sheet(
    client: Client, runner: Person
) -> None:
    link = TrackedLinkFactory(code="quai7x")
    for extension, begins in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
        answer = client.get(reverse("tracked_link_code", args=[link.pk, extension]))
        assert answer.content.startswith(begins)
        assert "no-store" in answer["Cache-Control"]
    for stranger in (
        PersonFactory(),
        coordinator(DepartementFactory(sarthe=True)),
        coordinator_of_epci(),
    ):
        client.force_login(stranger)
        for page in (
            reverse("campaign_detail", args=[link.campaign_id]),
            reverse("tracked_link", args=[link.pk]),
            reverse("tracked_link_code", args=[link.pk, "png"]),
        ):
            assert client.get(page).status_code == 404
