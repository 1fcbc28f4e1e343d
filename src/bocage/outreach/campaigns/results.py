"""Results of each campaign, from a click to a settled household, with the cost of each step.

Results are attributed by first contact and by last contact, side by side. Each person counts once
in each. Contacts count up to the sending of the project: a fair did not bring people who were
candidates already. The steps that people reached are those of today, whenever they were met.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from bocage.outreach.campaigns.models import Campaign, CampaignExpense, LinkDay

EARLIEST, LATEST = date(2000, 1, 1), date(2200, 1, 1)

STEPS = ("prospects", "candidates", "visits", "settled")
"""Steps after a click, in order; each count is at most that of the step before."""

OWNED = """
met AS (
    SELECT DISTINCT COALESCE(prospect.merged_into_id, prospect.id) AS owner
    FROM outreach_touch touch JOIN outreach_prospect prospect ON prospect.id = touch.prospect_id
    WHERE touch.{key} = ANY(%(keys)s)
),
records AS (
    SELECT owner, owner AS id FROM met
    UNION ALL
    SELECT met.owner, prospect.id
    FROM met JOIN outreach_prospect prospect ON prospect.merged_into_id = met.owner
),
owned AS (
    SELECT records.owner,
           touch.id, touch.at, touch.campaign_id, touch.link_id, touch.kind, touch.sent_as
    FROM records JOIN outreach_touch touch ON touch.prospect_id = records.id
)
"""
"""Contacts of the people met by any of the keys, without reading those of the whole country."""

CONTACTS = """
sent AS (
    SELECT DISTINCT ON (owned.owner) owned.owner, project.sent_at,
           COALESCE(project.merged_into_id, project.id) AS project_id
    FROM owned JOIN welcome_settlementproject project ON project.id = owned.sent_as
    WHERE owned.kind = 'project'
    ORDER BY owned.owner, project.sent_at DESC
),
ranked AS (
    SELECT owned.owner, owned.at, owned.{key} AS key, sent.project_id,
           row_number() OVER (PARTITION BY owned.owner ORDER BY owned.at, owned.id) AS from_first,
           count(*) OVER (PARTITION BY owned.owner) AS contacts
    FROM owned LEFT JOIN sent ON sent.owner = owned.owner
    WHERE owned.campaign_id IS NOT NULL AND (sent.owner IS NULL OR owned.at <= sent.sent_at)
)
"""
"""Contacts ranked among those of their person, by {key}, up to the sending of the project in
`project_id`; reads `owned`."""

RESULTS = """
-- By {key}: that of the campaign, or that of the link.
WITH {owned}, {contacts},
lived AS (
    SELECT ranked.*,
           COALESCE(project.stage IN ('settled', 'rooted'), FALSE) AS is_settled,
           COALESCE(project.stage IN ('settled', 'rooted'), FALSE)
           OR EXISTS (SELECT 1 FROM welcome_stagemove move
                      WHERE move.project_id = ranked.project_id
                        AND move.to_stage IN ('visiting', 'deciding', 'moving'))
           OR EXISTS (SELECT 1 FROM welcome_stay stay
                      WHERE stay.project_id = ranked.project_id AND stay.status = 'done')
           OR EXISTS (SELECT 1 FROM welcome_followedhomemove home
                      WHERE home.project_id = ranked.project_id AND home.step = 'visited')
           OR EXISTS (SELECT 1 FROM welcome_weekendhousehold coming
                      JOIN welcome_welcomeweekend weekend ON weekend.id = coming.weekend_id
                      WHERE coming.project_id = ranked.project_id
                        AND coming.status = 'coming' AND weekend.status = 'held') AS has_visited
    FROM ranked LEFT JOIN welcome_settlementproject project ON project.id = ranked.project_id
    WHERE (ranked.from_first = 1 OR ranked.from_first = ranked.contacts)
      AND ranked.key = ANY(%(keys)s)
      AND ranked.at >= %(since)s AND ranked.at < %(until)s
)
SELECT key, model.is_first, count(*), count(project_id),
       count(*) FILTER (WHERE has_visited), count(*) FILTER (WHERE is_settled)
FROM lived JOIN (VALUES (TRUE), (FALSE)) AS model (is_first)
  ON CASE WHEN model.is_first THEN from_first = 1 ELSE from_first = contacts END
GROUP BY key, model.is_first
"""


@dataclass(frozen=True, kw_only=True)
class Period:
    """Period of local days, both included; None on a side without limit."""

    first: date | None = None
    last: date | None = None

    @property
    def days(self) -> tuple[date, date]:
        return max(self.first or EARLIEST, EARLIEST), min(self.last or LATEST, LATEST)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Start and end of the period as local datetimes: midnight of the first day, and the
        midnight that follows the last day.
        """
        first, last = self.days
        return (
            timezone.make_aware(datetime.combine(first, time.min)),
            timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min)),
        )


ALWAYS = Period()


@dataclass(frozen=True, kw_only=True)
class StepCounts:
    """Number of people whom a campaign brought to each step, by first contact or by last
    contact."""

    prospects: int = 0
    candidates: int = 0
    visits: int = 0
    settled: int = 0


@dataclass(frozen=True, kw_only=True)
class CampaignResults:
    """Results and spending of one campaign in a period."""

    campaign: Campaign
    clicks: int = 0
    spent_cents: int = 0
    first: StepCounts = field(default_factory=StepCounts)
    last: StepCounts = field(default_factory=StepCounts)

    @property
    def over_budget_cents(self) -> int:
        """Amount by which spending in the period exceeds the budget, in cents; 0 within the budget
        or without one.
        """
        budget = self.campaign.budget_cents
        return max(0, self.spent_cents - budget) if budget is not None else 0

    def cost_cents(self, count: int) -> int | None:
        """Returns the cost of each of `count` people, in cents; None if there are none, or if
        nothing was spent.
        """
        return round(self.spent_cents / count) if count and self.spent_cents else None


def campaign_results(
    campaigns: Iterable[Campaign], period: Period = ALWAYS
) -> list[CampaignResults]:
    """Returns the results of campaigns in a period, in the given order: three queries in all."""
    listed = list(campaigns)
    keys = [campaign.pk for campaign in listed]
    clicks = _clicks(keys, period)
    spent = _spent(keys, period)
    followed = _step_counts(keys, period, by="campaign_id")
    empty = StepCounts()
    return [
        CampaignResults(
            campaign=campaign,
            clicks=clicks.get(campaign.pk, 0),
            spent_cents=spent.get(campaign.pk, 0),
            first=followed.get((campaign.pk, True), empty),
            last=followed.get((campaign.pk, False), empty),
        )
        for campaign in listed
    ]


def clicks_by_day(campaign: Campaign, period: Period = ALWAYS) -> list[tuple[date, int]]:
    """Lists the visits by the links of a campaign for each day of the local calendar that had any,
    in order; one query.
    """
    days = LinkDay.objects.filter(link__campaign=campaign, day__range=period.days)
    return list(days.order_by("day").values_list("day").annotate(Sum("clicks")))


@dataclass(frozen=True, kw_only=True)
class LinkResults:
    """Results of one link: visits, and the people whose first or last contact was by it."""

    clicks: int = 0
    first: StepCounts = field(default_factory=StepCounts)
    last: StepCounts = field(default_factory=StepCounts)


def link_results(links: Iterable[UUID]) -> dict[UUID, LinkResults]:
    """Returns the results of links since they were created, by link key: two queries in all. A
    person counts for a link if their first contact with any campaign, or their last, was by it.
    """
    keys = list(links)
    days = LinkDay.objects.filter(link__in=keys).order_by()
    clicks = dict(days.values_list("link").annotate(Sum("clicks")))
    followed = _step_counts(keys, ALWAYS, by="link_id")
    empty = StepCounts()
    return {
        key: LinkResults(
            clicks=clicks.get(key, 0),
            first=followed.get((key, True), empty),
            last=followed.get((key, False), empty),
        )
        for key in keys
    }


def _clicks(keys: list[UUID], period: Period) -> dict[UUID, int]:
    days = LinkDay.objects.filter(link__campaign__in=keys, day__range=period.days)
    totals = days.order_by().values_list("link__campaign").annotate(Sum("clicks"))
    return dict(totals)


def _spent(keys: list[UUID], period: Period) -> dict[UUID, int]:
    lines = CampaignExpense.objects.filter(campaign__in=keys, spent_on__range=period.days)
    return dict(lines.order_by().values_list("campaign").annotate(Sum("amount_cents")))


def _step_counts(
    keys: list[UUID], period: Period, *, by: Literal["campaign_id", "link_id"]
) -> dict[tuple[UUID, bool], StepCounts]:
    since, until = period.moments
    with connection.cursor() as cursor:
        params: dict[str, Any] = {"keys": keys, "since": since, "until": until}
        owned, contacts = (part.format(key=by) for part in (OWNED, CONTACTS))
        cursor.execute(RESULTS.format(key=by, owned=owned, contacts=contacts), params)
        return {
            (key, is_first): StepCounts(**dict(zip(STEPS, counts, strict=True)))
            for key, is_first, *counts in cursor.fetchall()
        }
