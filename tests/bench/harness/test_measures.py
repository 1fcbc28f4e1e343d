import pytest

from bench.harness.measures import percentile, summarise


@pytest.mark.parametrize(("share", "expected"), [(1, 1), (50, 10), (95, 19), (99, 20), (100, 20)])
def test_percentile_is_a_measured_value_that_the_share_does_not_exceed(share, expected):
    values = list(range(20, 0, -1))

    assert percentile(values, share) == expected


def test_percentile_of_one_value_is_that_value():
    assert percentile([0.25], 95) == 0.25


def test_percentile_of_an_even_count_takes_the_lower_middle():
    assert percentile([1, 2, 3, 4], 50) == 2


@pytest.mark.parametrize(("values", "share"), [([], 50), ([1], 0), ([1], -5), ([1], 101)])
def test_percentile_refuses_what_has_no_answer(values, share):
    with pytest.raises(ValueError, match=r"percentile|share"):
        percentile(values, share)


def test_summary_counts_against_the_time_that_passed_and_not_the_sum_of_durations():
    figures = summarise("spread", [0.010, 0.020, 0.030, 0.040], elapsed=0.05)

    assert figures == {
        "spread.requests_per_s": 80.0,
        "spread.p50_ms": 20.0,
        "spread.p95_ms": 40.0,
    }


def test_summary_refuses_a_clock_that_stood_still():
    with pytest.raises(ValueError, match="no time"):
        summarise("spread", [0.01], elapsed=0.0)
