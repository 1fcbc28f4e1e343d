"""Addresses visited by `python -m bench outreach`."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from bench.commands import stage
from bench.workloads.outreach_landing import HOME_CARD
from tests.housing.factories import DwellingFactory
from tests.territory.factories import CommuneFactory


@pytest.mark.django_db
def test_the_stage_is_a_page_with_homes_of_the_moment(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    DwellingFactory(commune=CommuneFactory(code="61001", name="Alençon"))
    call_command(stage.Command(), "landing", "3")
    assert '{"path": "/salon-de-paris/"}' in capsys.readouterr().out
    assert HOME_CARD in client.get("/salon-de-paris/").content
