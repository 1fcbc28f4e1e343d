"""Traces arrive at a collector that waits for them, and say nothing of anybody."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from bocage.foundation.models import OutgoingMail
from bocage.foundation.watching import traces
from bocage.foundation.watching.traces import (
    TracesMiddleware,
    _provider,
    send_traces,
    span,
    traced_task,
)
from tests.local_server import listening


@dataclass
class Collector:
    """What a collector was sent."""

    address: str = ""
    bodies: list[bytes] = field(default_factory=list)

    def spans(self) -> dict[str, dict[str, Any]]:
        """The attributes of each span that arrived, by its name."""
        assert send_traces()
        found: dict[str, dict[str, Any]] = {}
        for body in self.bodies:
            for of_resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                for scope in of_resource.scope_spans:
                    for one in scope.spans:
                        values = {
                            each.key: each.value.string_value or each.value.int_value
                            for each in one.attributes
                        }
                        found[one.name] = values | {
                            "kind": one.kind,
                            "failed": one.status.code == 2,
                            "words": one.status.message,
                            "events": len(one.events),
                            "trace": one.trace_id,
                        }
        return found


@pytest.fixture
def collector(settings) -> Iterator[Collector]:
    told = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.path == "/v1/traces"
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_said: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.address = f"http://127.0.0.1:{server.server_port}"
    update = {"traces_endpoint": told.address}
    settings.BOCAGE = django_settings.BOCAGE.model_copy(update=update)
    with listening(server):
        yield told
        _provider(told.address).shutdown()
    _provider.cache_clear()


def answered(path: str, response: Any) -> HttpResponse:
    request = RequestFactory().get(path, {"adresse": "marie@dupont.example"})
    request.resolver_match = resolve(request.path)
    return TracesMiddleware(response)(request)


@pytest.mark.django_db
def test_request_is_traced_by_its_route_with_its_statements(collector):
    def respond(_request: Any) -> HttpResponse:
        OutgoingMail.objects.filter(recipient="marie@dupont.example").first()
        return HttpResponse()

    answered("/reponse/le-jeton-de-marie/", respond)

    spans = collector.spans()
    request = spans["GET reponse/<str:token>/"]
    assert request["http.route"] == "reponse/<str:token>/"
    assert (request["http.response.status_code"], request["bocage.room"]) == (200, "foundation")
    assert spans["SELECT"]["db.operation.name"] == "SELECT"
    assert "%s" in spans["SELECT"]["db.query.text"]
    assert spans["SELECT"]["trace"] == request["trace"]
    sent = b"".join(collector.bodies)
    for personal in (b"marie", b"dupont", b"jeton-de"):
        assert personal not in sent


@pytest.mark.django_db
def test_task_and_its_failure_are_traced_without_the_words_of_the_error(collector):
    @traced_task_named("bocage.test.fail")
    def fail(*, to: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s", [to])
        raise ValueError(f"{to} is unknown")

    with pytest.raises(ValueError, match="unknown"):
        fail(to="marie@dupont.example")

    task = collector.spans()["bocage.test.fail"]
    assert (task["error.type"], task["failed"], task["words"]) == ("ValueError", True, "")
    assert task["events"] == 0
    assert b"dupont" not in b"".join(collector.bodies)


def traced_task_named(name: str) -> Any:
    return lambda function: traced_task(name, function)


def test_answer_that_fails_counts_as_failed(collector):
    answered("/etat/", lambda _request: HttpResponse(status=503))
    assert collector.spans()["GET etat/"]["failed"]


def test_method_that_is_none_is_named_by_nobody(collector):
    request = RequestFactory().generic("MARIE", "/nulle-part/")
    TracesMiddleware(lambda _request: HttpResponse(status=404))(request)

    assert list(collector.spans()) == ["_OTHER (no route)"]


def test_collector_that_is_away_stops_nothing(settings):
    update = {"traces_endpoint": "http://127.0.0.1:9"}
    settings.BOCAGE = django_settings.BOCAGE.model_copy(update=update)
    assert answered("/etat/", lambda _request: HttpResponse("oui")).content == b"oui"
    _provider("http://127.0.0.1:9").shutdown()
    _provider.cache_clear()


def test_nothing_is_traced_where_nobody_asked():
    with pytest.raises(MiddlewareNotUsed):
        TracesMiddleware(lambda _request: HttpResponse())
    with span("nothing", "internal") as current:
        assert current is None
    assert traced_task("one", lambda: 1)() == 1


def test_packages_that_are_missing_leave_the_instance_untraced(settings, monkeypatch):
    update = {"traces_endpoint": "http://127.0.0.1:9"}
    settings.BOCAGE = django_settings.BOCAGE.model_copy(update=update)
    monkeypatch.setattr(traces, "find_spec", lambda _name: None)
    traces._has_packages.cache_clear()
    with pytest.raises(MiddlewareNotUsed):
        TracesMiddleware(lambda _request: HttpResponse())
    traces._has_packages.cache_clear()


def test_a_start_imports_nothing_of_it():
    said = subprocess.run(
        [sys.executable, "-c", START],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert said.stdout.strip() == "[]"


START = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "bocage.settings"
import django
django.setup()
import bocage.foundation.mail.delivery
print([name for name in sys.modules if name.startswith("opentelemetry")])
"""
