"""Seconds that a stopped instance takes to serve again."""

from pathlib import Path
from tempfile import TemporaryDirectory

from bench.harness.budgets import GOALS
from bench.harness.instance import Instance, free_port
from bench.harness.machine import describe_machine, described_since
from bench.harness.measures import percentile
from bench.harness.outside_server import own_database
from bench.harness.parts import missed
from bench.harness.registry import Report, workload
from bench.harness.sizes import Size

WEB_WORKERS = 2


@workload("start", "seconds until an instance serves again")
def measure_start(size: Size) -> Report:
    """Starts an empty instance once, then stops and starts it again several times."""
    times = 1 if size.is_quick else 5
    with own_database() as url, TemporaryDirectory(prefix="bocage-bench-") as folder:
        instance = Instance(Path(folder), free_port(), WEB_WORKERS, database_url=url)
        first = instance.start()
        machine = describe_machine() | {"postgresql": instance.postgres_version()}
        again = []
        for _ in range(times):
            instance.stop()
            again.append(instance.start())
        instance.stop()
        machine = described_since(machine)
    figures = {
        "start.first_s": round(first, 2),
        "start.again_p50_s": round(percentile(again, 50), 2),
        "start.again_max_s": round(max(again), 2),
    }
    failures = missed(figures, GOALS["start"], machine=machine)
    return Report({"starts": times, "web_workers": WEB_WORKERS}, figures, machine, failures)
