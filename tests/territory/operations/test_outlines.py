import pytest

from bocage.territory.imports.outlines import parse
from bocage.territory.models import Commune, CommuneOutline
from bocage.territory.operations.outlines import import_outlines
from bocage.territory.operations.reference import import_territory
from bocage.territory.reference_data import read_reference
from tests.territory.factories import CommuneFactory, FormerCommuneFactory
from tests.territory.imports.test_outlines import NEXT_SQUARE, SQUARE, collection, feature

pytestmark = pytest.mark.django_db

MERGED_SINCE_2018 = {
    "61017": "61275",
    "61172": "61228",
    "61188": "61275",
    "61192": "61275",
    "61231": "61228",
    "61310": "61275",
    "61383": "61228",
    "61403": "61294",
}
"""The codes that an edition of 2018 still has for the Orne, and the communes of today (INSEE)."""


def run(*features, source="IGN"):
    rows, errors = parse(collection(*features))
    return import_outlines(rows=rows, errors=errors, source=source)


def test_commune_moves_inside_its_outline():
    commune = CommuneFactory(boitron=True, position_source="geonames")

    report = run(feature())

    commune.refresh_from_db()
    assert (report.new, report.changed, report.unchanged) == (1, 0, 0)
    assert (commune.latitude, commune.longitude) == (
        pytest.approx(48.05, abs=0.001),
        pytest.approx(0.05, abs=0.001),
    )
    assert commune.position_source == Commune.PositionSource.OUTLINE


def test_running_again_changes_nothing_and_another_outline_changes_it():
    CommuneFactory(boitron=True)
    run(feature())
    before = CommuneOutline.objects.get().updated_at

    second_report = run(feature())
    assert (second_report.new, second_report.changed, second_report.unchanged) == (0, 0, 1)
    assert CommuneOutline.objects.get().updated_at == before

    counts = run(feature(coordinates=NEXT_SQUARE))
    assert (counts.new, counts.changed, counts.unchanged) == (0, 1, 0)


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


def square(number: int) -> list[list[list[float]]]:
    """Returns squares side by side, so that those of one commune touch or not, as real ones do."""
    west, south = 0.01 * (number % 20), 48.0 + 0.01 * (number // 20)
    east, north = west + 0.01, south + 0.01
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def test_outlines_of_2018_cover_the_orne_of_today():
    import_territory(reference=read_reference(), departements=["61"])
    today = Commune.objects.current().filter(departement="61").order_by("code")
    codes = sorted([*today.values_list("code", flat=True), *MERGED_SINCE_2018])

    report = run(*(feature(code=code, coordinates=square(rank)) for rank, code in enumerate(codes)))

    assert (report.new, report.unknown, report.errors) == (len(today), [], [])
    assert sorted(report.resolved) == [
        f"Boitron ({former} → {commune})" for former, commune in sorted(MERGED_SINCE_2018.items())
    ]
    assert set(today.values_list("position_source", flat=True)) == {"outline"}
