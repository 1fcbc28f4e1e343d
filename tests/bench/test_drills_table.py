"""The figures of the drills are generated from the stored runs, never by hand."""

from bench.cluster.command import DEMANDING
from bench.drills.registry import drills
from scripts.drills_table import PAGE, page, read_drills


def drill(name, **figures):
    machine = {"cores": 2, "cpu": "Six", "memory_gib": 4, "os": "Linux", "python": "3.13"}
    return {
        "name": name,
        "summary": "kills something",
        "form": "whole",
        "machine": machine | {"million_steps_ms": 12.5},
        "load_before": 1.5,
        "figures": figures,
        "lost": [],
    }


def test_what_most_drills_count_stands_in_a_table_and_the_rest_below():
    text = page(
        [
            drill("web-killed", **{"bookings.confirmed": 1200, "bookings.lost": 0}),
            drill("point-in-time", **{"tables": 374, "seconds": 61.5}),
        ]
    )

    assert "| `web-killed` | 1,200 | 0 | – |" in text
    assert "| 61.5 | 1.5 | 12.5 |" in text
    assert "- **point-in-time** (kills something): `tables` 374" in text
    assert text.count("2 cores of Six") == 1


def test_each_drill_that_is_kept_was_made_whole_and_lost_nothing():
    drill_runs = {drill["name"]: drill for drill in read_drills()}

    assert set(drill_runs) <= {*drills(), *DEMANDING}
    assert {drill["form"] for drill in drill_runs.values()} == {"whole"}
    assert [drill["lost"] for drill in drill_runs.values() if drill["lost"]] == []


def test_the_committed_page_is_that_of_the_committed_runs():
    assert PAGE.read_text(encoding="utf-8") == page(read_drills())
