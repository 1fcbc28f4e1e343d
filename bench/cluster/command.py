"""Drills that require more of the machine than Bocage itself, and their runner."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.cluster.cluster import Cluster
from bench.cluster.failover import run_failover
from bench.cluster.network import bring_up_loopback
from bench.cluster.point_in_time import run_point_in_time
from bench.cluster.programs import (
    CLUSTER_PACKAGES,
    RECOVERY_PACKAGES,
    Programs,
    check_has_commands,
    check_is_root,
    find_programs,
)
from bench.drills.clock import PACKAGES, run_clock
from bench.drills.scene import DrillReport
from bench.server.footprint import run_footprint
from bench.server.installing import run_install
from bench.server.tree import DebianTree
from bench.server.upgrading import run_upgrade
from bocage.foundation.ops.configuration import read_configuration

INSIDE_VARIABLE = "BOCAGE_DRILL_INSIDE"
NO_DATABASE = "postgresql://nobody@127.0.0.1:1/nothing"
"""The drill has databases of its own; with an address, the command starts none for itself."""


class FailedInside(Exception):
    """Exit status of a drill in its namespaces, which has already printed the reason."""


@dataclass(frozen=True, kw_only=True)
class DemandingDrill:
    """A drill that `python -m bench drill all` leaves out."""

    summary: str
    packages: tuple[str, ...]
    in_namespaces: bool
    run: Callable[[Programs, Path, bool], DrillReport]
    before: Callable[[Programs], None] | None = None
    """Downloads from the network of this machine, before the namespaces are entered."""


def _server_folder() -> DebianTree:
    return DebianTree(read_configuration().data_dir / "server-tree")


def _make_tree(programs: Programs) -> None:
    _server_folder().make(programs)


def _have_tree(programs: Programs) -> None:
    if not _server_folder().is_of_this_code:
        _make_tree(programs)


def _install(_programs: Programs, folder: Path, _is_quick: bool) -> DrillReport:
    return run_install(_server_folder(), folder)


def _footprint(_programs: Programs, folder: Path, _is_quick: bool) -> DrillReport:
    return run_footprint(_server_folder(), folder)


def _upgrade(_programs: Programs, folder: Path, is_quick: bool) -> DrillReport:
    return run_upgrade(_server_folder(), folder, is_quick=is_quick)


def _failover(programs: Programs, folder: Path, is_quick: bool) -> DrillReport:
    cluster = Cluster(folder, programs)
    try:
        return run_failover(cluster, is_quick=is_quick)
    finally:
        cluster.stop()


DEMANDING = {
    "clock": DemandingDrill(
        summary="puts the clock of the instance an hour ahead, then back (Debian's libfaketime)",
        packages=PACKAGES,
        in_namespaces=False,
        run=run_clock,
    ),
    "failover": DemandingDrill(
        summary="kills the primary of a cluster and cuts its network (root, Debian's packages)",
        packages=CLUSTER_PACKAGES,
        in_namespaces=True,
        run=_failover,
    ),
    "install": DemandingDrill(
        summary="sets up a server in an empty Debian tree, and books through Caddy and nginx",
        packages=("mmdebstrap",),
        in_namespaces=True,
        run=_install,
        before=_make_tree,
    ),
    "footprint": DemandingDrill(
        summary="measures what such a server takes: memory, and disk after a year, and after years",
        packages=("mmdebstrap",),
        in_namespaces=True,
        run=_footprint,
        before=_have_tree,
    ),
    "upgrade": DemandingDrill(
        summary="upgrades such a server under bookings, by versions that fail on purpose too",
        packages=("mmdebstrap",),
        in_namespaces=True,
        run=_upgrade,
        before=_have_tree,
    ),
    "point-in-time": DemandingDrill(
        summary="damages a database and brings back the moment before, by pgBackRest",
        packages=RECOVERY_PACKAGES,
        in_namespaces=False,
        run=run_point_in_time,
    ),
}


def run_demanding(name: str, *, is_quick: bool, fetch: bool) -> DrillReport | None:
    """Runs such a drill; None if it ran in another process, in namespaces of its own.

    That process has then printed everything.

    Raises:
        CannotDrill: this machine lacks something.
        FailedInside: that process failed.
    """
    drill = DEMANDING[name]
    folder = read_configuration().data_dir / "cluster-programs"
    programs = find_programs(drill.packages, folder, fetch=fetch)
    if drill.in_namespaces and INSIDE_VARIABLE not in os.environ:
        check_is_root("it makes network namespaces")
        check_has_commands("ip", "unshare", "bash")
        if drill.before:
            drill.before(programs)
        _run_inside()
        return None
    if drill.in_namespaces:
        bring_up_loopback()
    with TemporaryDirectory(prefix="bocage-cluster-") as temporary:
        return drill.run(programs, Path(temporary), is_quick)


def _run_inside() -> None:
    """Runs this command again in new namespaces, which end with it, and so do their processes.

    The shell is their init process: it reaps orphans.
    """
    command = [
        "unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
        "bash", "-c", '"$@"; exit $?', "drill", sys.executable, "-m", "bench", *sys.argv[1:],
    ]  # fmt: skip
    environment = os.environ | {INSIDE_VARIABLE: "1", "DATABASE_URL": NO_DATABASE}
    process = subprocess.run(command, env=environment, check=False)
    if process.returncode:
        raise FailedInside(process.returncode)
