"""Letters chosen, checked and queued, and a landing page, each in an instance of its own."""

from __future__ import annotations

from bocage.bench.harness.parts import Part, measure_parts
from bocage.bench.harness.registry import Report, workload
from bocage.bench.harness.sizes import Size

PARTS = (
    Part(
        "outreach_mailing", "measure_mailing", {"mailing.queued_s": 60.0, "mailing.peak_mb": 250.0}
    ),
    Part(
        "outreach_landing",
        "measure_landing",
        {"landing.p95_ms": 50.0},
        {"landing.requests_per_s": 300.0},
    ),
)


@workload("outreach", "100,000 letters queued, and a landing page with homes of the moment")
def measure_outreach(size: Size) -> Report:
    """Each part that is there, in an instance of its own."""
    return measure_parts(PARTS, size)
