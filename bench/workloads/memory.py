"""Memory of the processes of an instance once every page was read."""

from __future__ import annotations

import asyncio
import sys

from bench.harness.budgets import GOALS
from bench.harness.client import Crew, Program, Visitor
from bench.harness.filled import filled_instance
from bench.harness.machine import describe_machine, described_since
from bench.harness.memory import memory_figures
from bench.harness.parts import Figures, missed
from bench.harness.registry import Report, workload
from bench.harness.sizes import Size
from bench.harness.walk import Walker, walk
from bench.workloads.booking import SESSION_COOKIE

WEB_WORKERS = 2
SETTINGS = {"BOCAGE_API_REQUESTS_PER_MINUTE": "1000000000"}


@workload("memory", "memory of all processes, before and after every page was read by two at once")
def measure_memory(size: Size) -> Report:
    """Fills an instance, starts it again, and reads each of its pages in both web processes."""
    with filled_instance(size, settings=SETTINGS, web_workers=WEB_WORKERS) as (instance, stage):
        machine = describe_machine() | {"postgresql": instance.postgres_version()}
        instance.stop()
        instance.start()
        walker = Walker(Visitor({SESSION_COOKIE: stage["session"]}), Program(stage["token"]))
        figures: Figures = {f"before.{k}": v for k, v in memory_figures(instance).items()}
        print("walking…", file=sys.stderr)
        walked = asyncio.run(walk(instance.port, walker))
        requests = [walker.request(route.path) for route in walked.routes]
        asyncio.run(_read_at_once(instance.port, requests))
        figures |= {f"after.{k}": v for k, v in memory_figures(instance).items()}
        figures["routes"] = len(walked.routes)
        machine = described_since(machine)
    failures = [] if size.is_quick else missed(figures, GOALS["memory"], machine=machine)
    return Report({"web_workers": WEB_WORKERS, "size": size.name}, figures, machine, failures)


async def _read_at_once(port: int, requests: list[bytes]) -> None:
    crew = Crew(port)
    try:
        await crew.ask(requests, concurrency=WEB_WORKERS)
    finally:
        crew.close()
