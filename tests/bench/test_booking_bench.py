"""The booking bench as a program runs it: one real instance, few requests."""

import json
import os
import subprocess
import sys

PARTS = ("contention", "spread", "day_view")
KEYS = {
    *(f"{part}.kept_of_bare_percent" for part in PARTS),
    *(
        f"bare.{part}.{figure}"
        for part in PARTS
        for figure in ("requests_per_s", "p50_ms", "p95_ms")
    ),
    "contention.overlaps",
    "contention.server_errors",
    "contention.winners_min",
    "contention.winners_max",
    *(
        f"{part}.{figure}"
        for part in (*PARTS, "day_view.fresh")
        for figure in (
            "requests_per_s",
            "p50_ms",
            "p95_ms",
            "web_cpu_per_request_ms",
            "worker_cpu_per_request_ms",
            "database_cpu_per_request_ms",
        )
    ),
}


def test_the_quick_bench_keeps_the_promises_and_prints_the_figures_that_are_compared():
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("BOCAGE_")
    }

    process = subprocess.run(
        [sys.executable, "-m", "bench", "booking", "--quick", "--json"],
        check=False, capture_output=True, text=True, env=environment,
    )  # fmt: skip

    assert process.returncode == 0, process.stderr
    report = json.loads(process.stdout)
    assert sorted(report) == ["failures", "figures", "machine", "name", "parameters", "sources"]
    assert report["name"] == "booking"
    assert report["parameters"]["web_workers"] == 4
    assert report["machine"]["postgresql"]
    figures = report["figures"]
    assert set(figures) == KEYS
    assert figures["contention.overlaps"] == figures["contention.server_errors"] == 0
    assert (figures["contention.winners_min"], figures["contention.winners_max"]) == (1, 1)
    assert min(value for key, value in figures.items() if key.endswith("_per_s")) > 0
