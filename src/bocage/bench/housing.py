"""Homes: feeds read, searches answered, saved searches matched, in one instance after another."""

from __future__ import annotations

from bocage.bench.harness.parts import Part, measure_parts
from bocage.bench.harness.registry import Report, workload
from bocage.bench.harness.sizes import Size

FLAT = 1.25
"""How much more memory ten times as many listings may take: what counts are kept, no listings."""

PARTS = (
    Part(
        "housing_feed",
        "measure_feed",
        {"feed.peak_mb": 400.0, "feed.peak_beside_tenth": FLAT},
    ),
    Part(
        "housing_search",
        "measure_search",
        {"search_page.p95_ms": 60.0, "search_page.whole_reads": 0},
    ),
    Part(
        "housing_matching",
        "measure_matching",
        {"match.p50_ms": 2.0, "match.p95_ms": 7.0, "delivery_to_mail.p95_s": 5.0},
    ),
)


@workload("housing", "feeds, search and alerts of homes, among a million of each")
def measure_housing(size: Size) -> Report:
    """Each part, in an instance of its own."""
    return measure_parts(PARTS, size)
