"""Rows by the million, and what is left where their loading is interrupted."""

import pytest
from django.db import connection

from bench.harness.copying import AccountMayNotLoad, bulk_loading, check_account
from bocage.housing.models import SavedSearch
from bocage.workspaces.models import Booking, Hold
from tests.bench.harness.test_nation import indexes

pytestmark = pytest.mark.django_db


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return str(cursor.fetchone()[0])


def test_a_loading_that_is_interrupted_leaves_indexes_constraints_and_triggers():
    before = indexes()

    def load() -> None:
        with bulk_loading(Booking, Hold, SavedSearch):
            assert "workspaces_hold_no_overlap" in before - indexes()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load()

    assert indexes() == before
    assert setting("session_replication_role") == "origin"


def test_an_account_that_may_not_silence_triggers_is_reported_before_anything_is_written():
    check_account()
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE ordinary_account_of_a_test")
        cursor.execute("SET LOCAL ROLE ordinary_account_of_a_test")

        with pytest.raises(AccountMayNotLoad, match="superuser"):
            check_account()
