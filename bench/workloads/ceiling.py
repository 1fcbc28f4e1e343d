"""Speed of the bench's own client, which no other figure can exceed."""

import asyncio
import multiprocessing
import time
from multiprocessing.connection import Connection as Pipe

from bench.harness.client import Crew, Visitor
from bench.harness.machine import describe_machine
from bench.harness.measures import summarise
from bench.harness.registry import Report, workload
from bench.harness.sizes import Size

CONCURRENCY = 8
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class _TrivialServer(asyncio.Protocol):
    """Answers each small request with the same two letters."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - what asyncio passes
        self._transport = transport

    def data_received(self, _data: bytes) -> None:
        self._transport.write(PAGE)


async def _serve(pipe: Pipe) -> None:
    server = await asyncio.get_running_loop().create_server(_TrivialServer, "127.0.0.1", 0)
    pipe.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _server_process(pipe: Pipe) -> None:
    asyncio.run(_serve(pipe))


@workload("ceiling", "the client itself, against a server that does nothing")
def measure_ceiling(size: Size) -> Report:
    """Posts a form many times to a process that answers at once."""
    count = 2_000 if size.is_quick else 20_000
    near_end, far_end = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_server_process, args=(far_end,))
    process.start()
    try:
        figures = asyncio.run(_ask(port=near_end.recv(), count=count))
    finally:
        process.terminate()
        process.join()
    parameters = {"requests": count, "concurrency": CONCURRENCY}
    return Report(parameters, figures, describe_machine())


async def _ask(*, port: int, count: int) -> dict[str, int | float]:
    crew = Crew(port)
    request = Visitor({"bocage_session": "0" * 32}).post("/", {"period": "morning"})
    wall, processor = time.perf_counter(), time.process_time()
    answers = await crew.ask((request for _ in range(count)), concurrency=CONCURRENCY)
    elapsed, spent = time.perf_counter() - wall, time.process_time() - processor
    crew.close()
    return {
        **summarise("client", [answer.seconds for answer in answers], elapsed),
        "client.cpu_per_request_ms": round(spent / count * 1000, 3),
    }
