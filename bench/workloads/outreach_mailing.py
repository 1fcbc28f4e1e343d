"""A letter to a hundred thousand prospects: chosen, their consent checked, queued, each once."""

from __future__ import annotations

import sys
from typing import Any

from bench.harness.instance import Instance
from bench.harness.parts import Figures
from bench.harness.sizes import Size


def measure_mailing(instance: Instance, size: Size) -> Figures:
    """Measures the queueing of a letter to everybody who consents, and its peak memory.

    The memory is compared with that of a tenth as many.

    Raises:
        RuntimeError: somebody was queued twice, or not at all, or does not consent.
    """
    count = size.prospects
    print(f"loading {count} prospects who agree, and others who do not…", file=sys.stderr)
    loaded = instance.set_stage("prospects", str(count))
    tenth = _queued(instance, "en", loaded["english"])
    whole = _queued(instance, "fr", loaded["french"])
    return {
        "mailing.recipients": count,
        "mailing.chosen_s": whole["chosen_seconds"],
        "mailing.queued_s": round(whole["chosen_seconds"] + whole["queued_seconds"], 2),
        "mailing.peak_mb": whole["peak_mb"],
        "mailing.peak_tenth_mb": tenth["peak_mb"],
    }


def _queued(instance: Instance, language: str, expected: int) -> dict[str, Any]:
    print(f"queueing the letters of {expected} of them…", file=sys.stderr)
    measured: dict[str, Any] = instance.set_stage("letters", language)
    if (measured["queued"], measured["people"], measured["disagree"]) != (expected, expected, 0):
        raise RuntimeError(f"{expected} prospects were to be queued once each: {measured}")
    return measured
