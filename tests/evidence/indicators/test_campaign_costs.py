"""Cost of a settled household, by both attributions of campaigns."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bocage.evidence.figure_formatting import format_figure
from bocage.evidence.models import IndicatorCell
from bocage.evidence.operations.snapshots import count_night
from bocage.evidence.registry import indicator_named
from bocage.foundation.formatting.typography import NO_BREAK
from bocage.outreach.campaigns.results import campaign_results
from bocage.outreach.models import CampaignExpense, Touch
from tests.evidence.figures import NIGHT, figure
from tests.outreach.factories import CampaignFactory, ProspectFactory
from tests.welcome.factories import ProjectFactory

pytestmark = pytest.mark.django_db

INDICATORS = frozenset({"campaign_spending", "cost_by_first_contact", "cost_by_last_contact"})

NOW = datetime(2026, 6, 15, 10, tzinfo=UTC)
FIRST, LAST = "cost_by_first_contact", "cost_by_last_contact"


def met(prospect, campaign, days_ago):
    Touch.objects.create(
        prospect=prospect, campaign=campaign, kind="booth", at=NOW - timedelta(days=days_ago)
    )


def send_project(prospect, days_ago, **fields):
    at = NOW - timedelta(days=days_ago)
    project = ProjectFactory(departement=prospect.departement, sent_at=at, **fields)
    Touch.objects.create(prospect=prospect, kind="project", at=at, sent_as=project.pk)
    return project


def spent(campaign, cents):
    CampaignExpense.objects.create(
        campaign=campaign, label="Stand", amount_cents=cents, spent_on=date(2025, 5, 1)
    )


@pytest.fixture
def fair():
    """A fair of 600 € that was the first contact of two who settled, and the last of one."""
    fair = CampaignFactory(name="Salon")
    posters = CampaignFactory(name="Affiches", departement=fair.departement)
    spent(fair, 50_000)
    spent(fair, 10_000)
    spent(posters, 15_000)
    first, second, visitor = ProspectFactory.create_batch(3)
    met(first, fair, 90)
    send_project(first, 70, settled=True)
    met(first, posters, 10)  # Came once they were candidates: it did not bring them.
    met(second, fair, 90)
    met(second, posters, 80)
    send_project(second, 70, settled=True)
    met(visitor, fair, 50)
    send_project(visitor, 40)
    return fair


def test_costs_are_those_of_the_results_of_campaigns(fair):
    count_night(NIGHT)

    (result,) = campaign_results([fair])
    assert (result.spent_cents, result.first.settled, result.last.settled) == (60_000, 2, 1)
    assert figure(FIRST, "campaign", str(fair.pk)) == (600, 2, 2)
    assert figure(LAST, "campaign", str(fair.pk)) == (600, 1, 1)


def test_a_departement_divides_all_that_it_spent(fair):
    count_night(NIGHT)

    assert figure(FIRST, "departement", fair.departement_id) == (750, 2, 2)
    cell = IndicatorCell.objects.known().get(indicator=FIRST, level="instance", span="month")
    assert format_figure(indicator_named(FIRST), cell) == f"375{NO_BREAK}€"


def test_money_that_brought_nobody_yet_has_no_cost_a_household():
    spent(CampaignFactory(), 60_000)

    count_night(NIGHT)

    assert figure(FIRST) is None
    assert figure("campaign_spending", span="year", starts_on=date(2025, 1, 1)) == (600, None, 1)
