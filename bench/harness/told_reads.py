"""How a server reads is told of the embedded one alone, whose settings and log are ours."""

import sys
from collections.abc import Iterable
from dataclasses import replace

from bench.harness.instance import Instance
from bench.harness.outside_server import is_outside
from bench.harness.plans import count_whole_reads
from bench.harness.registry import Report

WHOLE_READS = "whole_reads"


def report_whole_reads(
    instance: Instance, requests: Iterable[bytes], name: str = WHOLE_READS
) -> dict[str, int]:
    """By its name, how many large tables these requests read whole; nothing of an outside server,
    and a sentence on the error stream."""
    if instance.database_url:
        print(f"{name}: an outside PostgreSQL does not tell its plans.", file=sys.stderr)
        return {}
    return {name: count_whole_reads(instance, requests)}


def judged(report: Report) -> Report:
    """The report, without the failures that say of an outside server that it told no plans."""
    if not is_outside():
        return report
    untold = f"{WHOLE_READS} was not measured."
    return replace(
        report, failures=[failure for failure in report.failures if not failure.endswith(untold)]
    )
