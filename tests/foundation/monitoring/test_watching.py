"""Delays are reported to people in words, and to Prometheus in numbers."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone, translation
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from bocage.foundation.monitoring import add_lag_check, measure_lags, registry
from bocage.foundation.monitoring.exposition import begin_measuring
from bocage.foundation.monitoring.requests import MetricsMiddleware
from bocage.foundation.monitoring.rooms import room_of
from bocage.foundation.ops.configuration import PROJECT_FOLDER
from tests.demo.factories import OutgoingMailFactory
from tests.foundation.registry_entries import replace_entries

TOKEN = "a-token-that-nobody-guesses"
ALARMS = PROJECT_FOLDER / "deploy" / "monitoring" / "alarms.yml"
DASHBOARD = PROJECT_FOLDER / "deploy" / "monitoring" / "grafana.json"
RUNBOOK = PROJECT_FOLDER / "docs" / "operations" / "alarms.md"
OF_PROMETHEUS = {"up"}


@pytest.fixture
def measured(settings):
    """The instance measures itself."""
    settings.BOCAGE = django_settings.BOCAGE.model_copy(update={"metrics_token": TOKEN})


def scrape(client) -> dict[str, dict[tuple[str, ...], float]]:
    """Returns each metric by the values of its labels."""
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    metrics: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(answer.content.decode()):
        for sample in family.samples:
            values = metrics.setdefault(sample.name, {})
            values[tuple(sample.labels.values())] = sample.value
    return metrics


def waiting_mail(minutes: int) -> None:
    OutgoingMailFactory(
        state="queued", sent_at=None, created_at=timezone.now() - timedelta(minutes=minutes)
    )


@pytest.mark.django_db
def test_metrics_do_not_exist_unless_configured(client):
    assert client.get("/metrics").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic YTpi", f"Bearer {TOKEN}x"])
def test_metrics_are_for_who_has_the_token(client, measured, header):
    answer = client.get("/metrics", headers={"Authorization": header} if header else {})

    assert answer.status_code == 401
    assert answer.content == b""


@pytest.mark.django_db
def test_metrics_tell_delays_limits_and_counts(client, measured):
    waiting_mail(minutes=20)

    metrics = scrape(client)

    assert metrics["bocage_delay_seconds"][("mails",)] == pytest.approx(1200, abs=60)
    assert metrics["bocage_delay_limit_seconds"][("mails",)] == 600
    assert metrics["bocage_mails"][("queued",)] == 1
    assert metrics["bocage_disk_free_bytes"][()] > 0
    assert metrics["bocage_database_connections"][()] >= 1


@pytest.mark.django_db
def test_requests_are_counted_under_the_room_that_answers(measured, django_assert_num_queries):
    request = RequestFactory().get(reverse("place_list"))
    request.resolver_match = resolve(request.path)
    before = REGISTRY.get_sample_value(
        "bocage_requests_total", {"room": "workspaces", "method": "GET", "status": "4xx"}
    )

    MetricsMiddleware(lambda _request: HttpResponse(status=404))(request)

    after = REGISTRY.get_sample_value(
        "bocage_requests_total", {"room": "workspaces", "method": "GET", "status": "4xx"}
    )
    assert (after or 0) - (before or 0) == 1


def test_what_no_room_answers_is_counted_apart():
    request = RequestFactory().get("/nowhere")
    request.resolver_match = None

    assert room_of(request) == "other"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en"])
def test_status_page_says_what_is_late(client, language):
    waiting_mail(minutes=20)
    with translation.override(language):
        page = client.get(reverse("status")).content.decode()
        delay = {"fr": "en retard de 20 minutes", "en": "20 minutes late"}[language]

    assert delay in page


@pytest.mark.django_db
def test_status_page_keeps_to_itself_what_is_not_public(client):
    names = [service["name"] for service in client.get("/etat.json").json()["services"]]

    assert "mails" in names
    assert not {"backup", "retention"} & set(names)


@pytest.mark.django_db
def test_instance_on_time_says_that_all_works(client, monkeypatch):
    replace_entries(monkeypatch, registry._lag_checks, {})
    add_lag_check(
        name="mails",
        label="Courriels",
        limit=timedelta(minutes=10),
        delay=lambda: timedelta(minutes=9),
    )

    assert client.get("/etat.json").json()["is_well"] is True
    assert "Rien n’est en retard." in client.get(reverse("status")).content.decode()


@pytest.mark.django_db
def test_each_vital_is_read_by_one_query(django_assert_num_queries, settings, tmp_path):
    settings.BOCAGE = django_settings.BOCAGE.model_copy(update={"backup_folder": tmp_path})

    with django_assert_num_queries(len(registry._lag_checks)):
        measure_lags()


def test_counters_begin_anew_with_the_server(tmp_path):
    folder = tmp_path / "metrics"
    folder.mkdir()
    (folder / "counter_17.db").touch()

    begin_measuring(folder)

    assert list(folder.iterdir()) == []


def metrics_in(expression: str) -> set[str]:
    return set(re.findall(r"\b(?:bocage_[a-z_]+|up)\b(?=[{\[ )]|$)", expression))


def expressions_of(path: Path) -> list[str]:
    if path == ALARMS:
        [group] = yaml.safe_load(path.read_text())["groups"]
        return [rule["expr"] for rule in group["rules"]]
    panels = json.loads(path.read_text())["panels"]
    return [target["expr"] for panel in panels for target in panel["targets"]]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [ALARMS, DASHBOARD], ids=lambda path: path.stem)
def test_alarms_and_dashboard_speak_of_metrics_that_exist(client, measured, path):
    waiting_mail(minutes=1)
    families = {family.name for family in REGISTRY.collect()} | set(scrape(client))
    existing = families | {
        f"{name}_{end}" for name in families for end in ("total", "bucket", "count", "sum")
    }
    optional = {"bocage_sources", "bocage_bookings_next_day", "bocage_tasks"}

    used = {name for expression in expressions_of(path) for name in metrics_in(expression)}

    assert used
    assert used - existing - optional - OF_PROMETHEUS == set()


def test_each_alarm_says_what_to_do():
    [group] = yaml.safe_load(ALARMS.read_text())["groups"]
    headings = set(re.findall(r"^### (\w+)$", RUNBOOK.read_text(), re.MULTILINE))

    for rule in group["rules"]:
        document, _, anchor = rule["annotations"]["runbook"].partition("#")
        assert document == "docs/operations/alarms.md"
        assert anchor == rule["alert"].lower()
    assert headings == {rule["alert"] for rule in group["rules"]}
