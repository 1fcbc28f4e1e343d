"""Homes: feeds read, searches answered, saved searches matched, in one instance after another."""

from __future__ import annotations

from bench.harness.parts import Part, measure_parts, of_the_orne, of_the_size
from bench.harness.registry import Report, workload
from bench.harness.sizes import Size
from bench.workloads.housing_feed import measure_feed
from bench.workloads.housing_matching import measure_matching
from bench.workloads.housing_search import measure_search

PARTS = (
    Part("housing_feed", measure_feed, of_the_orne),
    Part("housing_search", measure_search, of_the_size),
    Part("housing_matching", measure_matching, of_the_orne),
)


@workload("housing", "feeds, search and alerts of homes, among a million of each")
def measure_housing(size: Size) -> Report:
    """Runs each part, in an instance of its own."""
    return measure_parts(PARTS, size)
