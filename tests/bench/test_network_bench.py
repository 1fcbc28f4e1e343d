"""Searches of `python -m bench network`, and the selection of its parts."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.urls import reverse

from bench.harness.budgets import PACE_MS
from bench.harness.client import Visitor
from bench.harness.machine import PACE
from bench.harness.parts import missed
from bench.harness.sizes import QUICK
from bench.harness.stage import InstanceInUse
from bench.harness.stages.members import set_members_stage
from bench.workloads.network import PARTS
from bench.workloads.network_directory import directory_requests, kinds_of_search
from bocage.network.models import Member, MemberSkill
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)


def test_a_figure_below_its_floor_and_one_above_its_goal_are_reported():
    figures = {"directory.p95_ms": 61, "mailing.queued_per_s": 10}

    assert missed(figures, {"directory.p95_ms": 60}, {"mailing.queued_per_s": 50}) == [
        "directory.p95_ms is 61, above 60.",
        "mailing.queued_per_s is 10, below 50.",
    ]
    assert "network_directory" in {part.name for part in PARTS}


def test_a_machine_at_a_slow_hour_may_take_longer_by_the_clock_alone():
    figures = {"a.p95_ms": 119, "b.p95_ms": 121, "asked.requests_per_s": 26, "whole_reads": 1}
    goals = {"a.p95_ms": 60, "b.p95_ms": 60, "whole_reads": 0}

    misses = missed(
        figures, goals, {"asked.requests_per_s": 50}, machine={PACE: 2 * PACE_MS, "cores": 2}
    )

    assert misses == [
        "b.p95_ms is 121, above 60: 120.0 at the pace of this hour.",
        "whole_reads is 1, above 0.",
    ]


def test_a_machine_at_a_quick_hour_is_not_asked_for_more():
    assert missed({"a.p95_ms": 59}, {"a.p95_ms": 60}, machine={PACE: PACE_MS / 2}) == []


def test_each_search_is_asked_as_each_onlooker():
    onlookers = (Visitor(), Visitor({"sessionid": "a-key"}))
    requests = directory_requests(onlookers, ["q=a", ""])

    lines = [next(requests).decode() for _number in range(4)]

    assert [line.split(" ")[1] for line in lines] == [
        "/club/?q=a",
        "/club/?q=a",
        "/club/",
        "/club/",
    ]
    assert ["a-key" in line for line in lines] == [False, True, False, True]


@pytest.mark.django_db
def test_the_stage_is_a_club_that_every_kind_of_search_is_asked_of(client):
    CommuneFactory(boitron=True)
    stage = set_members_stage(60, now=NOW)

    assert stage.members == Member.objects.active().count() == 60
    assert 10 < Member.objects.public().count() < 50
    assert MemberSkill.objects.count() > 60
    client.cookies[settings.SESSION_COOKIE_NAME] = stage.session
    page = client.get(reverse("member_list")).content.decode()
    assert "60 membres" in page.replace("\u00a0", " ")
    for queries in kinds_of_search(QUICK.towns).values():
        for query in queries:
            assert client.get(f"{reverse('member_list')}?{query}").status_code == 200


@pytest.mark.django_db
def test_members_are_not_loaded_where_somebody_has_an_account():
    PersonFactory()
    with pytest.raises(InstanceInUse):
        set_members_stage(1, now=NOW)
