"""The processes of an instance: started, watched, started again when they die, and stopped."""

import ctypes
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from types import FrameType
from typing import Any, Self

import structlog
from django.core.management import call_command
from django.utils.translation import gettext_noop

from bocage.foundation.ops.operator_errors import OperatorError

logger = structlog.get_logger("bocage.processes")

PARENT_VARIABLE = "BOCAGE_PARENT_PROCESS"
PR_SET_PDEATHSIG = 1
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
RESTARTS_ALLOWED = 5
RESTART_WINDOW_SECONDS = 60
HAS_LIVED_SECONDS = 10
LONGEST_REST_SECONDS = 10
STOP_TIMEOUT_SECONDS = 10
WATCH_INTERVAL_SECONDS = 0.25

fork = multiprocessing.get_context("fork")


class StopRequested(BaseException):
    """Exception raised when a stop is requested (Ctrl-C, SIGTERM, or the terminal was closed)."""


class CrashLoop(OperatorError):
    """A process never lived, and died too often to be started again."""


def stop_on_signals() -> None:
    """Installs handlers that raise StopRequested in the main thread on the signals to stop."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise StopRequested

    for number in STOP_SIGNALS:
        signal.signal(number, stop)


def notify_supervisor_ready() -> None:
    """Notifies systemd that this service is up (`Type=notify`); does nothing without
    NOTIFY_SOCKET.
    """
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        # An address that begins with @ is of Linux's own kind, without a file.
        supervisor.connect(address.replace("@", "\0", 1) if address[0] == "@" else address)
        supervisor.sendall(b"READY=1")


def ignore_stop_signals() -> None:
    """Ignores further signals to stop, so that a second Ctrl-C does not interrupt the stopping."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def die_with_parent(parent: int) -> None:
    """Makes the kernel kill this process when its parent ends, however it ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # The parent ended before prctl.
        os.kill(os.getpid(), signal.SIGKILL)


def follow_make() -> None:
    """Ends this process when the `make run` that started it ends; make passes its process id."""
    parent = os.environ.pop(PARENT_VARIABLE, None)
    if parent is not None:
        die_with_parent(int(parent))


@dataclass
class Process:
    """Command of Bocage that runs as long as the instance, in a child process.

    It is a copy of the supervisor (fork), so that the code is read once for all of them.
    """

    name: str
    niceness: int = 0
    """Added to the priority's number: above 0, the process lets the others go first."""
    _running: ForkProcess | None = None
    _deaths: deque[float] = field(default_factory=deque)
    _started_at: float = 0.0
    _starts_again_at: float | None = None
    _has_lived: bool = False

    def start(self) -> None:
        self._started_at, self._starts_again_at = time.monotonic(), None
        self._running = fork.Process(target=self._run, args=(os.getpid(),), name=self.name)
        self._running.start()

    def _run(self, supervisor: int) -> None:
        _leave_stopping_to(supervisor)
        os.nice(self.niceness)
        call_command(self.name)

    def restart_if_dead(self) -> None:
        """Restarts the process when it has ended: at once, then after delays that grow with
        failures.

        The cause (a full disk, a database that is away) is expected to end too.

        Raises:
            CrashLoop: it has ended too often in the last minute, and never lived before.
        """
        status = self._running.exitcode if self._running else None
        if status is None:
            return
        now = time.monotonic()
        if self._starts_again_at is None:
            self._note_death(status, now)
        if self._starts_again_at is not None and now >= self._starts_again_at:
            self.start()

    def _note_death(self, status: int, now: float) -> None:
        logger.error("process_died", process=self.name, why=_reason(status))
        self._has_lived = self._has_lived or now - self._started_at >= HAS_LIVED_SECONDS
        self._deaths.append(now)
        while self._deaths[0] < now - RESTART_WINDOW_SECONDS:
            self._deaths.popleft()
        deaths = len(self._deaths)
        if deaths > RESTARTS_ALLOWED and not self._has_lived:
            raise CrashLoop(
                gettext_noop(
                    "Le service « {name} » s’arrête sans cesse (voir plus haut) : "
                    "Bocage s’arrête aussi."
                ),
                name=self.name,
            )
        pause_s = 0 if deaths == 1 else min(2 ** (deaths - 2), LONGEST_REST_SECONDS)
        self._starts_again_at = now + pause_s

    def ask_to_stop(self) -> None:
        if self._running:
            self._running.terminate()

    def wait_until_stopped(self, deadline: float) -> None:
        """Waits for the end of the process, and kills it at the deadline (monotonic)."""
        if self._running is None:
            return
        self._running.join(max(0.0, deadline - time.monotonic()))
        if self._running.is_alive():
            logger.warning("process_killed", process=self.name)
            self._running.kill()
            self._running.join()


class ForkedCall[Argument, Result]:
    """Call of a function in a child process, whose memory goes with it when the call is over.

    The child is forked at once, before this process has threads whose locks would stay held in it,
    and waits for its argument.
    """

    def __init__(self, function: Callable[[Argument], Result]) -> None:
        self._pipe, far_end = fork.Pipe()
        self._process = fork.Process(
            target=_answer, args=(os.getpid(), function, self._pipe, far_end), daemon=True
        )
        self._process.start()
        far_end.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        self._process.join()
        self._pipe.close()

    def begin(self, argument: Argument) -> None:
        """Sends the argument that the child waits for."""
        self._pipe.send(argument)

    def result(self) -> Result:
        """Returns the result of the function.

        Raises:
            OperatorError: the function raised it.
            SystemExit: it raised another exception, whose traceback the child has printed.
        """
        try:
            result = self._pipe.recv()
        except EOFError:
            raise SystemExit(1) from None
        if isinstance(result, OperatorError):
            raise result
        answer: Result = result
        return answer


def _answer[Argument, Result](
    parent: int,
    function: Callable[[Argument], Result],
    near_end: "Connection[Any, Any]",
    far_end: "Connection[Any, Any]",
) -> None:
    near_end.close()
    _leave_stopping_to(parent)
    try:
        far_end.send(function(far_end.recv()))
    except OperatorError as error:
        far_end.send(error)


def _leave_stopping_to(parent: int) -> None:
    """Makes this child end by a signal of its parent, or with it: Ctrl-C reaches the parent alone,
    which stops its processes in order.
    """
    os.setpgid(0, 0)
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    die_with_parent(parent)


def supervise(processes: Sequence[Process], *, each_turn: Sequence[Callable[[], None]]) -> None:
    """Starts the processes and keeps them alive until StopRequested or CrashLoop, then stops them.

    Raises:
        StopRequested, CrashLoop: why it ended.
    """
    try:
        for process in processes:
            process.start()
        while True:
            for look in each_turn:
                look()
            for process in processes:
                process.restart_if_dead()
            time.sleep(WATCH_INTERVAL_SECONDS)
    finally:
        ignore_stop_signals()
        deadline = time.monotonic() + STOP_TIMEOUT_SECONDS
        for process in processes:
            process.ask_to_stop()
        for process in processes:
            process.wait_until_stopped(deadline)


def _reason(status: int) -> str:
    return f"signal {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
