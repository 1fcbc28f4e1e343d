from pathlib import Path

import pytest

from bocage.territory.imports.outlines import parse
from bocage.territory.models import Commune, CommuneOutline
from bocage.territory.operations import import_outlines, import_territory
from bocage.territory.reference_data import read_reference
from tests.territory.factories import CommuneFactory, FormerCommuneFactory
from tests.territory.imports.test_outlines import NEXT_SQUARE, SQUARE, collection, feature

pytestmark = pytest.mark.django_db

ORNE_2018 = Path(__file__).parents[4] / "shared" / "data" / "communes-61-orne.geojson"


def run(*features, source="IGN"):
    rows, errors = parse(collection(*features))
    return import_outlines(rows=rows, errors=errors, source=source)


def test_commune_moves_inside_its_outline_and_is_no_longer_approximate():
    commune = CommuneFactory(
        boitron=True, position_source="postcode_centre", position_is_approximate=True
    )

    report = run(feature())

    commune.refresh_from_db()
    assert (report.new, report.changed, report.unchanged) == (1, 0, 0)
    assert (commune.latitude, commune.longitude) == (
        pytest.approx(48.05, abs=0.001),
        pytest.approx(0.05, abs=0.001),
    )
    assert commune.position_source == Commune.PositionSource.OUTLINE
    assert not commune.position_is_approximate


def test_running_again_changes_nothing_and_another_outline_changes_it():
    CommuneFactory(boitron=True)
    run(feature())
    before = CommuneOutline.objects.get().updated_at

    again = run(feature())
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    assert CommuneOutline.objects.get().updated_at == before

    moved = run(feature(coordinates=NEXT_SQUARE))
    assert (moved.new, moved.changed, moved.unchanged) == (0, 1, 0)


def test_outline_of_a_merged_commune_is_joined_to_the_commune_of_today():
    today = FormerCommuneFactory(code="61310").commune

    report = run(
        feature(code=today.code, name="Merlerault", coordinates=SQUARE),
        feature(code="61310", name="Nonant-le-Pin", coordinates=NEXT_SQUARE),
    )

    assert report.resolved == ["Nonant-le-Pin (61310 → 61275)"]
    assert report.new == 1
    assert today.outline.geometry["type"] == "Polygon"
    today.refresh_from_db()
    assert today.position_source == Commune.PositionSource.OUTLINE


def test_code_of_no_commune_is_reported_and_kept_out():
    CommuneFactory(boitron=True)

    report = run(feature(), feature(code="72001", name="Aillières", coordinates=NEXT_SQUARE))

    assert report.unknown == ["Aillières (72001)"]
    assert list(CommuneOutline.objects.values_list("commune", flat=True)) == ["61051"]


@pytest.mark.skipif(not ORNE_2018.exists(), reason="the shared data is not beside the project")
def test_outlines_of_2018_cover_the_orne_of_today():
    import_territory(reference=read_reference(), departements=["61"])
    rows, errors = parse(ORNE_2018.read_bytes())

    report = import_outlines(rows=rows, errors=errors, source="IGN")

    assert (report.new, len(report.resolved), report.unknown, report.errors) == (381, 8, [], [])
    assert set(Commune.objects.values_list("position_source", flat=True)) == {"outline"}
