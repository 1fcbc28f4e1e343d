"""The instance that an assistant asks: its public API, over HTTP, and nothing behind it."""

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
"""The token of who asks: that of the process over stdio, that of each request over HTTP."""


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
        asked: Mapping[str, Any] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> A:
        """Reads the resource at `path`, below `/api/v1`. `asked` are the arguments of the tool, of
        which empty ones are left out; `names` maps those that have another name in the API.

        Raises:
            Refused: the instance refuses, does not answer, or gives an invalid answer.
        """
        known = names or {}
        query = {known.get(name, name): one for name, one in (asked or {}).items() if _says(one)}
        response = await self._send("GET", path, params=_flat(query))
        return self._told(answer, response, known)

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
        sent = {name: one for name, one in body.items() if _says(one)}
        headers = {"Idempotency-Key": str(uuid4())}
        response = await self._send(method, path, json=sent, headers=headers)
        return self._told(answer, response, {})

    async def _send(
        self,
        method: str,
        path: tuple[str, ...],
        *,
        headers: Mapping[str, str] | None = None,
        **sent: Any,
    ) -> httpx2.Response:
        address = "/".join([f"{self.address}/api/v1", *(quote(part, safe="") for part in path)])
        told = {"Accept-Language": get_language() or "fr", **(headers or {})}
        if TOKEN.get():
            told["Authorization"] = f"Bearer {TOKEN.get()}"
        async with httpx2.AsyncClient(timeout=SECONDS, verify=self.context, headers=told) as client:
            for left in reversed(range(TRIES)):
                try:
                    return await client.request(method, address, **sent)
                except httpx2.TransportError:
                    if not left:
                        raise Refused(self._silent()) from None
        raise AssertionError("the last try answers or raises")

    def _told[A: BaseModel](
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


def _says(value: Any) -> bool:
    return value is not None and value not in ("", [])


def _flat(query: Mapping[str, Any]) -> dict[str, Any]:
    """A query with plain values: enumerations and days as they are written in addresses."""
    plain: dict[str, Any] = json.loads(json.dumps(query, default=str))
    return plain


def _sentence(response: httpx2.Response, names: Mapping[str, str]) -> str:
    """What a problem (RFC 9457) says, with what is wrong with each value and what is free instead;
    nothing where the answer is no problem.
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
    """What is wrong with a value, by the name that the tool gives it."""
    name = next((here for here, there in names.items() if there == misfit.name), misfit.name)
    return in_words(name, misfit.detail)


def in_words(name: str, sentence: str) -> str:
    """Returns the sentence that explains the error of an argument."""
    return _("%(name)s : %(sentence)s") % {"name": name, "sentence": sentence}
