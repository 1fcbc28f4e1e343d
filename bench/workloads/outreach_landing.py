"""Landing page with current homes, under the load of a fair."""

from __future__ import annotations

import asyncio
import sys
import time

from bench.harness.client import Crew, Visitor, statuses
from bench.harness.instance import Instance
from bench.harness.measures import summarise
from bench.harness.parts import Figures
from bench.harness.sizes import Size

HOMES, QUICK_HOMES = 5_000, 500
REQUESTS, QUICK_REQUESTS = 6_000, 200
SHOWN_HOMES = 6
AT_ONCE = 8
WARMING = 80
HOME_CARD = b"home-card"


def measure_landing(instance: Instance, size: Size) -> Figures:
    """Measures requests per second and latencies of the page, for visitors without a session.

    Half of them come by a tracked link, whose code is in the address.

    Raises:
        RuntimeError: a response was not the page with its homes.
    """
    instance.set_stage("homes", str(QUICK_HOMES if size.is_quick else HOMES))
    print("publishing a landing page…", file=sys.stderr)
    stage = instance.set_stage("landing", str(SHOWN_HOMES))
    count = QUICK_REQUESTS if size.is_quick else REQUESTS
    before = instance.cpu_seconds()
    figures = asyncio.run(_measured(instance.port, stage["path"], count))
    after = instance.cpu_seconds()
    spent = {name: after[name] - before[name] for name in before}
    request_count = count + WARMING
    return figures | {
        f"landing.{name}_cpu_per_request_ms": round(seconds / request_count * 1000, 2)
        for name, seconds in spent.items()
    }


async def _measured(port: int, path: str, count: int) -> Figures:
    crew = Crew(port)
    visitor = Visitor()
    addresses = (path, f"{path}?c=k7wq2nd")
    try:
        await _ask(crew, [visitor.get(path)] * WARMING)
        requests = [visitor.get(addresses[number % 2]) for number in range(count)]
        started = time.perf_counter()
        seconds = await _ask(crew, requests)
        return summarise("landing", seconds, time.perf_counter() - started)
    finally:
        crew.close()


async def _ask(crew: Crew, requests: list[bytes]) -> list[float]:
    answers = await crew.ask(requests, concurrency=AT_ONCE)
    if any(answer.status != 200 or HOME_CARD not in answer.body for answer in answers):
        raise RuntimeError(f"the page was not answered as expected: {statuses(answers)}")
    return [answer.seconds for answer in answers]
