"""Campaigns and their links: opened, closed, taken up again, and what they cost."""

from datetime import date
from uuid import UUID

import pytest

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.attribution import with_code
from bocage.outreach.campaigns.errors import (
    CampaignClosed,
    CampaignEndsTooSoon,
    CampaignNameTaken,
    CampaignNotNamed,
    LeadsElsewhere,
    LinkFollowed,
    LinkLabelTaken,
    LinkNotLabelled,
    NotAnExpense,
)
from bocage.outreach.campaigns.operations.campaigns import (
    CampaignTerms,
    add_expense,
    change_campaign,
    close_campaign,
    open_campaign,
    remove_expense,
    start_campaign,
)
from bocage.outreach.campaigns.operations.links import (
    add_link,
    change_link,
    count_visit,
    remove_link,
)
from bocage.outreach.models import TrackedLink
from tests.outreach.factories import CampaignFactory, TrackedLinkFactory
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory
from tests.welcome.pipeline.factories import coordinator

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 9)
FAIR = CampaignTerms(name=" Salon  des mobilités ", channel="fair", starts_on=DAY, origin="Paris")


def test_a_campaign_is_opened_started_closed_and_taken_up_again() -> None:
    orne = DepartementFactory()
    by = coordinator(orne)
    campaign = open_campaign(by=by, departement=orne, terms=FAIR)
    assert (campaign.name, campaign.status) == ("Salon des mobilités", "planned")
    assert start_campaign(by=by, campaign=campaign).status == "running"
    closed = close_campaign(by=by, campaign=campaign)
    assert close_campaign(by=by, campaign=campaign).closed_at == closed.closed_at
    again = start_campaign(by=by, campaign=campaign)
    assert (again.status, again.closed_at) == ("running", None)


def test_terms_that_do_not_hold_are_refused_in_a_sentence() -> None:
    orne = DepartementFactory()
    by = coordinator(orne)
    campaign = open_campaign(by=by, departement=orne, terms=FAIR)
    refused = {
        CampaignNameTaken: CampaignTerms(name="salon DES mobilités", channel="fair", starts_on=DAY),
        CampaignNotNamed: CampaignTerms(name=" \t ", channel="fair", starts_on=DAY),
        CampaignEndsTooSoon: CampaignTerms(
            name="A", channel="fair", starts_on=DAY, ends_on=date(2026, 3, 8)
        ),
        LeadsElsewhere: CampaignTerms(
            name="A", channel="fair", starts_on=DAY, landing_path="//ailleurs.example"
        ),
    }
    for refusal, terms in refused.items():
        with pytest.raises(refusal):
            open_campaign(by=by, departement=orne, terms=terms)
    assert change_campaign(by=by, campaign=campaign, terms=FAIR).name == "Salon des mobilités"
    second_campaign = CampaignFactory(departement=orne)
    with pytest.raises(CampaignNameTaken):
        change_campaign(by=by, campaign=second_campaign, terms=FAIR)


def test_only_who_coordinates_the_departement_runs_its_campaigns() -> None:
    campaign = CampaignFactory()
    link = TrackedLinkFactory(campaign=campaign)
    for by in (PersonFactory(), coordinator(DepartementFactory(sarthe=True))):
        for refused in (
            lambda by=by: open_campaign(by=by, departement=campaign.departement, terms=FAIR),
            lambda by=by: change_campaign(by=by, campaign=campaign, terms=FAIR),
            lambda by=by: start_campaign(by=by, campaign=campaign),
            lambda by=by: close_campaign(by=by, campaign=campaign),
            lambda by=by: add_expense(
                by=by, campaign=campaign, label="Stand", amount_cents=1, spent_on=DAY
            ),
            lambda by=by: add_link(by=by, campaign=campaign, label="Affiche"),
            lambda by=by: change_link(by=by, link=link, label="Affiche", destination="/"),
            lambda by=by: remove_link(by=by, link=link),
        ):
            with pytest.raises(NotAllowed):
                refused()


def test_an_expense_sent_twice_is_one_line_and_a_closed_campaign_takes_late_bills() -> None:
    campaign = CampaignFactory()
    by = coordinator(campaign.departement)
    close_campaign(by=by, campaign=campaign)
    key = UUID(int=7)
    for _press in range(2):
        expense = add_expense(
            by=by,
            campaign=campaign,
            label=" Le  stand ",
            amount_cents=48_000,
            spent_on=DAY,
            sent_as=key,
        )
    assert [(expense.label, expense.amount_cents) for expense in campaign.expenses.all()] == [
        ("Le stand", 48_000)
    ]
    for label, cents in (("", 100), ("Stand", 0)):
        with pytest.raises(NotAnExpense):
            add_expense(by=by, campaign=campaign, label=label, amount_cents=cents, spent_on=DAY)
    remove_expense(by=by, expense=expense)
    remove_expense(by=by, expense=expense)
    assert not campaign.expenses.exists()


@pytest.mark.parametrize(
    "address",
    [
        "https://ailleurs.example/",
        "//ailleurs.example",
        "/\\ailleurs.example",
        "/\t/ailleurs.example",
        "javascript:alert(1)",
        "nulle-part",
        "/aucune/page/de/ce/nom/",
        "/" + "a" * 300,
    ],
)
def test_a_link_leads_to_no_other_site_and_to_no_missing_page(address: str) -> None:
    campaign = CampaignFactory()
    with pytest.raises(LeadsElsewhere):
        add_link(
            by=coordinator(campaign.departement),
            campaign=campaign,
            label="Affiche",
            destination=address,
        )


def test_a_link_is_made_led_elsewhere_and_kept_once_it_was_followed(settings) -> None:
    campaign = CampaignFactory(landing_path="/en/a-propos/")
    by = coordinator(campaign.departement)
    link = add_link(by=by, campaign=campaign, label="Affiche")
    assert (len(link.code), link.destination) == (7, "/en/a-propos/")
    for refusal, label in ((LinkLabelTaken, "AFFICHE"), (LinkNotLabelled, "  ")):
        with pytest.raises(refusal):
            add_link(by=by, campaign=campaign, label=label)
    own_address = f"{settings.BOCAGE.public_url}/a-propos/?x=1"
    changed = change_link(by=by, link=link, label="Affiche", destination=own_address)
    assert (changed.code, changed.destination) == (link.code, "/a-propos/?x=1")
    count_visit(link=link)
    with pytest.raises(LinkFollowed):
        remove_link(by=by, link=link)
    unseen = add_link(by=by, campaign=campaign, label="Dépliant")
    remove_link(by=by, link=unseen)
    remove_link(by=by, link=unseen)
    assert [link.pk for link in TrackedLink.objects.all()] == [link.pk]
    close_campaign(by=by, campaign=campaign)
    with pytest.raises(CampaignClosed):
        add_link(by=by, campaign=campaign, label="Autre")


def test_the_code_joins_what_the_address_asks_already() -> None:
    assert with_code("/logements/?prix=9&c=vieux#carte", "abcd") == (
        "/logements/?prix=9&c=abcd#carte"
    )
    assert with_code("/communes/comparer/?c=61051&c=61464", "abcd") == (
        "/communes/comparer/?c=61051&c=61464&c=abcd"
    )
