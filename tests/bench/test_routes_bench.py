"""Report of `python -m bench routes` on each route and each family."""

from bench.harness.walk import FoundRoute
from bench.workloads.routes import (
    figures_of_families,
    figures_of_routes,
    figures_without_statistics,
    shortest,
)

PAGE = FoundRoute("/club/", "/club/", "public", 0.05)
FILE = FoundRoute("/tout.<kind>", "/tout.csv", "file", 8.8)


def test_the_first_reader_of_a_route_stands_beside_those_who_read_after():
    assert list(figures_of_routes([(PAGE, 12.0), (FILE, 45.0)]).items()) == [
        ("/tout.<kind>.p50_ms", 45.0),
        ("/tout.<kind>.cold_ms", 8800.0),
        ("/club/.p50_ms", 12.0),
        ("/club/.cold_ms", 50.0),
    ]


def test_each_family_is_summed_up_by_those_who_read_after():
    figures = figures_of_families([(PAGE, 12.0), (FILE, 45.0)])
    assert (figures["public.p95_ms"], figures["file.p95_ms"], figures["file.slowest_ms"]) == (
        12,
        45,
        45,
    )


def test_a_slow_minute_of_the_machine_is_no_need_of_statistics():
    steady, fresh = {PAGE: 12.0, FILE: 45.0}, {PAGE: 30.0, FILE: 300.0}
    fresh |= shortest(fresh, [(PAGE, 13.0), (FILE, 320.0)])

    figures = figures_without_statistics(steady, fresh)

    assert figures["slower_pages_fresh"] == 1
    assert figures["/club/.fresh.p50_ms"] == 13
    assert figures["/tout.<kind>.fresh.p50_ms"] == 300
