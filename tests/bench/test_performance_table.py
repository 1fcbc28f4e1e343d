"""The table of docs/performance is made from the runs that are kept, never by hand."""

from scripts.performance_table import PAGE, kept_runs, page


def run(size, **figures):
    machine = {"cores": 2, "cpu": "Six", "memory_gib": 4, "os": "Linux", "python": "3.13"}
    return {
        "size": size,
        "rounds": 3,
        "machine": machine | {"million_steps_ms": 12},
        "workloads": {"club": {"minutes": 1.2, "figures": figures}},
    }


def test_each_figure_stands_beside_itself_at_the_larger_size():
    told = page(
        {
            "france": run("france", **{"page.p95_ms": 30.0, "page.cold_p95_ms": 99.0}),
            "departement": run("departement", **{"page.p95_ms": 12.0, "load.places": 3}),
        }
    )

    assert "| figure | département | France | growth |" in told
    assert "| `page.p95_ms` | 12 | 30 | × 2.5 |" in told
    assert "cold" not in told
    assert "load.places" not in told


def test_a_figure_of_one_size_alone_has_no_growth():
    told = page({"departement": run("departement", **{"page.p95_ms": 12.0})})
    assert "| `page.p95_ms` | 12 |" in told
    assert "growth" not in told


def test_the_committed_page_is_that_of_the_committed_runs():
    assert PAGE.read_text(encoding="utf-8") == page(kept_runs())
