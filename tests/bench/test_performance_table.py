"""The table of docs/performance is generated from the stored runs, never by hand."""

from scripts.performance_table import PAGE, page, read_runs


def run(size, workload="club", **figures):
    machine = {"cores": 2, "cpu": "Six", "memory_gib": 4, "os": "Linux", "python": "3.13"}
    return {
        "size": size,
        "rounds": 3,
        "machine": machine | {"million_steps_ms": 12},
        "workloads": {workload: {"minutes": 1.2, "figures": figures}},
    }


def test_each_figure_stands_beside_itself_at_the_sizes_before():
    text = page(
        {
            "france": run("france", **{"page.p95_ms": 30.0, "page.cold_p95_ms": 99.0}),
            "region": run("region", **{"page.p95_ms": 15.0}),
            "departement": run("departement", **{"page.p95_ms": 12.0, "load.places": 3}),
        }
    )

    assert "| figure | goal | département | région | France | → région | → France |" in text
    assert "| `page.p95_ms` |  | 12 | 15 | 30 | × 1.2 | × 2 |" in text
    assert "cold" not in text
    assert "load.places" not in text


def test_a_figure_of_one_size_alone_has_no_growth():
    text = page({"departement": run("departement", **{"page.p95_ms": 12.0})})
    assert "| `page.p95_ms` |  | 12 |" in text
    assert "→ " not in text.partition("## ")[2]


def test_all_that_has_a_goal_is_shown_with_it_and_first():
    figures = {"feed.rows_per_s": 9.0, "match.p50_ms": 1.0, "feed.peak_mb": 251.0}
    text = page({"france": run("france", "housing", **figures)})

    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert rows[:3] == [
        "| `feed.peak_mb` | at most 400 | 251 |",
        "| `match.p50_ms` | at most 2 | 1 |",
        "| `feed.rows_per_s` |  | 9 |",
    ]
    text = page({"france": run("france", "booking", **{"contention.winners_min": 1})})
    assert "| `contention.winners_min` | 1 | 1 |" in text


def test_what_a_size_did_not_measure_is_a_dash():
    text = page(
        {
            "departement": run("departement", **{"seed.people": 3, "page.p95_ms": 12.0}),
            "france": run("france", **{"late.p95_ms": 12.0}),
        }
    )
    assert "| `page.p95_ms` |  | 12 | — | — |" in text
    assert "| `late.p95_ms` |  | — | 12 | — |" in text


def test_routes_and_the_processor_of_requests_grow_too_and_have_a_first_reader():
    small = {"/a/.p50_ms": 20.0, "/a/.cold_ms": 900.0, "seed.people": 3}
    large = {"/a/.p50_ms": 50.0, "/a/.cold_ms": 950.0, "seed.people": 12}
    for figures, spent in ((small, 2.0), (large, 8.0)):
        figures |= {f"page.{family}_cpu_per_request_ms": spent for family in ("web", "database")}

    text = page(
        {
            "departement": run("departement", "routes", **small),
            "region": run("region", "routes", **large),
        }
    )

    assert "| `/a/` | 20 | 50 | × 2.5 |" in text
    assert "| `/a/` | — | 950 | 50 |" in text
    assert "| `people` | 3 | 12 | × 4 |" in text
    assert "| `routes`: page | 4 | 16 | × 4 |" in text
    assert "| `routes`: page | 250 | 62 | × 0.25 |" in text


def test_a_run_that_was_measured_with_several_states_of_the_code_says_so():
    mixed = run("france", **{"page.p95_ms": 30.0})
    mixed["workloads"]["club"]["sources"] = ["one"]
    assert "versions of the code" not in page({"france": mixed})

    mixed["workloads"]["homes"] = {"minutes": 1, "figures": {}, "sources": ["two", "one"]}
    assert "measured in parts with 2 versions of the code" in page({"france": mixed})


def test_the_committed_page_is_that_of_the_committed_runs():
    assert PAGE.read_text(encoding="utf-8") == page(read_runs())
