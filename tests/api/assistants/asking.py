"""An assistant, by the client of the SDK, against a server of ours."""

from typing import Any

import anyio
from mcp import Client
from mcp_types import CallToolResult

from bocage.api.assistants.instance import Instance
from bocage.api.assistants.server import AssistantServer


def call(server: Any, tool: str, **arguments: Any) -> CallToolResult:
    """Returns the result of a tool; `server` is anything that the SDK's client accepts."""

    async def call_tool() -> CallToolResult:
        async with Client(server, read_timeout_seconds=30) as client:
            return await client.call_tool(tool, arguments)

    return anyio.run(call_tool)


def answer_of(server: Any, tool: str, **arguments: Any) -> dict[str, Any]:
    """Returns the structured answer of a tool, which must not be an error."""
    result = call(server, tool, **arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return result.structured_content


def refusal_of(server: Any, tool: str, **arguments: Any) -> str:
    """The sentence with which a tool refuses."""
    result = call(server, tool, **arguments)
    assert result.is_error
    (content,) = result.content
    return content.text


def server_for(address: str, *, token: str = "", language: str = "fr") -> AssistantServer:
    """Returns a server in this process, which calls the instance at `address`."""
    return AssistantServer(Instance(address), language=language, token=token)
