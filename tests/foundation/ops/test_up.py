"""`bocage up` as its users run it: real processes, on a data folder of their own.

Each start costs seconds, so that one instance lives through the whole story of this file, and is
started again only after a test that ended it. It begins as a copy of one that is migrated.
"""

import asyncio
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bench.harness.client import Crew
from bench.harness.stage import FIRST_HOUR, Room
from bench.workloads.booking import Booker, is_booked
from bocage.foundation.db.database import SocketFolder
from bocage.foundation.db.embedded_postgres import EmbeddedPostgres
from tests.databases.migrated_folder import migrated_folder
from tests.servers.served_instance import READY_TIMEOUT_SECONDS, Instance


@pytest.fixture(scope="module")
def instance(tmp_path_factory) -> Iterator[Instance]:
    folder = tmp_path_factory.mktemp("une instance") / "à soi"
    shutil.copytree(migrated_folder(), folder)
    yield Instance(folder)
    EmbeddedPostgres(folder).stop()


@pytest.fixture(scope="module")
def starts(instance) -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def served(instance, starts) -> subprocess.Popen[str]:
    """The instance is ready: it is that of the test before, where that one left it running."""
    if instance.process is None or instance.process.poll() is not None:
        return starts.enter_context(instance.serving())
    return instance.process


def test_a_connection_that_asks_nothing_keeps_nobody_waiting(instance, served):
    """The only process accepts a connection once it sends a request."""
    with socket.create_connection(("127.0.0.1", instance.port)):
        http_connection = http.client.HTTPConnection("127.0.0.1", instance.port, timeout=3)
        http_connection.request("GET", "/healthz")
        answer = http_connection.getresponse()
        assert answer.status == 200
        assert answer.headers["Connection"] == "close"
        http_connection.close()


def test_killed_instance_takes_its_services_with_it_and_keeps_what_was_confirmed(
    instance, starts, served
):
    stage = instance.stage()
    location = asyncio.run(book_first_hour(instance.port, stage))
    served.kill()
    served.wait()
    instance.wait_for(lambda: not [name for name in instance.processes() if "bocage" in name])
    starts.enter_context(instance.serving())
    with connection_to(instance) as database:
        rows = database.execute(
            "select booking.status, count(hold.*), count(mail.*)"
            " from workspaces_booking booking"
            " join workspaces_hold hold on hold.booking_id = booking.id and hold.is_holding"
            " join foundation_outgoingmail mail"
            " on mail.facts -> 'facts' ->> 'booking_id' = booking.id::text"
            " where %s like '%%' || booking.id || '%%' group by booking.status",
            [location],
        ).fetchall()
    assert rows == [("confirmed", 1, 1)]


def test_instance_stops_on_ctrl_c_and_leaves_nothing(instance, served):
    instance.stop(served, signal.SIGINT)
    assert served.returncode == 0
    assert instance.processes() == []


async def book_first_hour(port: int, stage: dict[str, Any]) -> str:
    """Books over HTTP as a browser does, and returns the address of the booking."""
    room, day = Room(**stage["spread"][0]), date.fromisoformat(stage["first_free_day"])
    booker, crew = Booker(stage["sessions"][0]), Crew(port)
    await booker.open_page(crew, room, day)
    answer = await crew.ask_one(booker.book(room, day, FIRST_HOUR))
    crew.close()
    assert is_booked(answer), answer
    return answer.header("location")


def test_services_that_are_killed_are_started_again(instance, served):
    database = EmbeddedPostgres(instance.data_folder).running_process()
    children = Path(f"/proc/{served.pid}/task/{served.pid}/children").read_text().split()
    for process in (str(database), *children):
        os.kill(int(process), signal.SIGKILL)
    instance.wait_for(lambda: instance.get("/readyz")[0] != 200)
    instance.wait_until_ready(served)
    assert EmbeddedPostgres(instance.data_folder).running_process() not in {None, database}
    # A second instance in the same folder is refused, and does not disturb the first.
    second_instance = Instance(instance.data_folder)
    output, _ = second_instance.up().communicate(timeout=READY_TIMEOUT_SECONDS)
    assert (
        output.strip()
        == f"Bocage fonctionne déjà dans {instance.data_folder} : arrêtez-le d’abord."
    )
    assert instance.get("/healthz")[0] == 200


def test_production_logs_one_json_event_a_line(instance, served):
    url = f"postgresql://bocage@/bocage?host={SocketFolder(instance.data_folder).path}"
    production = Instance(
        instance.data_folder.with_name("production"),
        DATABASE_URL=url,
        BOCAGE_ENVIRONMENT="production",
        BOCAGE_SECRET_KEY="tirée-au-hasard-" * 5,
        BOCAGE_BASE_URL="https://bocage.example",
        BOCAGE_ALLOWED_HOSTS="127.0.0.1",
    )
    with production.serving() as process:
        production.get("/jeton-secret/?email=marie@dupont.example")
        assert not (production.data_folder / "postgres").exists()
        output = production.stop(process, signal.SIGTERM)
    events = [json.loads(line)["event"] for line in output.splitlines()]
    # Of a new database, PostgreSQL may have gathered the statistics by itself already.
    events = [event for event in events if event != "statistics_gathered"]
    # On a busy machine the server may log in between that it waited for one of its workers.
    assert events[:3] == ["static_files_collected", "ready", "request"]
    assert events[-1] == "stopped"
    assert "jeton-secret" not in output
    assert "dupont" not in output
    assert EmbeddedPostgres(instance.data_folder).running_process() is not None


def test_instance_serves_then_leaves_nothing_when_asked_to_stop(instance, served):
    assert instance.get("/healthz") == (200, '{"status": "alive"}')
    output = instance.stop(served, signal.SIGTERM)
    assert served.returncode == 0
    assert f"Bocage est prêt : http://127.0.0.1:{instance.port}/" in output
    assert output.splitlines()[-1] == "Bocage est arrêté."
    assert instance.processes() == []


def test_demo_is_refused_to_other_machines_before_anything_starts(tmp_path):
    refused = Instance(tmp_path / "var")
    process = refused.up("--demo", "--host", "0.0.0.0")  # noqa: S104 - what is refused
    output, _ = process.communicate(timeout=READY_TIMEOUT_SECONDS)
    assert process.returncode == 1
    assert "--demo" in output
    assert not (tmp_path / "var").exists()


def test_port_that_is_taken_is_stated_in_a_sentence(tmp_path):
    refused = Instance(tmp_path)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", refused.port))
        listener.listen()
        process = refused.up()
        output, _ = process.communicate(timeout=READY_TIMEOUT_SECONDS)
    assert process.returncode == 1
    assert output.startswith(f"Impossible d’écouter sur 127.0.0.1:{refused.port}")


@contextmanager
def connection_to(instance: Instance) -> Iterator[psycopg.Connection]:
    with psycopg.connect(
        host=str(SocketFolder(instance.data_folder).path), user="bocage", dbname="bocage"
    ) as connection:
        yield connection
