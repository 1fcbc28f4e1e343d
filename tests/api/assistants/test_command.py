"""`bocage mcp` itself: the client of the SDK speaks with it over stdio and over HTTP."""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import anyio
import httpx2
import pytest
from django.core.management import call_command
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

import bocage
from bocage.api.management.commands.mcp import AddressUnread
from tests.api.assistants.asking import refusal_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import ResourceFactory

SOURCES = Path(bocage.__file__).parent


@pytest.mark.django_db(transaction=True)
def test_speaks_over_stdio_with_the_token_of_its_environment(live_server, token_of):
    ResourceFactory()
    person = PersonFactory()
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "bocage", "mcp", "--instance", live_server.url],
        env={**os.environ, "BOCAGE_TOKEN": token_of(person)},
    )

    async def call_tools():
        async with Client(command, read_timeout_seconds=60) as client:
            tools = await client.list_tools()
            workspaces = await client.call_tool("find_workspaces", {"day": "demain"})
            bookings = await client.call_tool("list_my_bookings", {})
            return [tool.name for tool in tools.tools], workspaces, bookings

    tools, free_workspaces, bookings = anyio.run(call_tools)

    assert "book_workspace" in tools
    assert len(free_workspaces.structured_content["matches"]) == 1
    assert bookings.structured_content["items"] == []


@pytest.mark.django_db(transaction=True)
def test_speaks_over_http_with_the_token_of_each_request(live_server, token_of):
    person = PersonFactory()
    with served(live_server.url) as address:
        assert listed_with(address, token_of(person)).structured_content["items"] == []
        # Over HTTP, the token of the environment is not used.
        assert refusal_of(address, "list_my_bookings").startswith("Il faut un jeton")
        # A page of another site whose name leads here.
        rebound = {"Host": "evil.example", "Content-Type": "application/json"}
        assert httpx2.post(address, headers=rebound, json={}).status_code == 421
        headers = {"Origin": "https://evil.example", "Content-Type": "application/json"}
        assert httpx2.post(address, headers=headers, json={}).status_code == 403
        huge = httpx2.post(address, json={"x": "y" * 5_000_000})
        assert huge.status_code == 413


def listed_with(address, token):
    """The bookings that the server lists for who sends that token."""

    async def list_bookings():
        async with (
            httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}) as sending,
            Client(streamable_http_client(address, http_client=sending)) as client,
        ):
            return await client.call_tool("list_my_bookings", {})

    return anyio.run(list_bookings)


def is_listening(port):
    """Checks whether a process listens there now."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextmanager
def served(instance):
    """`bocage mcp --http`, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bocage", "mcp", "--instance", instance]
    environment = {**os.environ, "BOCAGE_TOKEN": "bocage_ignored"}
    process = subprocess.Popen([*command, "--http", "--port", str(port)], env=environment)
    try:
        while not is_listening(port):
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
                pytest.fail("bocage mcp ended before it listened")
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.parametrize(
    "address", ["bocage.example", "ftp://bocage.example", "https://", "http://["]
)
def test_an_invalid_address_is_reported(address):
    with pytest.raises(AddressUnread, match="exemple"):
        call_command("mcp", instance=address)


def test_nothing_but_the_command_loads_the_sdk():
    """Importing it takes half a second, which `bocage up` and other commands must not pay."""
    loading = [
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if any(
            line.startswith(("from mcp", "import mcp", "from bocage.api.assistants"))
            for line in path.read_text().splitlines()
        )
    ]

    outside = [module for module in loading if not module.startswith("api/assistants/")]
    assert outside == ["api/management/commands/mcp.py"]
