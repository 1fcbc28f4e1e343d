"""Results of `python -m bench linkage` on deliveries and known pairs."""

import pytest

from bench.harness.invented.deliveries import invent_deliveries
from bench.harness.invented.homes import Town
from bench.harness.registry import BadArguments
from bench.harness.stages.linkage import TruthUnreadable, measure_linkage, read_truth
from bench.workloads.linkage import departements_of, figures_of
from tests.housing.feed_files import line, zipped
from tests.territory.factories import CommuneFactory

OUTCOME = {"absent": 0, "listings": 9, "dwellings": 6, "doubtful": 1, "deduplication_seconds": 0.1}


def test_recall_is_of_the_known_pairs_and_precision_of_the_joined():
    figures = figures_of(OUTCOME | {"known": 4, "linked": 5, "right": 3})

    assert (figures["linkage.recall"], figures["linkage.precision"]) == (0.75, 0.6)


def test_nothing_known_and_nothing_joined_is_no_mistake():
    figures = figures_of(OUTCOME | {"known": 0, "linked": 0, "right": 0})

    assert (figures["linkage.recall"], figures["linkage.precision"]) == (1.0, 1.0)


def test_pairs_are_sets_whatever_their_order(tmp_path):
    truth = tmp_path / "pairs.csv"
    truth.write_text("\ufeffreference_a,reference_b\nA1,B1\nB1,A1\nA1,A1\n,B2\n", "utf-8")

    assert set(read_truth(truth)) == {("A1", "B1"), ("A1", "A1")}


def test_a_truth_may_come_from_a_spreadsheet(tmp_path):
    truth = tmp_path / "pairs.csv"
    truth.write_text("note;Reference_B;reference_a\nx; B1 ;A1\n", "utf-8")

    assert list(read_truth(truth)) == [("A1", "B1")]


def test_what_is_no_delivery_is_refused_in_words(tmp_path):
    path = tmp_path / "delivery.zip"
    path.write_bytes(b"no archive")

    with pytest.raises(BadArguments, match="no delivery"):
        departements_of([path])


def delivered(tmp_path, name, **fields):
    """Writes a delivery of two houses in Mortagne, identical for every agency except the given
    fields."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(
        zipped(
            [
                line(**{"reference": "A", "external_id": "a"} | fields),
                line(**{"reference": "B", "external_id": "b", "surface": "64", "price": "91000"}),
            ]
        )
    )
    return path


@pytest.mark.django_db
def test_files_of_one_code_and_name_with_their_own_stock_are_two_agencies(tmp_path):
    CommuneFactory(code="61293", name="Mortagne-au-Perche", postcodes=["61400"])
    first = delivered(tmp_path, "one/annonces.zip")
    second = tmp_path / "two" / "annonces.zip"
    second.parent.mkdir()
    second.write_bytes(
        zipped([line(reference="A", external_id="c"), line(reference="C", price="")])
    )
    truth = tmp_path / "truth.csv"
    truth.write_text("reference_a,reference_b\nA,A\nC,B\nB,nobody\n", "utf-8")

    outcome = measure_linkage(truth, [first, second])

    assert (outcome.listings, outcome.known, outcome.absent) == (3, 2, 1)
    assert (outcome.linked, outcome.right) == (1, 1)
    assert [mistake.references for mistake in outcome.missed] == [["B", "C"]]


@pytest.mark.django_db
def test_a_later_delivery_of_an_agency_replaces_the_earlier_one(tmp_path):
    CommuneFactory(code="61293", name="Mortagne-au-Perche", postcodes=["61400"])
    truth = tmp_path / "truth.csv"
    truth.write_text("reference_a,reference_b\n", "utf-8")

    outcome = measure_linkage(
        truth, [delivered(tmp_path, "1.zip"), delivered(tmp_path, "2.zip", price="171000")]
    )

    assert (outcome.listings, outcome.dwellings, outcome.linked) == (2, 2, 0)


def test_a_truth_without_its_columns_is_refused(tmp_path):
    truth = tmp_path / "pairs.csv"
    truth.write_text("a,b\nA1,B1\n", "utf-8")

    with pytest.raises(TruthUnreadable):
        list(read_truth(truth))


def test_only_the_departements_of_the_deliveries_are_imported(tmp_path):
    towns = [Town("Boitron", "61500", 48.56, 0.27), Town("Ajaccio", "20000", 41.9, 8.7)]
    paths = []
    for name, content in invent_deliveries(1, towns, homes=20).files.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)

    assert departements_of(paths) == ("2A", "2B", "61")
