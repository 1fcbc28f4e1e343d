"""Facts about communes in the demo: invented, and marked as such."""

from datetime import date

import pytest

from bocage.demo.commune_facts import (
    SOURCE,
    YEARS,
    write_facts_of_communes,
    write_years_of_communes,
)
from bocage.territory.models import CommuneFact, YearlyFigure
from bocage.welcome.models import SuitabilityRow
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 27)


def test_every_fact_of_the_demo_says_that_it_is_invented():
    CommuneFactory(boitron=True)
    CommuneFactory(alencon=True)
    assert write_facts_of_communes(today=TODAY) == CommuneFact.objects.count() == 26
    assert set(CommuneFact.objects.values_list("source", flat=True)) == {SOURCE}
    assert SuitabilityRow.objects.count() == 2


def test_reported_again_nothing_changes():
    CommuneFactory(boitron=True)
    CommuneFactory(unlocated=True)
    write_facts_of_communes(today=TODAY)
    assert write_facts_of_communes(today=TODAY) == 0


def test_a_town_has_what_a_village_has_not():
    boitron, alencon = CommuneFactory(boitron=True), CommuneFactory(alencon=True)
    write_facts_of_communes(today=TODAY)
    figures = {(fact.commune_id, fact.kind): fact.value for fact in CommuneFact.objects.all()}
    assert figures[boitron.code, "high_schools"] == 0
    assert figures[alencon.code, "high_schools"] >= 1
    assert figures[alencon.code, "nearest_station"] == 0
    assert figures[boitron.code, "paris_minutes"] == 120


def test_every_year_of_the_demo_says_that_it_is_invented_and_the_last_is_the_known_count():
    boitron = CommuneFactory(boitron=True)
    CommuneFactory(alencon=True)
    CommuneFactory(unlocated=True, population=None)
    count = write_years_of_communes(today=TODAY)
    # A village of 349 has no school.
    assert count == YearlyFigure.objects.count() == 3 * YEARS
    assert set(YearlyFigure.objects.values_list("source", flat=True)) == {SOURCE}
    assert boitron.yearly_figures.get(year=2023).value == boitron.population
    assert write_years_of_communes(today=TODAY) == 0
