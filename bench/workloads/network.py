"""The club: members found, a programme made, messages queued, in one instance after another."""

from __future__ import annotations

from bench.harness.parts import Part, measure_parts, of_nowhere, of_the_orne, of_the_size
from bench.harness.registry import Report, workload
from bench.harness.sizes import Size
from bench.workloads.network_directory import measure_directory
from bench.workloads.network_mailing import measure_mailing
from bench.workloads.network_programme import measure_programme

PARTS = (
    Part("network_directory", measure_directory, of_the_size),
    Part("network_programme", measure_programme, of_nowhere),
    Part("network_mailing", measure_mailing, of_the_orne),
)


@workload("network", "a directory of 100,000 members, a programme made, a mailing queued")
def measure_network(size: Size) -> Report:
    """Runs each part, in an instance of its own."""
    return measure_parts(PARTS, size)
