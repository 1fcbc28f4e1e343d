"""State of the instance for its operators: visible and editable by administrators only."""

from datetime import timedelta

import pytest
import yaml
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone, translation
from procrastinate.contrib.django import app

from bocage.foundation.errors import NotAllowed
from bocage.foundation.jobs.task_words import GONE, words_of_task
from bocage.foundation.models import BackupRun
from bocage.foundation.monitoring import Delivery, measure_lags, registry
from bocage.foundation.monitoring.alarms import MAX_GIVEN_UP, ringing
from bocage.foundation.monitoring.instance_state import instance_state
from bocage.foundation.ops.configuration import PROJECT_FOLDER
from bocage.people.errors import TaskGone
from bocage.people.models import Role
from bocage.people.operations.given_up_tasks import discard_task, retry_task
from tests.demo.factories import OutgoingMailFactory
from tests.foundation.registry_entries import replace_entries
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory

pytestmark = pytest.mark.django_db

PAGE = "/espace/instance/"
TASK = "housing.read_source"
NOT_FOUND = 404


@pytest.fixture(autouse=True)
def _without_feeds(monkeypatch):
    replace_entries(monkeypatch, registry._feeds, {})


def job(status="failed", *, task=TASK, minutes=0, args='{"to": "marie@dupont.example"}') -> int:
    """A task as Procrastinate holds it, deferred so many minutes ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts)"
            " VALUES ('default', %s, %s, 'todo', 3) RETURNING id",
            [task, args],
        )
        (key,) = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_events SET at = now() - make_interval(mins => %s)"
            " WHERE job_id = %s",
            [minutes, key],
        )
        if status != "todo":
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [key])
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s",
                [status, key],
            )
    return key


def status_of(key: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [key])
        (status,) = cursor.fetchone()
    return status


def test_page_tells_queues_tasks_given_up_mails_sources_and_backups(
    signed_in_client, administrator
):
    job()
    job("todo", task="people.tell", minutes=30)
    OutgoingMailFactory(state="failed", sent_at=None, error="550 <marie@dupont.example> unknown")
    now = timezone.now()
    BackupRun.objects.create(started_at=now, ended_at=now, error="No space left")
    registry.add_feed(
        name="a", label="Sources", read=lambda: [Delivery(name="Agence", last_good_at=now)]
    )

    page = signed_in_client(administrator).get(PAGE).content.decode()

    for expected in (TASK, "people.tell", "1 tâche abandonnée", "Agence", "No space left"):
        assert expected in page
    assert "550" in page
    assert "dupont" not in page


def test_each_task_says_what_it_does_and_what_to_do_when_it_fails(signed_in_client, administrator):
    job(task="housing.send_alerts")
    job(task="foundation.back_up")
    job("todo", task="housing.deduplicate_listings")

    client = signed_in_client(administrator)
    french, english = client.get(PAGE).text, client.get(f"/en{PAGE}").text

    assert "Envoie les alertes de logement" in french
    assert "la faire deux fois ne fait pas de mal" in french
    assert "Sends the home alerts" in english
    assert "“bocage backup” says what prevents it" in english
    assert "Joins the listings of one home" in english


def test_every_task_has_its_words_in_both_languages():
    task_names = [name for name in app.tasks if "procrastinate" not in name]

    assert task_names != []
    for name in task_names:
        words = words_of_task(name)
        assert words.if_it_fails != GONE, name
        with translation.override("en"):
            english = str(words.description)
        assert english not in {"", str(words.description)}, name


def test_what_is_not_watched_is_not_stated_to_be_quiet(
    signed_in_client, administrator, settings, monkeypatch
):
    monkeypatch.setattr("bocage.people.views.instance_state.ringing", lambda *_state: [])
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"backup_folder": None, "email_url": ""})
    page = signed_in_client(administrator).get(PAGE).text

    assert "Aucune ne sonne." not in page
    assert "l’instance n’en fait pas d’elle-même" in page
    assert "il n’a encore jamais été fait" in page
    assert "Ils ne partent pas" in page


def test_page_is_in_english_too(signed_in_client, administrator):
    page = signed_in_client(administrator).get(f"/en{PAGE}").content.decode()

    assert "State of the instance" in page
    assert "None is ringing." in page or "Alarms" in page


def test_page_exists_for_administrators_alone(signed_in_client):
    host = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True)).person
    coordinator = MandateFactory(
        role=Role.COORDINATOR, scope=ScopeFactory(of_departement=True)
    ).person

    for person in (PersonFactory(), host, coordinator):
        client = signed_in_client(person)
        assert client.get(PAGE).status_code == NOT_FOUND
        assert client.post(f"{PAGE}taches/{job()}/", {"geste": "ecarter"}).status_code == NOT_FOUND


def test_task_given_up_is_tried_again_or_put_aside_by_a_button(signed_in_client, administrator):
    client, tried, put_aside = signed_in_client(administrator), job(), job()

    client.post(f"{PAGE}taches/{tried}/", {"geste": "reprendre"})
    answer = client.post(f"{PAGE}taches/{put_aside}/", {"geste": "ecarter"}, follow=True)

    assert (status_of(tried), status_of(put_aside)) == ("todo", "cancelled")
    assert "La tâche est écartée." in answer.content.decode()


@pytest.mark.parametrize("action", [retry_task, discard_task])
@pytest.mark.parametrize("status", ["todo", "doing", "succeeded"])
def test_task_that_is_not_given_up_is_left_alone(administrator, action, status):
    key = job(status)

    with pytest.raises(TaskGone):
        action(by=administrator, task_id=key)

    assert status_of(key) == status


def test_action_on_a_task_that_is_gone_says_so(signed_in_client, administrator):
    client = signed_in_client(administrator)

    for key in (0, 2**62, 9**40):
        answer = client.post(f"{PAGE}taches/{key}/", {"geste": "reprendre"}, follow=True)
        assert answer.status_code in {200, NOT_FOUND}
    assert client.post(f"{PAGE}taches/{job()}/", {"geste": "autre"}).url == PAGE


def test_operations_are_for_administrators():
    key = job()
    for action in (retry_task, discard_task):
        with pytest.raises(NotAllowed):
            action(by=PersonFactory(), task_id=key)


def test_alarms_ring_for_what_is_wrong_now_and_stand_in_the_runbook(monkeypatch):
    for _number in range(MAX_GIVEN_UP + 1):
        job()
    OutgoingMailFactory(
        state="queued", sent_at=None, created_at=timezone.now() - timedelta(hours=1)
    )
    monkeypatch.setattr("bocage.foundation.monitoring.alarms.LEAST_FREE_OCTETS", 2**80)
    monkeypatch.setattr("bocage.foundation.monitoring.alarms.MAX_CONNECTIONS", -1)
    silent = Delivery(name="Agence", last_good_at=None, trouble="en échec")

    alarms = list(ringing(instance_state(), measure_lags(), [silent]))

    configuration = yaml.safe_load((PROJECT_FOLDER / "deploy/monitoring/alarms.yml").read_text())
    rules = {rule["alert"] for group in configuration["groups"] for rule in group["rules"]}
    names = {alarm.name for alarm in alarms}
    assert names <= rules
    assert names >= {"BocageIsLate", "BocageTasksFail", "BocageSourceFails", "BocageDiskFillsUp"}
    runbook = (PROJECT_FOLDER / "docs/operations/alarms.md").read_text()
    assert all(f"### {name}\n" in runbook for name in names)


def test_every_vital_that_is_late_says_what_to_do(monkeypatch):
    late = [lateness for lateness in measure_lags() if lateness.vital.name != "unknown"]
    monkeypatch.setattr("bocage.foundation.monitoring.registry.Lag.is_late", True)

    with translation.override("en"):
        alarms = list(ringing(instance_state(), late, []))

    assert all(alarm.advice for alarm in alarms)
    assert len([alarm for alarm in alarms if alarm.name == "BocageIsLate"]) == len(late)


def test_page_says_when_the_instance_makes_no_backups(signed_in_client, administrator, settings):
    settings.BOCAGE = django_settings.BOCAGE.model_copy(update={"backup_folder": None})

    page = signed_in_client(administrator).get(PAGE).content.decode()

    assert "BOCAGE_BACKUP_FOLDER" in page
