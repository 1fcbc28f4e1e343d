"""Machine that systemd boots in a copy of the tree, in namespaces of its own.

It shares its network with the drill, which has only loopback, so that the drill can reach it.
Writes go to an overlay (overlayfs), so that the tree is unchanged.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.cluster.programs import CannotDrill
from bench.server.tree import DebianTree

BOOT_S = 90.0
COMMAND_S = 900.0
BOOT = """
root=$1
mount --make-rprivate /
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in "null 1 3" "zero 1 5" "full 1 7" "random 1 8" "urandom 1 9" "tty 5 0"; do
    set -- $device
    mknod -m 666 "$root/dev/$1" c "$2" "$3"
done
mkdir "$root/dev/shm" "$root/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
for name in fd stdin:fd/0 stdout:fd/1 stderr:fd/2; do
    target=${name#*:}
    ln -s "/proc/self/$target" "$root/dev/${name%%:*}"
done
export container=drill
exec chroot "$root" /lib/systemd/systemd
"""


@dataclass(frozen=True)
class Machine:
    """A machine that runs: its tree, and its first process as the drill sees it."""

    root: Path
    init: int

    def run(self, *command: str, timeout_s: float = COMMAND_S) -> subprocess.CompletedProcess[str]:
        """Runs a program on the machine, whatever becomes of it."""
        return subprocess.run(
            ["nsenter", "--target", str(self.init), "--all", "--root", "--wd=/", *command],
            capture_output=True, text=True, check=False, timeout=timeout_s,
            env={"PATH": "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"},
        )  # fmt: skip

    def output_of(self, *command: str) -> str:
        """Returns the output of a program on the machine.

        Raises:
            CannotDrill: it failed.
        """
        process = self.run(*command)
        if process.returncode:
            output = process.stderr or process.stdout
            raise CannotDrill(f"{' '.join(command[:3])} failed:\n{output[-3000:]}")
        return process.stdout

    def log(self, unit: str) -> str:
        """Returns the last lines that a service logged."""
        namespace = () if unit in {"caddy", "nginx"} else ("--namespace=bocage",)
        return self.run("journalctl", *namespace, "--no-pager", "--lines=40", "--unit", unit).stdout

    def wait_until(self, is_so: Callable[[], bool], *, seconds: float, subject: str) -> float:
        """Waits, and returns after how many seconds it was so.

        Raises:
            CannotDrill: it was not within the time.
        """
        started = time.monotonic()
        while not is_so():
            if time.monotonic() - started > seconds:
                logs = "\n".join(self.log(unit) for unit in ("bocage-database", "bocage-web"))
                raise CannotDrill(f"{subject}: not within {seconds:.0f} s.\n{logs}")
            time.sleep(0.2)
        return time.monotonic() - started


@contextmanager
def booted(tree: DebianTree, folder: Path) -> Iterator[Machine]:
    """Runs a machine within the block; `folder` is an empty one for its writes.

    Raises:
        CannotDrill: systemd does not start.
    """
    root = _copy(tree, folder)
    group = _group(folder)
    group.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [
            "bash", "-c", 'echo $$ > "$0/cgroup.procs"; exec "$@"', str(group),
            "unshare", "--pid", "--fork", "--kill-child", "--mount", "--uts", "--ipc", "--cgroup",
            "bash", "-ec", BOOT, "boot", str(root),
        ],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield _once_up(root, process)
    finally:
        # Its init process ends with it, and so do all others.
        process.kill()
        process.wait()
        _forget(group)
        subprocess.run(["umount", root], check=False)


def _copy(tree: DebianTree, own: Path) -> Path:
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    upper, work, root = own / "upper", own / "work", own / "root"
    for folder in (upper, work, root):
        folder.mkdir()
    layers = f"lowerdir={tree.root},upperdir={upper},workdir={work}"
    subprocess.run(["mount", "-t", "overlay", "overlay", "-o", layers, root], check=True)
    return root


def _once_up(root: Path, process: subprocess.Popen[bytes]) -> Machine:
    deadline = time.monotonic() + BOOT_S
    while time.monotonic() < deadline and process.poll() is None:
        for child in _children(process.pid):
            machine = Machine(root, child)
            state = machine.run("systemctl", "is-system-running", timeout_s=20).stdout.strip()
            if state in {"starting", "running", "degraded"}:
                return machine
        time.sleep(0.2)
    raise CannotDrill("systemd does not come up in namespaces of this machine.")


def _children(process: int) -> list[int]:
    with suppress(OSError):
        text = Path(f"/proc/{process}/task/{process}/children").read_text()
        return [int(pid) for pid in text.split()]
    return []


def _group(folder: Path) -> Path:
    """Returns a control group named after the drill's own folder, which systemd needs."""
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        fields, _, kind = line.partition(" - ")
        if kind.startswith("cgroup2 "):
            return Path(fields.split()[4]) / "-".join(folder.parts[-2:])
    raise CannotDrill("This machine has no control groups of the second kind (cgroup2).")


def _forget(group: Path) -> None:
    for _try in range(50):
        with suppress(OSError):
            for folder in sorted(group.rglob("*/"), reverse=True):
                folder.rmdir()
            group.rmdir()
            return
        time.sleep(0.1)
