"""An announcement to thousands of members: how fast their mails are queued, each once."""

from __future__ import annotations

import sys

from bench.harness.instance import Instance
from bench.harness.parts import Figures
from bench.harness.sizes import Size


def measure_mailing(instance: Instance, size: Size) -> Figures:
    """Measures the mails that a worker queues in a second, without the pauses between batches.

    Raises:
        RuntimeError: somebody received two mails, or none.
    """
    count = size.recipients
    print(f"queueing the mails of {count} members…", file=sys.stderr)
    measured = instance.set_stage("mailing", str(count))
    if measured["mails"] != count or measured["addresses"] != count:
        raise RuntimeError(f"{count} members were to be written to once each: {measured}")
    return {
        "mailing.recipients": count,
        "mailing.start_s": measured["start_seconds"],
        "mailing.queued_per_s": round(count / measured["queue_seconds"]),
    }
