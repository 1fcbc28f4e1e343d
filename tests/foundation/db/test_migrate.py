"""A database is only migrated by a version that knows what was applied to it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from bocage.foundation.monitoring.health import Migrations

pytestmark = pytest.mark.django_db


def test_a_database_of_another_version_is_refused_and_named():
    MigrationRecorder(connection).record_applied("people", "0099_from_the_future")

    with pytest.raises(CommandError, match=r"another version .*people\.0099_from_the_future"):
        call_command("migrate", verbosity=0, interactive=False)


def test_the_release_of_before_serves_a_database_that_is_ahead_of_it():
    MigrationRecorder(connection).record_applied("people", "0099_from_the_future")

    assert Migrations().missing() == []
    assert Migrations().are_applied()


def test_what_an_application_that_is_gone_applied_says_nothing_of_the_version():
    recorder = MigrationRecorder(connection)
    recorder.record_applied("sessions", "0001_initial")
    applied = set(recorder.applied_migrations())

    call_command("migrate", verbosity=0, interactive=False)

    assert set(recorder.applied_migrations()) == applied
