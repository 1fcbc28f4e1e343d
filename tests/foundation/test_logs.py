import io
import json
import logging

import pytest
import structlog
from django.test import RequestFactory

from bocage.foundation.configuration import Configuration
from bocage.foundation.logs import configure_logs


@pytest.fixture
def production_log():
    """What a production instance writes to its log, as the events that each line holds."""
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
    from bocage.foundation.logs import RequestLogMiddleware

    def view(_request):
        from django.http import HttpResponse

        logging.getLogger("bocage.workspaces").info("booked")
        return HttpResponse()

    response = RequestLogMiddleware(view)(RequestFactory().get("/"))
    assert [event["request_id"] for event in production_log()] == [response["X-Request-Id"]] * 2


def test_failure_is_told_with_its_traceback_and_without_its_address(rf, production_log):

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
