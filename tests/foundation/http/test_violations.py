"""Browser reports: counted and logged without the page's address, whatever is sent."""

import json
from typing import Any

import pytest
from django.test import Client

from bocage.foundation.views import violations
from bocage.foundation.views.violations import LONGEST_REPORT_OCTETS, MAX_LINES_A_MINUTE

SECRET = "/reponse/le-jeton-d-un-geste/"


class RecordingLogger(list[dict[str, Any]]):
    def warning(self, event: str, **fields: Any) -> None:
        self.append({"event": event, **fields})


@pytest.fixture
def log_lines(monkeypatch: pytest.MonkeyPatch) -> RecordingLogger:
    """The lines of the log that reports write."""
    logger = RecordingLogger()
    monkeypatch.setattr(violations, "_lines", violations._Lines())
    monkeypatch.setattr(violations, "logger", logger)
    return logger


def send(body: object, **options: Any) -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    kind = options.pop("kind", "application/csp-report")
    client = Client(enforce_csrf_checks=True)
    return client.post("/violations", content, content_type=kind, **options)


def old_report(directive: str, page: str = SECRET) -> dict[str, Any]:
    return {
        "csp-report": {
            "document-uri": f"https://bocage.example{page}?nom=Marie",
            "violated-directive": directive,
            "script-sample": "Element innerHTML|<b>Marie Dupont</b>",
        }
    }


def test_a_report_is_shown_by_its_directive_and_route_alone(log_lines):
    answer = send(old_report("require-trusted-types-for 'script'"))

    assert answer.status_code == 204
    (event,) = log_lines
    assert event["directive"] == "require-trusted-types-for"
    assert "<str:token>" in event["page"]
    assert "jeton" not in str(event)
    assert "Marie" not in str(event)


def test_reports_come_in_their_new_form_too(log_lines):
    body = {"documentURL": "https://bocage.example/etat/", "effectiveDirective": "img-src"}
    send([{"type": "csp-violation", "body": body}], kind="application/reports+json")

    assert [(event["directive"], event["page"]) for event in log_lines] == [("img-src", "etat/")]


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"\xff\xfe", b"[" * 10_000, b"null", b"[1, null]", b'{"csp-report": []}'),
        json.dumps(old_report("script-src-inconnu")).encode(),
        json.dumps({"csp-report": {"violated-directive": ["img-src"]}}).encode(),
    ],
    ids=["empty", "octets", "deep", "null", "list", "no report", "unknown", "no text"],
)
def test_what_is_no_report_is_let_fall(log_lines, body: bytes):
    assert send(body).status_code == 204
    assert log_lines == []


def test_an_address_that_is_none_names_no_page(log_lines):
    send(old_report("img-src", page="[::"))
    send({"csp-report": {"violated-directive": "img-src", "document-uri": "http://[::"}})

    assert [event["page"] for event in log_lines] == ["(no route)", "(no route)"]


def test_a_report_that_is_too_long_is_not_read(log_lines):
    assert send(b" " * (LONGEST_REPORT_OCTETS + 1)).status_code == 413
    assert log_lines == []


def test_many_reports_write_few_lines(log_lines):
    for _number in range(MAX_LINES_A_MINUTE // 10 + 2):
        send([{"body": {"effectiveDirective": "img-src"}}] * 50)

    assert len(log_lines) == MAX_LINES_A_MINUTE
