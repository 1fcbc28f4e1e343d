"""Sequential scans and statements that need statistics, reported only by the embedded server, whose
settings and log are ours.
"""

import sys
from collections.abc import Iterable
from dataclasses import replace

from bench.harness.instance import Instance
from bench.harness.outside_server import is_outside
from bench.harness.query_plans.plans import count_defects
from bench.harness.registry import Report

WHOLE_READS = "whole_reads"
UNMEASURED = (WHOLE_READS, f"{WHOLE_READS}_fresh", "slower_fresh")


def report_whole_reads(
    instance: Instance, requests: Iterable[bytes], name: str = WHOLE_READS
) -> dict[str, int]:
    """Returns the numbers of sequential scans, without statistics and with them, and of statements
    that need them; nothing for an outside server.

    In that case it prints a sentence on stderr.
    """
    if instance.database_url:
        print(f"{name}: an outside PostgreSQL does not tell its plans.", file=sys.stderr)
        return {}
    return count_defects(instance, requests, name)


def judged(report: Report) -> Report:
    """Returns the report, without the failures due to missing plans of an outside server."""
    if not is_outside():
        return report
    unmeasured = tuple(f"{name} was not measured." for name in UNMEASURED)
    return replace(
        report,
        failures=[failure for failure in report.failures if not failure.endswith(unmeasured)],
    )
