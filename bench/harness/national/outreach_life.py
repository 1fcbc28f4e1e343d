"""Campaigns over five years: contacts, channels and costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from bench.harness.nation import identifier
from bench.harness.national.life import Life, Table
from bench.harness.national.welcome_life import PROJECT, PROJECTS
from bocage.outreach.models import (
    Campaign,
    CampaignExpense,
    LinkDay,
    Prospect,
    Touch,
    TrackedLink,
)

CAMPAIGN, LINK, EXPENSE, PROSPECT, TOUCH = range(91, 96)
CAMPAIGNS, LINKS, EXPENSES, PROSPECTS = 12, 24, 60, 2_000
DAYS_OF_A_LINK = 200
SENDS_A_PROJECT = 0.3
TOUCHES = (1, 1, 1, 2, 2, 3)


def _campaigns(life: Life) -> Iterator[Sequence[Any]]:
    for number, departement, chance in life.each_row(CAMPAIGN, CAMPAIGNS):
        starts = life.moment(chance)
        yield (
            identifier(CAMPAIGN, number), departement.code, f"Campagne {number}", "fair", "running",
            starts.date(), starts,
        )  # fmt: skip


def _links(life: Life) -> Iterator[Sequence[Any]]:
    campaigns = _number_of_campaigns(life)
    for number, _departement, _chance in life.each_row(LINK, LINKS):
        yield (
            identifier(LINK, number), identifier(CAMPAIGN, number % campaigns), f"k{number:06}",
            f"Lien {number}", "/", life.now,
        )  # fmt: skip


def _clicks(life: Life) -> Iterator[Sequence[Any]]:
    for number, _departement, chance in life.each_row(LINK, LINKS):
        last = life.day(chance)
        for rank in range(DAYS_OF_A_LINK):
            yield identifier(LINK, number), last - timedelta(days=rank), 1 + number * rank % 7


def _expenses(life: Life) -> Iterator[Sequence[Any]]:
    campaigns = _number_of_campaigns(life)
    for number, _departement, chance in life.each_row(EXPENSE, EXPENSES):
        yield (
            identifier(EXPENSE, number), identifier(CAMPAIGN, number % campaigns), "Stand",
            chance.randrange(2_000, 300_000), life.day(chance),
        )  # fmt: skip


def _prospects(life: Life) -> Iterator[Sequence[Any]]:
    projects = sum(1 for _project in life.each_row(PROJECT, PROJECTS))
    for number, departement, chance in life.each_row(PROSPECT, PROSPECTS):
        met = life.moment(chance)
        sends = chance.random() < SENDS_A_PROJECT and number < projects
        yield (
            identifier(PROSPECT, number), departement.code, f"p{number}@banc.example",
            f"P. {number}", "candidate" if sends else "captured", met, met,
            identifier(PROJECT, number) if sends else None,
        )  # fmt: skip


def _touches(life: Life) -> Iterator[Sequence[Any]]:
    chance, number, campaigns = Random(TOUCH), 0, _number_of_campaigns(life)
    for row in _prospects(life):
        project, met = row[-1], row[5]
        for rank in range(chance.choice(TOUCHES)):
            campaign = identifier(CAMPAIGN, chance.randrange(campaigns))
            yield identifier(TOUCH, number), row[0], campaign, "form", met, None
            met = min(met + timedelta(days=20 * rank + 9), life.now)
            number += 1
        if project is not None:
            yield identifier(TOUCH, number), row[0], None, "project", life.now, project
            number += 1


def _number_of_campaigns(life: Life) -> int:
    return sum(1 for _campaign in life.each_row(CAMPAIGN, CAMPAIGNS))


TABLES = (
    Table(
        Campaign,
        ("id", "departement_id", "name", "channel", "status", "starts_on", "created_at"),
        _campaigns,
    ),
    Table(TrackedLink, ("id", "campaign_id", "code", "label", "destination", "created_at"), _links),
    Table(LinkDay, ("link_id", "day", "clicks"), _clicks),
    Table(CampaignExpense, ("id", "campaign_id", "label", "amount_cents", "spent_on"), _expenses),
    Table(
        Prospect,
        (
            *("id", "departement_id", "email", "name", "status", "captured_at", "last_touch_at"),
            "project_id",
        ),
        _prospects,
    ),
    Table(Touch, ("id", "prospect_id", "campaign_id", "kind", "at", "sent_as"), _touches),
)
