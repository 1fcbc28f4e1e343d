"""Services of an instance during an upgrade: restart and readiness."""

import os
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Protocol

from django.utils.translation import gettext_noop

from bocage.foundation.upgrades import programs
from bocage.foundation.upgrades.errors import NotReady

LOOKS_IN_A_ROW = 3
"""Consecutive positive checks before a version counts as ready: one that crashes and restarts in a
loop answers now and then.
"""
BETWEEN_LOOKS_S = 1.0
PAGES = ("/readyz", "/")
"""A version that answers the first and not the second would be of little use."""


class Services(Protocol):
    """Interface to the services of an instance, whatever supervises them."""

    @property
    def port(self) -> int:
        """Port on loopback where pages are served."""

    def run(self, version: Path, *command: str) -> str:
        """Runs a `bocage` command of a version in this instance, to its end."""

    def restart(self) -> None:
        """Restarts every service in the version that the link names now."""

    @contextmanager
    def trial(self, version: Path) -> Iterator[int]:
        """Serves pages by a version within the block, on a port that is not published."""


@dataclass(frozen=True)
class SystemdServices:
    """The units of deploy/server."""

    account: str
    port: int
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    def run(self, version: Path, *command: str) -> str:
        return programs.run(
            version / "bin" / "bocage", *command,
            account=self.account, environment=self._of(version),
        )  # fmt: skip

    def restart(self) -> None:
        programs.run("systemctl", "reset-failed", "bocage-*")
        programs.run("systemctl", "restart", "bocage.target")

    @contextmanager
    def trial(self, version: Path) -> Iterator[int]:
        port = _free_port()
        variables = {"BOCAGE_PORT": str(port), "BOCAGE_WEB_WORKERS": "1"}
        running = programs.Running(
            version / "bin" / "bocage", "web",
            account=self.account, environment=self._of(version) | variables,
        )  # fmt: skip
        try:
            yield port
        finally:
            running.stop()

    def _of(self, version: Path) -> dict[str, str]:
        return {**self.environment, "BOCAGE_STATIC_DIR": str(version / "static")}


def wait_until_ready(port: int, *, patience_s: float) -> float:
    """Waits until an instance reports several times in a row that it is ready, and serves a page;
    returns the number of seconds.

    Raises:
        NotReady: it does not within the time.
    """
    started = time.monotonic()
    in_a_row, reason = 0, ""
    while in_a_row < LOOKS_IN_A_ROW:
        reason = next((hindrance for page in PAGES if (hindrance := _hinders(port, page))), "")
        in_a_row = 0 if reason else in_a_row + 1
        if reason and time.monotonic() - started > patience_s:
            raise NotReady(
                gettext_noop("Pas prêt après {seconds} s : {reason}"),
                seconds=round(patience_s),
                reason=reason,
            )
        time.sleep(BETWEEN_LOOKS_S)
    return time.monotonic() - started


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _hinders(port: int, page: str) -> str:
    """Returns why a page is not served as it should be; empty if it is."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{page}", timeout=10):
            return ""
    except urllib.error.HTTPError as error:
        detail = error.read(2000).decode(errors="replace") if page == PAGES[0] else ""
        return f"{page} {error.code} {detail}".strip()
    except (OSError, HTTPException) as error:
        return f"{page} {error}"
