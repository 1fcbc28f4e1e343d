"""Importing the places of a census, once and again."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bocage.workspaces.models import Place
from bocage.workspaces.places.imports import parse
from bocage.workspaces.places.operations import import_places
from tests.territory.factories import CommuneFactory, FormerCommuneFactory
from tests.workspaces.places.test_tiers_lieux_2019 import BOITRON, census, row

CENSUS_2019_ORNE = Path(__file__).parent / "census_2019_orne.csv"
"""Five lines of the national census of third places (2019, Licence Ouverte 2.0), as they stand
there: the four of the Orne, and one of elsewhere."""
SOURCE = "tiers-lieux-2019"

pytestmark = pytest.mark.django_db


def run(*lines: str, **options):
    return import_places(rows=parse(census(*lines)).rows, source=SOURCE, **options)


def counts(report):
    return (report.new, report.changed, report.unchanged, report.elsewhere, len(report.errors))


def test_boitron_becomes_a_published_place_of_its_commune():
    boitron = CommuneFactory(boitron=True)

    report = run(BOITRON)

    place = Place.objects.get()
    assert counts(report) == (1, 0, 0, 0, 0)
    assert (place.commune, place.status, place.slug) == (
        boitron,
        Place.Status.PUBLISHED,
        "lecloserie-numerique",
    )
    assert (place.scope.commune, place.position_source) == (boitron, Place.PositionSource.CENSUS)


def test_run_again_it_changes_nothing():
    CommuneFactory(boitron=True)
    run(BOITRON)

    assert counts(run(BOITRON)) == (0, 0, 1, 0, 0)
    assert Place.objects.count() == 1


def test_a_new_edition_changes_what_nobody_changed_here():
    CommuneFactory(boitron=True)
    run(BOITRON)
    Place.objects.update(address="La Clairière, Boitron")

    report = run(row(ADRESSE="Le Bourg", WEB="www.ecloserie.example"))

    place = Place.objects.get()
    assert counts(report) == (0, 1, 0, 0, 0)
    assert (place.address, place.website) == (
        "La Clairière, Boitron",
        "http://www.ecloserie.example",
    )
    assert counts(run(row(ADRESSE="Le Bourg", WEB="www.ecloserie.example"))) == (0, 0, 1, 0, 0)


def test_a_former_commune_leads_to_that_of_today():
    former = FormerCommuneFactory(code="61248")

    run(row(INSEECOM="61248"))

    assert Place.objects.get().commune == former.commune


def test_without_a_code_the_postcode_and_the_name_place_it():
    boitron = CommuneFactory(boitron=True)
    CommuneFactory(essay=True)

    run(row(INSEECOM="0", NOMCOM="0"))

    assert Place.objects.get().commune == boitron


def test_row_without_a_place_is_reported_with_its_line():
    report = run(BOITRON)

    assert [(error.line, error.reason) for error in report.errors] == [
        (2, "L’écloserie numérique: no commune is known for 61051 61500 Boitron")
    ]
    assert not Place.objects.exists()


def test_one_departement_alone():
    CommuneFactory(boitron=True)

    assert counts(run(BOITRON, row(ID="8", INSEEDEP="72"), departements={"61"})) == (1, 0, 0, 1, 0)


def test_a_dry_run_tells_and_writes_nothing():
    CommuneFactory(boitron=True)

    assert counts(run(BOITRON, dry_run=True)) == (1, 0, 0, 0, 0)
    assert not Place.objects.exists()


def test_two_places_of_one_name_have_two_addresses():
    CommuneFactory(boitron=True)

    run(BOITRON, row(ID="8"), row(ID="9"))

    assert sorted(Place.objects.values_list("slug", flat=True)) == [
        "lecloserie-numerique",
        "lecloserie-numerique-boitron",
        "lecloserie-numerique-boitron-2",
    ]


def test_the_command_tells_the_same_as_json_and_in_words(tmp_path):
    CommuneFactory(boitron=True)
    file = tmp_path / "census.csv"
    file.write_bytes(census(BOITRON, row(ID="")))
    options = {"format": SOURCE, "stderr": io.StringIO()}

    json_output, text_output = io.StringIO(), io.StringIO()
    call_command("import_places", file, json=True, stdout=json_output, **options)
    call_command("import_places", file, stdout=text_output, **options)

    assert json.loads(json_output.getvalue()) == {
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "elsewhere": 0,
        "errors": [{"line": 3, "reason": "it has no identifier"}],
    }
    assert text_output.getvalue() == (
        "0 new, 0 changed, 1 unchanged, 0 of other départements, 1 not placed\n"
    )


def test_the_command_refuses_what_it_cannot_read(tmp_path):
    file = tmp_path / "census.csv"
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_places", file, format=SOURCE)
    file.write_bytes(b"a,b\n")
    with pytest.raises(CommandError, match="columns are missing"):
        call_command("import_places", file, format=SOURCE)


def test_the_four_places_of_the_orne_are_found_in_the_lines_of_the_census_itself():
    for trait in ("boitron", "alencon", "flers"):
        CommuneFactory(**{trait: True})
    CommuneFactory(code="61143", name="Damigny")
    content = parse(CENSUS_2019_ORNE.read_bytes())

    report = import_places(rows=content.rows, source=SOURCE, departements={"61"})

    assert (len(content.rows), content.errors) == (5, [])
    assert counts(report) == (4, 0, 0, 1, 0)
    assert Place.objects.get(commune_id="61051").address == "Telecentre de Boitron, La Clairière"
