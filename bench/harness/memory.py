"""Memory of an instance, by kind of process (Linux).

A page that several processes share counts for each of them as its share (PSS), so that the sum is
the memory used on the machine; private pages are those of one process alone.
"""

from __future__ import annotations

from bench.harness.instance import Instance
from bench.harness.processes import PROCESSES, children_by_niceness, family
from bocage.foundation.db.embedded_postgres import EmbeddedPostgres

KIB_A_MIB = 1024


def memory_figures(instance: Instance) -> dict[str, float]:
    """Returns mebibytes by kind of process: PSS of each kind and of all, and the private memory of
    the web process that has most."""
    assert instance.process is not None  # noqa: S101 - it runs
    supervisor = instance.process.pid
    database = EmbeddedPostgres(instance.data_folder).running_process()
    children = children_by_niceness(supervisor)
    lowest = min(children.values())
    servers = [pid for pid, nice in children.items() if nice == lowest and pid != database]
    workers = [pid for pid, nice in children.items() if nice > lowest]
    web_processes = [pid for server in servers for pid in children_by_niceness(server)]
    kinds = {
        "supervisor": [supervisor],
        "web_server": servers,
        "web": [member for process in web_processes for member in family(process)],
        "worker": [member for worker in workers for member in family(worker)],
        "database": family(database) if database else [],
    }
    pss = {kind: sum(_mib(process, "Pss") for process in kinds[kind]) for kind in kinds}
    figures = {f"{kind}.pss_mib": round(mib, 1) for kind, mib in pss.items()}
    private = max(_private_mib(process) for process in web_processes)
    return figures | {"pss_mib": round(sum(pss.values()), 1), "web.private_mib": round(private, 1)}


def _private_mib(process: int) -> float:
    return _mib(process, "Private_Clean") + _mib(process, "Private_Dirty")


def _mib(process: int, name: str) -> float:
    """Reads one line of `smaps_rollup` (man 5 proc); 0 for a process that has ended meanwhile."""
    try:
        lines = (PROCESSES / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / KIB_A_MIB for line in lines if line.startswith(name)), 0.0)
