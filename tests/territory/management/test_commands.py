import json
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bocage.territory import reference_data
from bocage.territory.imports.positions import Position
from bocage.territory.models import Commune, CommuneOutline
from bocage.territory.operations import departements
from tests.servers.geo_api import BOITRON
from tests.territory.factories import CommuneFactory
from tests.territory.imports.test_decoupage_administratif import pack
from tests.territory.imports.test_outlines import collection, feature

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_reference(monkeypatch, tmp_path):
    path = tmp_path / "reference.json.gz"
    path.write_bytes(pack())
    monkeypatch.setattr(departements, "read_reference", lambda: reference_data.read_reference(path))
    boitron = Position(48.57, 0.28, "geonames")
    monkeypatch.setattr(departements, "read_positions", lambda: {"61051": boitron})


def run(*arguments):
    output = StringIO()
    call_command(*arguments, stdout=output, stderr=output)
    return output.getvalue()


def test_import_tells_its_counts_and_positions():
    assert run("import_territory", "61") == (
        "Reference data of 2026.\n"
        "communes: 1 new, 0 changed, 0 unchanged, 0 gone\n"
        "EPCI: 1 new, 0 changed, 0 unchanged, 0 gone\n"
        "former communes: 0 new, 0 changed, 0 unchanged, 0 gone\n"
        "positions: 1 written; now 1 geonames, 0 centre, 0 outline, 0 town_hall\n"
    )


def test_import_as_json_can_be_read_by_a_program():
    report = json.loads(run("import_territory", "61", "--json"))

    assert report["territory"]["communes"] == {"new": 1, "changed": 0, "unchanged": 0, "gone": 0}
    assert report["positions"]["unlocated"] == []


@pytest.mark.parametrize("arguments", [[], ["61", "--all"]])
def test_departements_are_either_codes_or_all(arguments):
    with pytest.raises(CommandError, match="codes"):
        run("import_territory", *arguments)


def test_unknown_departement_is_refused_with_a_sentence():
    with pytest.raises(CommandError, match="Aucun département n’a le code 99"):
        run("import_territory", "99")


def test_missing_reference_says_how_to_build_it(monkeypatch, tmp_path):
    monkeypatch.setattr(
        departements, "read_reference", lambda: reference_data.read_reference(tmp_path / "none")
    )

    with pytest.raises(CommandError, match="make frontend"):
        run("import_territory", "61")


def test_positions_of_the_api_replace_those_of_the_installed_version(geo_api):
    geo_api.will_answer()

    output = run("import_territory", "61")

    assert "positions: 2 written; now 0 geonames, 1 centre, 0 outline, 0 town_hall" in output
    assert Commune.objects.get().latitude == 48.5783


def test_nothing_is_asked_offline(geo_api):
    assert "now 1 geonames" in run("import_territory", "61", "--offline")
    assert geo_api.paths == []


def test_outlines_of_the_api_are_stored_and_an_unreadable_one_is_reported(geo_api):
    essay = BOITRON | {"code": "61156", "nom": "Essay", "contour": {"type": "Polygon"}}
    geo_api.will_answer(body=[BOITRON | {"contour": feature()["geometry"]}, essay])

    output = run("import_territory", "61")

    assert "now 0 geonames, 0 centre, 1 outline, 0 town_hall\noutlines: 1 written\n" in output
    assert "left out: contour n° 2: la géométrie est illisible" in output
    outline = CommuneOutline.objects.get()
    assert (outline.commune_id, outline.source) == ("61051", "IGN, API Découpage administratif")


@pytest.mark.usefixtures("geo_api")
def test_without_network_it_goes_on_at_once_and_says_so(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"geo_api": "http://127.0.0.1:9"})
    started = time.monotonic()

    output = run("import_territory", "61")

    assert time.monotonic() - started < 8
    assert "positions: 1 written; now 1 geonames" in output
    assert "n’a rien donné pour le 61. Le serveur de cette adresse ne répond pas" in output


def test_outlines_are_imported_from_a_file(tmp_path):
    CommuneFactory(boitron=True)
    path = tmp_path / "outlines.geojson"
    path.write_bytes(collection(feature(), feature(code="72001", name="Aillières"), None))

    assert run("import_outlines", str(path)) == (
        "outlines: 1 new, 0 changed, 0 unchanged\n"
        "of no commune of this instance (1):\n"
        "  Aillières (72001)\n"
        "left out: contour n° 3: ce n’est pas un objet GeoJSON avec des propriétés\n"
    )
    assert json.loads(run("import_outlines", str(path), "--json"))["unchanged"] == 1


def test_absent_or_broken_file_of_outlines_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run("import_outlines", str(tmp_path / "none"))
    broken_file = tmp_path / "broken.geojson"
    broken_file.write_text("{")
    with pytest.raises(CommandError, match="n’est pas une collection GeoJSON"):
        run("import_outlines", str(broken_file))
