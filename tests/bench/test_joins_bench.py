"""What `bocage bench joins` makes of deliveries and of known pairs."""

import pytest

from bocage.bench.harness.invented_deliveries import invent_deliveries
from bocage.bench.harness.invented_homes import Town
from bocage.bench.harness.joins_stage import TruthUnreadable, read_truth
from bocage.bench.joins import departements_of, figures_of

OUTCOME = {"absent": 0, "listings": 9, "dwellings": 6, "doubtful": 1, "settle_seconds": 0.1}


def test_recall_is_of_the_known_pairs_and_precision_of_the_joined():
    figures = figures_of(OUTCOME | {"known": 4, "joined": 5, "right": 3})

    assert (figures["joins.recall"], figures["joins.precision"]) == (0.75, 0.6)


def test_nothing_known_and_nothing_joined_is_no_mistake():
    figures = figures_of(OUTCOME | {"known": 0, "joined": 0, "right": 0})

    assert (figures["joins.recall"], figures["joins.precision"]) == (1.0, 1.0)


def test_pairs_are_sets_whatever_their_order(tmp_path):
    truth = tmp_path / "pairs.csv"
    truth.write_text("\ufeffreference_a,reference_b\nA1,B1\nB1,A1\nA1,A1\n,B2\n", "utf-8")

    assert set(read_truth(truth)) == {frozenset(("A1", "B1"))}


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

    assert departements_of(paths) == ["2A", "2B", "61"]
