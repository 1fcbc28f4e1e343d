"""`python -m bench outreach` on letters: consenting prospects are queued, each once."""

from datetime import UTC, datetime

import pytest

from bench.harness.stage import InstanceInUse
from bench.harness.stages.letters import queue_letters, set_prospects_stage
from bench.workloads.outreach import PARTS
from tests.territory.factories import CommuneFactory

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_those_who_agree_are_queued_once_each():
    CommuneFactory(boitron=True)
    stage = set_prospects_stage(50, now=NOW)
    assert (stage.french, stage.english, stage.prospects) == (50, 5, 60)

    english, french = queue_letters("en", now=NOW), queue_letters("fr", now=NOW)

    assert (english.queued, english.people, english.disagree) == (5, 5, 0)
    assert (french.queued, french.people, french.disagree) == (50, 50, 0)
    with pytest.raises(InstanceInUse):
        set_prospects_stage(1, now=NOW)


def test_the_workload_has_its_part():
    assert "outreach_mailing" in [part.name for part in PARTS]
