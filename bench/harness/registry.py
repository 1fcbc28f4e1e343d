"""The workloads that `python -m bench` knows: one module of `bench.workloads` each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules

import bench.workloads


@dataclass(frozen=True)
class Report:
    """Result of a workload."""

    parameters: Mapping[str, int | str]
    figures: Mapping[str, int | float]
    machine: Mapping[str, str | int | float]
    failures: list[str] = field(default_factory=list)
    """Broken promises of the product, in sentences; empty if all is well."""


Run = Callable[..., Report]


class BadArguments(Exception):
    """Error raised for invalid options of a workload; the message explains the valid ones."""


@dataclass(frozen=True)
class Workload:
    """A named measure; `run(size)` takes seconds when the size is the quick one.

    One that takes files is also given `truth`, `files` and `explain`.
    """

    name: str
    summary: str
    run: Run
    takes_files: bool = False


_workloads: dict[str, Workload] = {}


def workload(name: str, summary: str, *, takes_files: bool = False) -> Callable[[Run], Run]:
    """Registers the function that measures `name`."""

    def register(run: Run) -> Run:
        _workloads[name] = Workload(name, summary, run, takes_files)
        return run

    return register


def workloads() -> dict[str, Workload]:
    """Returns every workload by its name; imports each module of their folder."""
    for module in iter_modules(bench.workloads.__path__):
        import_module(f"bench.workloads.{module.name}")
    return dict(sorted(_workloads.items()))
