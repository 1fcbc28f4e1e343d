"""`bocage mcp`: runs the MCP server of an instance for assistants, over stdio or over HTTP."""

import os
from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext_noop
from mcp.server.transport_security import TransportSecuritySettings

from bocage.api.assistants.instance import Instance
from bocage.api.assistants.server import AssistantServer
from bocage.foundation.ops.operator_errors import OperatorError

TOKEN_VARIABLE = "BOCAGE_TOKEN"  # noqa: S105 - the name of a variable
HTTP_PORT = 8765
ON_THIS_MACHINE = ["127.0.0.1:*", "localhost:*", "[::1]:*"]


class AddressUnread(OperatorError):
    """Error: the argument is not the address of an instance."""


class Command(BaseCommand):
    help = (
        "Lets an assistant ask an instance through its public API (Model Context Protocol): over "
        "the standard input and output, or over HTTP. Needs no database."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--instance",
            default="",
            metavar="URL",
            help="The instance that is asked; by default the one that this configuration names.",
        )
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="Language of the refusals and of the words of the instance.",
        )
        parser.add_argument(
            "--http", action="store_true", help="Serves HTTP, at /mcp, rather than stdio."
        )
        parser.add_argument("--host", default="127.0.0.1", help="Where HTTP listens.")
        parser.add_argument("--port", type=int, default=HTTP_PORT)
        parser.add_argument(
            "--name",
            action="append",
            default=[],
            metavar="HOST",
            help="A name by which it is reached, as mcp.example.org. Repeatable.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        instance = Instance(_address(options["instance"] or settings.BOCAGE.public_url))
        # Over HTTP each request brings its own token: that of the process would open it to all.
        token = "" if options["http"] else os.environ.get(TOKEN_VARIABLE, "").strip()
        server = AssistantServer(instance, language=options["language"], token=token)
        if not options["http"]:
            server.run("stdio")
            return
        server.run(
            "streamable-http",
            host=options["host"],
            port=options["port"],
            json_response=True,
            stateless_http=True,
            transport_security=_transport_security(options["name"]),
        )


def _address(given: str) -> str:
    """Returns the scheme and the host of the address of an instance.

    Raises:
        AddressUnread: it is not an http or https address.
    """
    try:
        parts = urlsplit(given)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        whole = False
    if not whole:
        raise AddressUnread(
            gettext_noop("« {given} » n’est pas l’adresse d’une instance : https://exemple.fr."),
            given=given,
        )
    return f"{parts.scheme}://{parts.netloc}"


def _transport_security(names: list[str]) -> TransportSecuritySettings:
    """Rejects other Host headers, against DNS rebinding."""
    hosts = [*ON_THIS_MACHINE, *names, *(f"{name}:*" for name in names)]
    origins = [f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts]
    return TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins)
