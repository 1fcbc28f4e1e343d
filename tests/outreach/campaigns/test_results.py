"""Results of campaigns, by first and last contact, down to settled households."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bocage.foundation.formatting.typography import NO_BREAK
from bocage.outreach.campaigns.presentation import (
    clicks_chart,
    funnel_rows,
    in_order,
    table_header,
    table_rows,
)
from bocage.outreach.campaigns.results import (
    CampaignResults,
    Period,
    StepCounts,
    campaign_results,
    clicks_by_day,
)
from bocage.outreach.models import Campaign, CampaignExpense, LinkDay, Prospect, Touch
from bocage.welcome.models import SettlementProject, StageMove
from tests.outreach.factories import CampaignFactory, ProspectFactory, TrackedLinkFactory
from tests.welcome.factories import ProjectFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 15, 10, tzinfo=UTC)


def met(prospect: Prospect, campaign: Campaign | None, days_ago: int) -> Touch:
    at = NOW - timedelta(days=days_ago)
    return Touch.objects.create(prospect=prospect, campaign=campaign, kind="booth", at=at)


def send_project(prospect: Prospect, days_ago: int, **values: Any) -> SettlementProject:
    at = NOW - timedelta(days=days_ago)
    project = ProjectFactory(departement=prospect.departement, sent_at=at, **values)
    Touch.objects.create(prospect=prospect, kind="project", at=at, sent_as=project.pk)
    return project


def spent(campaign: Campaign, cents: int, day: date = date(2026, 5, 1)) -> None:
    CampaignExpense.objects.create(
        campaign=campaign, label="Stand", amount_cents=cents, spent_on=day
    )


@pytest.fixture
def results() -> dict[str, CampaignResults]:
    """Creates a fair that makes first contacts and posters that make last ones, in detail."""
    fair = CampaignFactory(name="Salon")
    posters = CampaignFactory(name="Affiches", departement=fair.departement)
    link = TrackedLinkFactory(campaign=fair)
    LinkDay.objects.create(link=link, day=date(2026, 5, 1), clicks=40)
    LinkDay.objects.create(link=link, day=date(2026, 6, 1), clicks=2)
    spent(fair, 60_000)
    prospects = ProspectFactory.create_batch(5)
    curious, candidate, visitor, newcomer, latecomer = prospects
    met(curious, fair, 60)
    met(candidate, fair, 60)
    met(candidate, posters, 40)
    send_project(candidate, 30)
    met(visitor, posters, 50)
    met(visitor, fair, 45)
    visited = send_project(visitor, 40)
    StageMove.objects.create(project=visited, to_stage="visiting", status="open", moved_at=NOW)
    met(newcomer, fair, 80)
    joined = send_project(newcomer, 70, status="closed", close_reason="merged", closed_at=NOW)
    joined.merged_into = ProjectFactory(settled=True)
    joined.save()
    met(newcomer, posters, 10)  # Came once they were candidates: it did not bring them.
    send_project(latecomer, 20)
    met(latecomer, fair, 5)
    alias = ProspectFactory(merged_into=curious)
    met(alias, fair, 20)
    return {result.campaign.name: result for result in campaign_results([fair, posters])}


def test_each_person_counts_once_by_the_first_contact_and_once_by_the_last(
    results: dict[str, CampaignResults],
) -> None:
    fair, posters = results["Salon"], results["Affiches"]
    assert fair.first == StepCounts(prospects=3, candidates=2, visits=1, settled=1)
    assert fair.last == StepCounts(prospects=3, candidates=2, visits=2, settled=1)
    assert posters.first == StepCounts(prospects=1, candidates=1, visits=1, settled=0)
    assert posters.last == StepCounts(prospects=1, candidates=1, visits=0, settled=0)
    assert (fair.clicks, fair.spent_cents, posters.clicks, posters.spent_cents) == (
        42,
        60_000,
        0,
        0,
    )


def test_each_campaign_alone_counts_as_among_the_others(
    results: dict[str, CampaignResults],
) -> None:
    for result in results.values():
        assert campaign_results([result.campaign]) == [result]


def test_costs_are_divided_and_a_dash_stands_where_there_is_nobody(
    results: dict[str, CampaignResults],
) -> None:
    rows = {row.name: row for row in funnel_rows(results["Salon"])}
    assert rows["Prospects"].first_cost == f"200,00{NO_BREAK}€"
    assert rows["Ménages installés"].last_cost == f"600,00{NO_BREAK}€"
    assert {row.first_cost for row in funnel_rows(results["Affiches"])} == {"—"}
    whole = [list(row) for row in table_rows(results.values(), as_numbers=True)]
    assert {len(row) for row in whole} == {len(table_header())}
    assert (
        next(result.campaign.name for result in in_order(results.values(), "-visites")) == "Salon"
    )
    assert next(result.campaign.name for result in in_order(results.values(), "nom")) == "Affiches"


def test_a_period_counts_the_contacts_and_the_money_of_its_days(
    results: dict[str, CampaignResults],
) -> None:
    period = Period(first=date(2026, 6, 1), last=date(2026, 6, 30))
    [fair] = campaign_results([results["Salon"].campaign], period)
    assert (fair.clicks, fair.spent_cents) == (2, 0)
    assert fair.first == StepCounts()
    [ever] = campaign_results([fair.campaign], Period(first=date.min, last=date.max))
    assert ever.clicks == 42
    [before] = campaign_results([results["Salon"].campaign], Period(last=date(2026, 4, 20)))
    assert before.first.prospects == 3


def test_what_goes_beyond_the_budget_is_reported_and_visits_are_drawn_by_day(
    results: dict[str, CampaignResults],
) -> None:
    fair = results["Salon"]
    assert fair.over_budget_cents == 0
    fair.campaign.budget_cents = 50_000
    assert fair.over_budget_cents == 10_000
    chart = clicks_chart(clicks_by_day(fair.campaign))
    assert chart is not None
    assert [column.value for column in chart.columns] == [*[40], *[0] * 30, 2]
    long = clicks_chart([(date(2025, 1, 1), 1), (date(2026, 1, 1), 5), (date(2026, 1, 2), 1)])
    assert long is not None
    assert (len(long.columns), sum(column.value for column in long.columns)) == (41, 7)
    assert "9" in long.title
    assert clicks_chart([]) is None


def test_figures_ask_three_queries_however_many_campaigns(
    results: dict[str, CampaignResults], django_assert_num_queries: Any
) -> None:
    campaigns = [result.campaign for result in results.values()]
    for listed in (campaigns[:1], campaigns):
        with django_assert_num_queries(3):
            campaign_results(listed)
    assert campaign_results([]) == []
