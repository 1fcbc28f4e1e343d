"""HTTP client of the public API of an instance, for the MCP server."""

import json
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote
from uuid import uuid4

import httpx2
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, ValidationError

from bocage.foundation.api.problems import Misfit, Problem

SECONDS = 20
TRIES = 2

TOKEN: ContextVar[str] = ContextVar("bocage_assistant_token", default="")
"""Token of the caller: that of the process over stdio, that of each request over HTTP."""


class Refused(ToolError):
    """Error: the instance refused a request, or could not be reached, explained in a sentence for
    people.
    """


@dataclass(frozen=True)
class Instance:
    """An instance at `address` (https://…, without a path)."""

    address: str
    context: Any = field(default_factory=httpx2.create_ssl_context)

    async def read[A: BaseModel](
        self,
        answer: type[A],
        *path: str,
        arguments: Mapping[str, Any] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> A:
        """Reads the resource at `path`, below `/api/v1`.

        `arguments` are those of the tool, of which empty ones are left out; `names` maps those that
        have another name in the API.

        Raises:
            Refused: the instance refuses, does not answer, or gives an invalid answer.
        """
        api_names = names or {}
        query = {
            api_names.get(name, name): value
            for name, value in (arguments or {}).items()
            if _has_value(value)
        }
        response = await self._send("GET", path, params=_flat(query))
        return self._parse(answer, response, api_names)

    async def change[A: BaseModel](
        self,
        answer: type[A],
        method: Literal["POST", "PATCH"],
        *path: str,
        body: Mapping[str, Any],
    ) -> A:
        """Sends a change on behalf of the owner of the token. An idempotency key makes it happen
        once, even if the network repeats the request.

        Raises:
            Refused: the instance refuses, does not answer, or gives an invalid answer.
        """
        payload = {name: value for name, value in body.items() if _has_value(value)}
        headers = {"Idempotency-Key": str(uuid4())}
        response = await self._send(method, path, json=payload, headers=headers)
        return self._parse(answer, response, {})

    async def _send(
        self,
        method: str,
        path: tuple[str, ...],
        *,
        headers: Mapping[str, str] | None = None,
        **request_options: Any,
    ) -> httpx2.Response:
        address = "/".join([f"{self.address}/api/v1", *(quote(part, safe="") for part in path)])
        all_headers = {"Accept-Language": get_language() or "fr", **(headers or {})}
        if TOKEN.get():
            all_headers["Authorization"] = f"Bearer {TOKEN.get()}"
        async with httpx2.AsyncClient(
            timeout=SECONDS, verify=self.context, headers=all_headers
        ) as client:
            for tries_left in reversed(range(TRIES)):
                try:
                    return await client.request(method, address, **request_options)
                except httpx2.TransportError:
                    if not tries_left:
                        raise Refused(self._silent()) from None
        raise AssertionError("the last try answers or raises")

    def _parse[A: BaseModel](
        self, answer: type[A], response: httpx2.Response, names: Mapping[str, str]
    ) -> A:
        if not response.is_success:
            raise Refused(_sentence(response, names) or self._strange())
        try:
            return answer.model_validate_json(response.content)
        except ValidationError:
            raise Refused(self._strange()) from None

    def _silent(self) -> str:
        return _("%(address)s ne répond pas : réessayez plus tard.") % {"address": self.address}

    def _strange(self) -> str:
        return _("%(address)s ne répond pas comme prévu : est-ce une instance de Bocage ?") % {
            "address": self.address
        }


def _has_value(value: Any) -> bool:
    return value is not None and value not in ("", [])


def _flat(query: Mapping[str, Any]) -> dict[str, Any]:
    """Converts a query to plain values: enumerations and days as in addresses."""
    plain: dict[str, Any] = json.loads(json.dumps(query, default=str))
    return plain


def _sentence(response: httpx2.Response, names: Mapping[str, str]) -> str:
    """Formats a problem (RFC 9457), with the error of each value and the alternatives.

    Empty if the answer is not a problem.
    """
    try:
        problem = Problem.model_validate_json(response.content)
    except ValidationError:
        return ""
    lines = [_misfit(error, names) for error in problem.errors] or [problem.detail]
    if response.status_code == 401:
        lines.append(_("Un jeton se fait sur la page « Mes applications » de l’instance."))
    if alternatives := (problem.model_extra or {}).get("alternatives"):
        lines.append(_("Libre à la place :"))
        lines.append(json.dumps(alternatives, ensure_ascii=False))
    return "\n".join(lines)


def _misfit(misfit: Misfit, names: Mapping[str, str]) -> str:
    """Formats the error of a value, under its name in the tool."""
    name = next(
        (tool_name for tool_name, api_name in names.items() if api_name == misfit.name), misfit.name
    )
    return in_words(name, misfit.detail)


def in_words(name: str, sentence: str) -> str:
    """Returns the sentence that explains the error of an argument."""
    return _("%(name)s : %(sentence)s") % {"name": name, "sentence": sentence}
