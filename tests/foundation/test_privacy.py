"""The GDPR record of processing covers all personal data of the tables, and matches the code."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from django.urls import reverse
from django.utils import timezone, translation

from bocage.foundation.formatting.durations import format_days
from bocage.foundation.models import OutgoingMail, RetentionRun
from bocage.foundation.privacy import declared_processing
from bocage.foundation.privacy.processing import Retention
from bocage.foundation.privacy.report import register_as_data, retention_sentences
from bocage.foundation.privacy.retention import forget_by_night, retention_rules, try_rules
from bocage.people.models import Person
from tests.demo.factories import OutgoingMailFactory


def names_people(model: type[models.Model]) -> bool:
    """Checks whether rows contain personal data: a reference to an account, or an address."""
    fields = [field for field in model._meta.get_fields() if field.concrete]
    return any(
        getattr(field, "related_model", None) is Person
        or isinstance(field, models.EmailField)
        or "phone" in field.name
        for field in fields
    )


def test_every_table_that_names_people_is_in_the_register():
    spoken_of = {label for processing in declared_processing() for label in processing.models}
    models = [model for model in apps.get_models() if model.__module__.startswith("bocage.")]

    silent = {model._meta.label for model in models if names_people(model)} - spoken_of

    assert silent == set()


def test_register_speaks_of_tables_that_exist():
    for processing in declared_processing():
        for label in processing.models:
            assert apps.get_model(label), label


@pytest.mark.parametrize(
    "processing", declared_processing(), ids=lambda processing: processing.name
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_line_of_the_register_says_everything_in_both_languages(processing, language):
    with translation.override(language):
        words = [
            processing.title,
            processing.purpose,
            processing.people,
            processing.data,
            processing.seen_by,
            *retention_sentences(processing),
        ]
        assert all(str(word) for word in words)
        assert retention_sentences(processing)


def test_promise_has_one_name():
    promises = [
        (rule.name, rule.since)
        for processing in declared_processing()
        for rule in processing.retention
    ]

    assert len({name for name, _since in promises}) == len(promises)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        *[(1, "1 jour"), (7, "7 jours"), (30, "30 jours"), (60, "2 mois"), (92, "3 mois")],
        *[(365, "1 an"), (400, "13 mois"), (731, "2 ans"), (3653, "10 ans")],
    ],
)
def test_days_are_written_as_people_say_them(days, words):
    assert format_days(days) == words


def old_mail() -> OutgoingMail:
    return OutgoingMailFactory(
        recipient="ada@bocage.example",
        facts={"code": "048213"},
        created_at=timezone.now() - timedelta(days=40),
        attached=b"BEGIN:VCALENDAR",
    )


@pytest.mark.django_db
def test_trial_tells_what_a_night_would_forget_and_forgets_nothing():
    mail = old_mail()

    tried = {try_rule.rule: try_rule for try_rule in try_rules()}

    assert tried["foundation.words_of_mails"].changed == {"foundation_outgoingmail": 1}
    assert tried["foundation.words_of_mails"].deleted == {"foundation_mailattachment": 1}
    mail.refresh_from_db()
    assert mail.facts == {"code": "048213"}
    assert mail.attachments.count() == 1
    assert not RetentionRun.objects.exists()


@pytest.mark.django_db
def test_night_forgets_and_writes_down_what_it_forgot():
    mail = old_mail()

    forget_by_night()

    mail.refresh_from_db()
    assert mail.facts == {}
    runs = {run.rule: run for run in RetentionRun.objects.all()}
    assert set(runs) == {rule.name for rule in retention_rules()}
    assert runs["foundation.words_of_mails"].changed == {"foundation_outgoingmail": 1}
    assert not any(run.error for run in runs.values())


@pytest.mark.django_db
def test_rule_that_fails_undoes_itself_alone(monkeypatch):
    mail = old_mail()

    def fails() -> None:
        OutgoingMail.objects.all().delete()
        raise RuntimeError("the disk is gone")

    broken = Retention(name="a.broken", length=timedelta(days=1), since="après", forget=fails)
    rules = [broken, *retention_rules()]
    monkeypatch.setattr("bocage.foundation.privacy.retention.retention_rules", lambda: rules)

    with pytest.raises(CommandError, match=r"a\.broken"):
        call_command("privacy", "retention")

    mail.refresh_from_db()
    assert mail.facts == {}
    assert RetentionRun.objects.get(rule="a.broken").error == "RuntimeError: the disk is gone"


@pytest.mark.django_db
def test_night_leaves_what_is_young(capsys):
    mail = OutgoingMailFactory(
        facts={"code": "048213"}, created_at=timezone.now() - timedelta(days=2)
    )

    call_command("privacy", "retention", "--dry-run")
    forget_by_night()

    assert "foundation.words_of_mails: rien" in capsys.readouterr().out
    mail.refresh_from_db()
    assert mail.facts == {"code": "048213"}


def test_report_is_for_people_and_for_programs(capsys):
    call_command("privacy", "report")
    assert "## Projets d’installation" in capsys.readouterr().out

    call_command("privacy", "report", "--json")
    report: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    with translation.override("fr"):
        assert [line["name"] for line in report] == [line["name"] for line in register_as_data()]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en"])
def test_everybody_reads_the_register(client, language, django_assert_max_num_queries):
    forget_by_night()
    with translation.override(language):
        address = reverse("privacy_register")
        titles = [str(processing.title) for processing in declared_processing()]

    with django_assert_max_num_queries(8):
        page = client.get(address).content.decode()

    assert all(title in page for title in titles)
