import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bocage.territory import reference_data
from bocage.territory.geo_api_client import GeoApiClient
from bocage.territory.imports.decoupage_administratif import parse
from bocage.territory.imports.geo_api import ApiCommune
from bocage.territory.imports.positions import Position
from bocage.territory.management.commands import import_territory as command
from bocage.territory.models import Commune, CommuneOutline
from tests.territory.factories import CommuneFactory
from tests.territory.imports.test_decoupage_administratif import pack
from tests.territory.imports.test_outlines import collection, feature
from tests.territory.test_geo_api_client import BOITRON, api  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_reference(monkeypatch, tmp_path):
    path = tmp_path / "reference.json.gz"
    path.write_bytes(pack())
    monkeypatch.setattr(command, "read_reference", lambda: reference_data.read_reference(path))
    boitron = Position(48.57, 0.28, "geonames")
    monkeypatch.setattr(command, "read_positions", lambda: {"61051": boitron})


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
        command, "read_reference", lambda: reference_data.read_reference(tmp_path / "none")
    )

    with pytest.raises(CommandError, match="make frontend"):
        run("import_territory", "61")


def test_online_positions_replace_offline_ones(api, settings):  # noqa: F811 - the same
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"fetch_loopback": True})
    api.will_answer()

    output = run("import_territory", "61", "--online", "--api", api.address)

    assert "positions: 2 written; now 0 geonames, 1 centre, 0 outline, 0 town_hall" in output
    assert Commune.objects.get().latitude == 48.5783


def test_online_outlines_are_stored_and_an_unreadable_one_is_reported(api, settings):  # noqa: F811
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"fetch_loopback": True})
    essay = BOITRON | {"code": "61156", "nom": "Essay", "contour": {"type": "Polygon"}}
    api.will_answer(body=[BOITRON | {"contour": feature()["geometry"]}, essay])

    output = run("import_territory", "61", "--online", "--api", api.address)

    assert "now 0 geonames, 0 centre, 1 outline, 0 town_hall\noutlines: 1 written\n" in output
    assert "left out: contour n° 2: la géométrie est illisible" in output
    outline = CommuneOutline.objects.get()
    assert (outline.commune_id, outline.source) == ("61051", "IGN, API Découpage administratif")


def test_api_that_fails_on_the_way_keeps_what_was_read(monkeypatch):
    def communes(_client, departement):
        if departement == "72":
            raise command.Refusal("L’API ne répond pas.")
        return [ApiCommune("61051", 48.1, 0.1, "centre")], []

    departements = [
        {"code": "61", "nom": "Orne", "region": "28"},
        {"code": "72", "nom": "Sarthe", "region": "52"},
    ]
    content = pack(departements=departements)
    monkeypatch.setattr(command, "read_reference", lambda: parse(content))
    monkeypatch.setattr(GeoApiClient, "communes", communes)

    with pytest.raises(CommandError, match="ne répond pas"):
        run("import_territory", "61", "72", "--online")
    assert Commune.objects.get().position_source == "centre"


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
