"""Letters chosen, checked and queued, and a landing page, each in an instance of its own."""

from __future__ import annotations

from bench.harness.parts import Part, measure_parts, of_the_orne
from bench.harness.registry import Report, workload
from bench.harness.sizes import Size
from bench.workloads.outreach_landing import measure_landing
from bench.workloads.outreach_mailing import measure_mailing

PARTS = (
    Part("outreach_mailing", measure_mailing, of_the_orne),
    Part("outreach_landing", measure_landing, of_the_orne),
)


@workload("outreach", "100,000 letters queued, and a landing page with homes of the moment")
def measure_outreach(size: Size) -> Report:
    """Runs each part, in an instance of its own."""
    return measure_parts(PARTS, size)
