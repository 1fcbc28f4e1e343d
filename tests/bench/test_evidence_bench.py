"""Counts of `python -m bench evidence`, in a country of two communes."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from bench.commands import stage
from bench.harness.national.life import Life
from bench.harness.national.welcome_life import TABLES
from bench.harness.stages.country import (
    count_first_night,
    count_ordinary_night,
    let_a_day_pass,
    recompute,
    set_country_stage,
)
from bocage.evidence.models import IndicatorCell
from bocage.evidence.operations.snapshots import last_night_over
from bocage.evidence.registry import Kind, indicators
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

SHARE = 0.01


@pytest.fixture
def communes():
    CommuneFactory(boitron=True)
    CommuneFactory(sees=True)


def test_two_loadings_hold_the_same(communes):
    now = timezone.now()

    def load_rows():
        return [list(table.rows(Life(1, now=now, share=SHARE))) for table in TABLES]

    assert load_rows() == load_rows()


def test_a_night_counts_the_country_as_its_rows_say(communes, client):
    stage = set_country_stage(1, now=timezone.now(), share=SHARE)
    night = last_night_over()
    first = count_first_night(night - timedelta(days=1))
    let_a_day_pass()
    second = count_ordinary_night(night)

    assert stage.rows > 500
    assert (first.cells_replaced, second.cells > first.cells) == (0, True)
    assert recompute(100).differences == 0
    past = IndicatorCell.objects.filter(span="month", starts_on__year=night.year - 2)
    flows = {indicator.name for indicator in indicators() if indicator.kind is Kind.FLOW}
    assert past.filter(indicator__in=flows).exists()
    assert past.exclude(indicator__in=flows).exists()
    client.cookies[settings.SESSION_COOKIE_NAME] = stage.session
    address = f"/espace/tableau-de-bord/departement/{stage.departement}/"
    for page in ("/preuves/", address):
        assert client.get(page).status_code == 200


def test_a_country_is_not_loaded_where_somebody_has_an_account(communes, capsys):
    PersonFactory()
    with pytest.raises(CommandError):
        call_command(stage.Command(), "country", "1")


def test_figures_made_again_are_reported_as_json(communes, capsys):
    count_first_night(last_night_over())
    call_command(stage.Command(), "recomputed", "5")
    assert json.loads(capsys.readouterr().out)["differences"] == 0
