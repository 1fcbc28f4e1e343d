import io
import json
import logging

import psycopg
import pytest
import structlog
from django.core.handlers.exception import convert_exception_to_response
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created
from django.test import RequestFactory

from bocage.foundation.http.outages import outage
from bocage.foundation.monitoring.logs import RequestLogMiddleware, configure_logs
from bocage.foundation.ops.configuration import Configuration


@pytest.fixture
def production_log():
    """Returns the log of a production instance, as the events of its lines."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    configure_logs(Configuration(environment="production", log_level="INFO"))
    stream = io.StringIO()
    [handler] = root.handlers
    handler.setStream(stream)

    def events() -> list[dict[str, object]]:
        return [json.loads(line) for line in stream.getvalue().splitlines()]

    yield events
    root.handlers, root.level = before, level
    structlog.contextvars.clear_contextvars()


def test_request_is_one_event_without_address_or_query(client, production_log):
    response = client.get("/healthz/Marie.Dupont?email=marie@dupont.example&code=123456")
    [event] = production_log()
    assert event.pop("milliseconds") >= 0
    assert event.pop("timestamp").endswith("Z")
    assert event == {
        "event": "request",
        "level": "info",
        "logger": "bocage.request",
        "method": "GET",
        "route": "(no route)",
        "status": 404,
        "request_id": response["X-Request-Id"],
    }


def test_health_is_not_logged_while_it_is_well(client, production_log):
    client.get("/healthz")
    assert production_log() == []


def test_events_during_a_request_have_its_identifier(production_log):
    def view(_request):
        from django.http import HttpResponse

        logging.getLogger("bocage.workspaces").info("booked")
        return HttpResponse()

    response = RequestLogMiddleware(view)(RequestFactory().get("/"))
    assert [event["request_id"] for event in production_log()] == [response["X-Request-Id"]] * 2


def test_failure_is_shown_with_its_traceback_and_without_its_address(rf, production_log):

    request = rf.get("/reservations/jeton-secret/?nom=Dupont")
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as error:
        from django.http import HttpResponseServerError
        from django.utils.log import log_response

        log_response(
            "%s: %s", "Internal Server Error", request.path,
            response=HttpResponseServerError(), request=request, exception=error,
        )  # fmt: skip
    [event] = production_log()
    assert event["event"] == "request_failed"
    assert "ZeroDivisionError" in event["exception"]
    assert "jeton-secret" not in json.dumps(event)


def test_mail_address_in_an_event_of_a_library_is_masked(production_log):
    logging.getLogger("some.library").warning("Refused: %s", "marie@dupont.example")
    [event] = production_log()
    assert event["event"] == "Refused: <address>"


def test_development_is_read_by_people(capsys):
    root = logging.getLogger()
    before, level = root.handlers, root.level
    try:
        configure_logs(Configuration(environment="development"))
        logging.getLogger("bocage.up").info("ready")
    finally:
        root.handlers, root.level = before, level
    line = capsys.readouterr().err
    assert "[info     ] ready" in line
    assert not line.startswith("{")


def test_a_database_that_is_away_is_reported_once_then_counted(rf, production_log):
    def view(_request):
        raise OperationalError("connection refused") from psycopg.OperationalError()

    def deadlock(_request):
        raise OperationalError from psycopg.errors.DeadlockDetected()

    outage.end()
    for broken in (view, view, view, deadlock):
        RequestLogMiddleware(convert_exception_to_response(broken))(rf.get("/lieux/"))
    connection_created.send(type(connection), connection=connection)

    events = [event for event in production_log() if event["logger"] != "bocage.request"]
    lines = [event for event in production_log() if event["logger"] == "bocage.request"]
    assert [("exception" in event, event["event"]) for event in events] == [
        (True, "request_failed"),
        (True, "request_failed"),
        (False, "database_is_back"),
    ]
    assert "DeadlockDetected" in events[1]["exception"]
    assert events[2]["refused"] == 3
    assert [event.get("refused") for event in lines] == [1, 2, 3, None]
    assert [event["status"] for event in lines] == [503, 503, 503, 500]
