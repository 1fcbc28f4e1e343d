"""Machines that are network namespaces of this one, on a switch of their own, and cables to cut.

Nothing of it is seen from the network of this machine: the switch lies in a namespace too, with
the people, and all of it is gone when the process that made it ends.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PEOPLE_ADDRESS = "10.77.0.1"
PREFIX = 24
NAMES = Path("/run/netns")
"""Folder in which `ip` writes the names of namespaces: ours are private."""
UNKNOWN_MAC = "02:00:00:00:00:fe"
"""Unused MAC address: packets to it are lost silently."""


@dataclass(frozen=True)
class Machine:
    """A namespace with one network card."""

    name: str
    address: str

    def start(
        self, command: Sequence[str | Path], *, environment: Mapping[str, str], log: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        """Starts a program on this machine."""
        return subprocess.Popen(
            [*self._inside, *command],
            env=dict(environment), stdout=log, stderr=log, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def kill_everything(self) -> int:
        """Kills all processes, as a power cut does; returns their number."""
        output = subprocess.run(
            ["ip", "netns", "pids", self.name], check=True, capture_output=True, text=True
        ).stdout
        processes = [int(pid) for pid in output.split()]
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(_is_there(process) for process in processes):
            time.sleep(0.05)
        return len(processes)

    def cut_from(self, *machines: Machine) -> None:
        """Drops all packets between machines from now on: no refusal, no answer."""
        for machine in machines:
            self._lose_what_goes_to(machine)
            machine._lose_what_goes_to(self)

    def join_again(self, *machines: Machine) -> None:
        for machine in machines:
            self._reach(machine)
            machine._reach(self)

    @property
    def _inside(self) -> tuple[str, ...]:
        return ("ip", "netns", "exec", self.name)

    def _lose_what_goes_to(self, machine: Machine) -> None:
        _run(
            *self._inside, "ip", "neigh", "replace", machine.address, "lladdr", UNKNOWN_MAC,
            "dev", "eth0", "nud", "permanent",
        )  # fmt: skip

    def _reach(self, machine: Machine) -> None:
        _run(*self._inside, "ip", "neigh", "del", machine.address, "dev", "eth0")


def lay_network(machines: Sequence[Machine]) -> None:
    """Makes the switch in the namespace of this process, and joins the machines to it."""
    NAMES.mkdir(exist_ok=True)
    _run("mount", "-t", "tmpfs", "names", str(NAMES))
    _run("ip", "link", "add", "switch", "type", "bridge")
    _run("ip", "address", "add", f"{PEOPLE_ADDRESS}/{PREFIX}", "dev", "switch")
    _run("ip", "link", "set", "switch", "up")
    for number, machine in enumerate(machines):
        port = f"port{number}"
        _run("ip", "netns", "add", machine.name)
        _run("ip", "link", "add", port, "type", "veth", "peer", "eth0", "netns", machine.name)
        _run("ip", "link", "set", port, "master", "switch", "up")
        inside = ("ip", "-n", machine.name)
        _run(*inside, "address", "add", f"{machine.address}/{PREFIX}", "dev", "eth0")
        _run(*inside, "link", "set", "eth0", "up")
        _run(*inside, "link", "set", "lo", "up")


def bring_up_loopback() -> None:
    """Enables loopback, which is down in a new network namespace."""
    _run("ip", "link", "set", "lo", "up")


def _is_there(process: int) -> bool:
    """Checks whether a process still runs; reaps a child that has ended."""
    with suppress(ChildProcessError):
        os.waitpid(process, os.WNOHANG)
    return Path(f"/proc/{process}").exists()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
