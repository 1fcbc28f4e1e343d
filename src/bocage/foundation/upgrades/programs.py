"""Programs that an upgrade runs: those of a version, pip, and systemctl."""

import os
import pwd
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop

from bocage.foundation.upgrades.errors import UpgradeError

LONGEST_S = 3600
"""A backup of a large instance takes its time; nothing takes more than an hour."""
STOP_S = 20
TAIL_LINES = 12


def run(
    *command: str | Path, account: str | None = None, environment: Mapping[str, str] | None = None
) -> str:
    """Runs a program to its end, as another account if one is given; returns its output.

    Raises:
        UpgradeError: it failed, does not exist, or did not end within an hour.
    """
    try:
        result = subprocess.run(
            command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL,
            timeout=LONGEST_S, **_as_account(account, environment),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UpgradeError(
            gettext_noop("« {command} » : {reason}"), command=_command_line(command), reason=error
        ) from error
    if result.returncode:
        output = (result.stderr.strip() or result.stdout.strip()).splitlines()[-TAIL_LINES:]
        raise UpgradeError(
            gettext_noop("« {command} » : {reason}"),
            command=_command_line(command),
            reason="\n".join(output) or result.returncode,
        )
    return result.stdout


class Running:
    """A program that runs beside us until it is stopped."""

    def __init__(
        self, *command: str | Path, account: str | None, environment: Mapping[str, str]
    ) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, start_new_session=True,
            **_as_account(account, environment),
        )  # fmt: skip

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def stop(self) -> None:
        """Terminates the process, and kills it if it has not ended after `STOP_S` seconds."""
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_S)
            return
        self._process.kill()
        self._process.wait()


def _command_line(command: tuple[str | Path, ...]) -> str:
    return " ".join(str(part) for part in command[:4])


def _as_account(account: str | None, environment: Mapping[str, str] | None) -> dict[str, Any]:
    """Returns the options of `subprocess` for an account, if we are root, and its environment."""
    variables = dict(os.environ if environment is None else environment)
    if account is None or os.geteuid() != 0:
        return {"env": variables}
    entry = pwd.getpwnam(account)
    return {
        "env": variables | {"HOME": entry.pw_dir, "USER": account, "LOGNAME": account},
        "user": entry.pw_uid,
        "group": entry.pw_gid,
        "extra_groups": [],
        "cwd": entry.pw_dir if Path(entry.pw_dir).is_dir() else "/",
    }
