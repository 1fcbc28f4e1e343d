"""Options and steps of `bocage up`, which runs all services of an instance."""

import os
import socket
import urllib.error
import urllib.request
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_noop

from bocage.foundation.db.database import SocketFolder
from bocage.foundation.db.embedded_postgres import EmbeddedPostgres
from bocage.foundation.ops.configuration import Configuration
from bocage.foundation.ops.locks import AlreadyLocked, exclusive_lock
from bocage.foundation.ops.operator_errors import OperatorError

OPTIONS = ("host", "port", "data_dir", "demo", "web_workers", "task_workers")
"""Fields of the configuration that the command line may give."""


class CannotStart(OperatorError):
    """Error raised when the instance cannot start with its settings."""


def add_options(parser: ArgumentParser) -> None:
    """Declares the options of `bocage up`, one for each of OPTIONS."""

    def describe(name: str) -> str:
        return Configuration.model_fields[name].description or ""

    parser.add_argument("--host", help=describe("host"))
    parser.add_argument("--port", type=int, help=describe("port"))
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=describe("data_dir"))
    parser.add_argument("--demo", action=BooleanOptionalAction, help=describe("demo"))
    parser.add_argument("--web-workers", type=int, metavar="N", help=describe("web_workers"))
    parser.add_argument("--task-workers", type=int, metavar="N", help=describe("task_workers"))


def configure_from_options(arguments: list[str]) -> None:
    """Puts the options in the environment, where settings and child processes find them."""
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    add_options(parser)
    options, _unknown = parser.parse_known_args(arguments)
    os.environ.update(_as_environment(options))


def _as_environment(options: Namespace) -> dict[str, str]:
    values = {name: getattr(options, name) for name in OPTIONS}
    return {
        f"BOCAGE_{name.upper()}": str(value) for name, value in values.items() if value is not None
    }


@contextmanager
def alone_in(data_folder: Path) -> Iterator[None]:
    """Holds the data folder, so that no second instance works in it.

    Raises:
        CannotStart: an instance holds it.
    """
    data_folder.mkdir(parents=True, exist_ok=True)
    try:
        with exclusive_lock(data_folder / "up.lock", wait=False):
            yield
    except AlreadyLocked as error:
        raise CannotStart(
            gettext_noop("Bocage fonctionne déjà dans {folder} : arrêtez-le d’abord."),
            folder=data_folder,
        ) from error


@contextmanager
def database(configuration: Configuration) -> Iterator[None]:
    """Runs the embedded server during the block; does nothing with an outside PostgreSQL."""
    if configuration.database_url:
        yield
        return
    with EmbeddedPostgres(configuration.data_dir).in_use():
        # With a deep data folder, its first start has just chosen the folder of the socket.
        folder = SocketFolder(configuration.data_dir).path
        settings.DATABASES["default"]["HOST"] = str(folder)
        yield


def check_port_is_free(configuration: Configuration) -> None:
    """Refuses an address that another program listens on, before anything is started.

    Raises:
        CannotStart: the address cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in configuration.host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((configuration.host, configuration.port))
        except OSError as error:
            raise CannotStart(
                gettext_noop("Impossible d’écouter sur {host}:{port} : {reason}."),
                host=configuration.host,
                port=configuration.port,
                reason=error.strerror,
            ) from error


def answers(configuration: Configuration) -> bool:
    """Checks whether the instance answers HTTP requests (`/healthz`), whatever the status."""
    host = f"[{configuration.host}]" if ":" in configuration.host else configuration.host
    try:
        with urllib.request.urlopen(f"http://{host}:{configuration.port}/healthz", timeout=1):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
