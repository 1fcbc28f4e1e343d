"""Where each millisecond of the ten most requested pages goes."""

from __future__ import annotations

import asyncio
import sys

from bench.harness.client import Program, Visitor
from bench.harness.filled import filled_instance
from bench.harness.machine import describe_machine, described_since
from bench.harness.parts import Figures
from bench.harness.profiling import CATEGORY, MIDDLEWARE, TOTAL, UNIT
from bench.harness.registry import Report, workload
from bench.harness.sizes import Size
from bench.harness.walk import Walker, walk
from bench.workloads.booking import SESSION_COOKIE

ROUNDS, ROUNDS_OF_A_DEPARTEMENT, QUICK_ROUNDS = 200, 100, 2
SETTINGS = {"BOCAGE_API_REQUESTS_PER_MINUTE": "1000000000"}
PAGES = (
    "/",
    "/travailler/",
    "/travailler/<slug:slug>/",
    "/se-loger/",
    "/communes/pour-nous/",
    "/espace/",
    "/espace/accueil/",
    "/espace/lieux/<slug:slug>/jour/<iso_day:day>/",
    "/espace/lieux/<slug:slug>/tableau/<iso_day:day>/",
    "/api/v1/places",
)
"""Routes: those of visitors, of people signed in and of programs that are requested most."""


@workload("profile", "where each millisecond of the ten most requested pages goes, by a profile")
def measure_profile(size: Size) -> Report:
    """Fills an instance, and profiles its pages in one process with its settings and database."""
    rounds = size.choose(ROUNDS, departement=ROUNDS_OF_A_DEPARTEMENT, quick=QUICK_ROUNDS)
    with filled_instance(size, settings=SETTINGS) as (instance, stage):
        machine = describe_machine() | {"postgresql": instance.postgres_version()}
        session, token = stage["session"], stage["token"]
        walker = Walker(Visitor({SESSION_COOKIE: session}), Program(token))
        print("walking…", file=sys.stderr)
        walked = asyncio.run(walk(instance.port, walker))
        paths = {route.route: route.path for route in walked.routes if route.route in PAGES}
        profile = instance.set_stage("profile", session, token, str(rounds), *paths.values())
        machine = described_since(machine)
    figures: Figures = {}
    for route, path in paths.items():
        figures[f"{route}{TOTAL}"] = profile["shortest"][path]
        for kind, costs in ((CATEGORY, profile["pages"]), (MIDDLEWARE, profile["middlewares"])):
            figures |= {f"{route}{kind}{name}{UNIT}": cost for name, cost in costs[path].items()}
    failures = [f"{route} is not a page." for route in PAGES if route not in paths]
    return Report({"rounds": rounds, "size": size.name}, figures, machine, failures)
