"""`python -m bench network` on mailings: each recipient is mailed once."""

from datetime import UTC, datetime

import pytest

from bench.harness.stages.mailing import queue_a_mailing
from bench.harness.stages.members import set_members_stage
from bench.workloads.network import PARTS
from bocage.network.mailings.operations import mailings
from bocage.network.models import Mailing
from tests.territory.factories import CommuneFactory

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_everybody_is_written_to_once(monkeypatch):
    CommuneFactory(boitron=True)
    set_members_stage(25, now=NOW)
    monkeypatch.setattr(mailings, "BATCH", 10)

    measured = queue_a_mailing(now=NOW)

    assert (measured.mails, measured.addresses) == (25, 25)
    assert Mailing.objects.get().status == Mailing.Status.SENT


def test_the_workload_has_its_part():
    assert "network_mailing" in [part.name for part in PARTS]
