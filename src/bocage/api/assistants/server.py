"""The server that assistants speak with: its tools, and the sentences with which it refuses."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp_types import CallToolResult, InputRequiredResult
from pydantic import ValidationError

from bocage.api.assistants.instance import TOKEN, Instance, in_words
from bocage.api.assistants.tools import bookings, communes, figures, homes, workspaces

INSTRUCTIONS = """
Bocage helps people who telework live in rural France. Ask these tools about one territory: where to
work on a day near a commune, which homes are for sale or to let, what is known of a commune,
what the public figures say, and, with a token, one's own bookings.

- A commune is given by its name (« Sées ») or its INSEE code (61464).
- A day is a date (2026-12-03), « demain », or a day of the week, in French or in English; every
  answer tells which date that was. The clock is that of Paris.
- Every answer has the address of a page: give it to the person who asks.
- Before booking, moving or cancelling, say what will be done and have the person agree.
- A figure is told with its source and its date; one that is not there is not known: never guess it.
"""
BEARER = "bearer "
INTERNAL_ERROR = gettext_noop("Cet outil a échoué, par notre faute : réessayez plus tard.")


class AssistantServer(MCPServer[Any]):
    """MCP server whose refusals are sentences, in `language`.

    `token` is that of the process (stdio); one in the headers of a request (HTTP) takes precedence.
    """

    def __init__(self, instance: Instance, *, language: str, token: str) -> None:
        super().__init__(
            "bocage",
            title="Bocage",
            version="1.0.0",
            instructions=INSTRUCTIONS.strip(),
            website_url=instance.address,
            log_level="WARNING",
        )
        self._language, self._token = language, token
        for tools in (workspaces, homes, communes, figures, bookings):
            tools.add_to(self, instance)

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Calls a tool and returns its result, with the caller's token and in the server's
        language.

        Raises:
            ToolError: with a sentence that explains what to do.
        """
        mark = TOKEN.set(_token_of(context) or self._token)
        try:
            with translation.override(self._language):
                self._check_names(name, arguments)
                return await super().call_tool(name, arguments, context)
        except UnexpectedToolError as error:
            with translation.override(self._language):
                raise UnexpectedToolError(_(INTERNAL_ERROR)) from error.__cause__
        except ToolError as error:
            with translation.override(self._language):
                raise ToolError(_sentence(error)) from error.__cause__
        finally:
            TOKEN.reset(mark)

    def _check_names(self, name: str, arguments: dict[str, Any]) -> None:
        """Rejects unknown arguments, which would otherwise be ignored silently.

        Raises:
            ToolError: the tool does not exist, or has no such argument.
        """
        schema = self._tool_input_schema(name)
        if schema is None:
            raise ToolError(_("Cet outil n’existe pas."))
        names = list(schema.get("properties", {}))
        if unknown := [argument for argument in arguments if argument not in names]:
            words = {"unknown": ", ".join(unknown)[:200], "known": ", ".join(names) or "–"}
            raise ToolError(
                _("Inconnu ici : %(unknown)s. Ce que l’on peut dire : %(known)s.") % words
            )


def _token_of(context: Context[Any, Any] | None) -> str:
    """Returns the token in the headers of the request of a call; empty over stdio."""
    if context is None:
        return ""
    header = (context.headers or {}).get("authorization", "")
    return header[len(BEARER) :].strip() if header.lower().startswith(BEARER) else ""


def _sentence(error: ToolError) -> str:
    """Removes the prefixes of the SDK and of pydantic from an error."""
    cause = error.__cause__
    if isinstance(cause, ValidationError):
        return "\n".join(_misfit(dict(error)) for error in cause.errors(include_url=False))
    return str(cause if isinstance(cause, ToolError) else error)


def _misfit(error: dict[str, Any]) -> str:
    name = str(error["loc"][0]) if error["loc"] else ""
    expected = (error.get("ctx") or {}).get("expected")
    if error["type"] == "missing":
        return in_words(name, _("Cette valeur est nécessaire."))
    if expected and error["type"] in ("enum", "literal_error"):
        return in_words(name, _("Valeurs possibles : %(expected)s.") % {"expected": expected})
    return in_words(name, _("Cette valeur ne convient pas."))
