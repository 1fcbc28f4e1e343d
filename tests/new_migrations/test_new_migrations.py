"""Migrations since the last release declare their costs, and can be reversed.

Released ones are not reviewed: `python -m tests.new_migrations.released` records them, on the day
of the release.
"""

import pytest
from django.contrib.postgres.operations import NotInTransactionMixin
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from bocage.foundation.db.migration_states import GrowingState
from tests.new_migrations.released import new_migrations, released, released_nodes
from tests.new_migrations.review import costs_of, objections


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None)


def test_every_migration_of_the_release_is_there(loader):
    missing = [node for node in released().items() if node not in loader.disk_migrations]
    assert missing == []


@pytest.mark.django_db
def test_new_migrations_say_what_they_cost_and_can_be_gone_back_from(loader, tmp_path, monkeypatch):
    new = new_migrations(loader)
    if not new:
        return
    # A concurrent index requires no transaction; statements are only collected here.
    monkeypatch.setattr(NotInTransactionMixin, "_ensure_not_in_transaction", lambda *_args: None)
    before = loader.project_state(released_nodes(loader))
    state = GrowingState(models=before.clone().models, real_apps=before.real_apps)
    faults: list[str] = []
    for node in new:
        migration = loader.get_migration(*node)
        # The statements are collected, not executed.
        with connection.schema_editor(collect_sql=True, atomic=False) as editor:
            state = migration.apply(state, editor, collect_sql=True)
        costs = costs_of(migration, editor.collected_sql, tmp_path)
        faults += [
            f"{migration}: {objection}" for objection in objections(migration, costs, before)
        ]
    assert not faults, "\n".join(faults)
