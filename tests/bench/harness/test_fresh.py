"""Pages and statements that need statistics."""

import pytest

from bench.harness.query_plans.fresh import needs_statistics, slower_fresh


@pytest.mark.parametrize(
    ("fresh_ms", "steady_ms", "expected"),
    [(29.0, 2.0, True), (150.0, 101.0, False), (3.0, 0.5, False), (15.1, 10.0, True)],
)
def test_only_what_is_longer_by_half_and_by_more_than_chance_needs_statistics(
    fresh_ms: float, steady_ms: float, expected: bool
) -> None:
    assert needs_statistics(fresh_ms, steady_ms) == expected


def test_each_page_is_compared_with_itself() -> None:
    figures = {
        "/a/.p50_ms": 10.0,
        "/a/.fresh.p50_ms": 40.0,
        "/b/.p50_ms": 40.0,
        "/b/.fresh.p50_ms": 41.0,
        "/c/.p50_ms": 99.0,
    }
    assert slower_fresh(figures) == ["/a/ takes 40.0 ms without statistics, 10.0 ms with them."]
