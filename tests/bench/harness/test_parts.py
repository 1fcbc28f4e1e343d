"""A workload in parts reports the pace of each, and its target."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from bench.harness import machine, parts
from bench.harness.budgets import PROMISES
from bench.harness.parts import Part, broken, measure_parts, of_nowhere
from bench.harness.sizes import DEPARTEMENT


@pytest.fixture
def paces(monkeypatch):
    """The paces that the machine will have, before and after each part; the instances are none."""

    @contextmanager
    def instance(**_options):
        yield SimpleNamespace(postgres_version=lambda: "18")

    values = []
    monkeypatch.setattr(parts, "temporary_instance", instance)
    monkeypatch.setattr(machine, "_pace_ms", lambda: values.pop(0))
    return values


def test_the_pace_of_a_workload_is_the_mean_of_its_parts_and_each_is_held_to_its_own(paces):
    paces += [11.0, 11.0, 20.0, 24.0]
    slow = {"landing.p95_ms": 90.0, "landing.requests_per_s": 160.0}
    report = measure_parts(
        [
            Part("outreach_landing", lambda _instance, _size: slow, of_nowhere),
            Part("outreach_landing", lambda _instance, _size: slow, of_nowhere),
        ],
        DEPARTEMENT,
    )

    assert report.machine["million_steps_ms"] == 16.5
    assert report.failures == [
        "landing.p95_ms is 90.0, above 50.",
        "landing.requests_per_s is 160.0, below 300.",
    ]


def test_a_promise_is_kept_exactly_or_broken():
    figures = dict(PROMISES["booking"])

    assert broken(figures, PROMISES["booking"]) == []
    assert broken(figures | {"contention.winners_min": 0}, PROMISES["booking"]) == [
        "contention.winners_min is 0, not 1."
    ]
    assert broken({}, PROMISES["api"]) == ["overlaps is not measured, not 0."]
