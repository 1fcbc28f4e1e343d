"""The `bocage` command: `up`, `web`, `worker`, `doctor`, and every Django management command.

A command that reads the database needs no server started by hand: where no DATABASE_URL is
given, the embedded server runs as long as the command does.
"""

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import django
from django.core.management import execute_from_command_line

from bocage.foundation.ops import up
from bocage.foundation.ops.code_loading import without_looking_for_garbage
from bocage.foundation.ops.configuration import read_configuration
from bocage.foundation.ops.operator_errors import OperatorError
from bocage.foundation.ops.processes import follow_make
from bocage.foundation.ops.terminal import use_terminal_language

WITHOUT_DATABASE = frozenset(
    {
        "",
        "help",
        "version",
        "up",
        "doctor",
        "database",
        "collectstatic",
        "static_files",
        "upgrade",
        "findstatic",
        "translations",
    }
    | {"configuration_table", "demo_beside", "mcp"}
    | {"makemessages", "compilemessages", "diffsettings", "startapp"}
)

ANSWERED_WITHOUT = frozenset({"--help", "-h", "--new-key"})
"""Options with which a command that reads the database runs on a machine without one: the key
that opens the backups is made where it is kept."""


def main() -> None:
    """Runs the command that the arguments of the process name."""
    arguments = sys.argv[1:]
    command = arguments[0] if arguments else ""
    if command == "up":
        up.configure_from_options(arguments[1:])
    run(command, arguments, lambda: execute_from_command_line(["bocage", *arguments]))


def run(command: str, arguments: list[str], execute: Callable[[], None]) -> None:
    """Executes a command beside the database that it reads, once Django is set up. Ends the process
    with the sentence of what its operator has to mend, where there is such a thing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bocage.settings")
    follow_make()
    try:
        with database_of(command, arguments):
            with without_looking_for_garbage():
                django.setup()
            execute()
    except OperatorError as error:
        django.setup()
        use_terminal_language()
        sys.exit(str(error))


def database_of(command: str, arguments: list[str]) -> AbstractContextManager[None]:
    """The embedded server in use, for a command that reads the database and has no other."""
    options = {argument.partition("=")[0] for argument in arguments}
    if command.startswith("-") or command in WITHOUT_DATABASE or options & ANSWERED_WITHOUT:
        return nullcontext()
    return up.database(read_configuration())
