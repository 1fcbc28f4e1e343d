"""The drills that `python -m bench drill` knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

import bench.drills
from bench.drills.scene import Scene

Run = Callable[[Scene, bool], None]


@dataclass(frozen=True, kw_only=True)
class Drill:
    """A named fault; `run(scene, is_quick)` takes ten seconds when quick, minutes otherwise, and
    leaves the scene as it found it."""

    name: str
    summary: str
    run: Run


_drills: dict[str, Drill] = {}


def drill(name: str, summary: str) -> Callable[[Run], Run]:
    """Registers the function that makes the fault `name`."""

    def register(run: Run) -> Run:
        _drills[name] = Drill(name=name, summary=summary, run=run)
        return run

    return register


def drills() -> dict[str, Drill]:
    """Returns every drill by its name; imports each module of this folder."""
    for module in iter_modules(bench.drills.__path__):
        import_module(f"bench.drills.{module.name}")
    return dict(sorted(_drills.items()))
