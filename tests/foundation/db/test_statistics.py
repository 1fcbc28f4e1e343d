"""Statistics gathered after rows were written in bulk."""

import pytest
from django.db import connection, transaction

from bocage.foundation.db.statistics import analyze_after_commit, analyze_changed_tables
from bocage.territory.models import Departement

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = Departement._meta.db_table


def write_departements(count: int) -> None:
    Departement.objects.bulk_create(
        Departement(
            code=f"X{number:02}", name=f"Département {number}", slug=f"departement-{number}"
        )
        for number in range(count)
    )


def estimated_rows() -> int:
    """Returns the planner's estimated number of rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) SELECT FROM {TABLE}")
        return cursor.fetchone()[0][0]["Plan"]["Plan Rows"]


def test_a_table_that_was_filled_is_analysed_at_once_and_once():
    analyze_changed_tables()
    before = Departement.objects.count()
    write_departements(60)

    analyze_changed_tables()

    assert estimated_rows() == before + 60
    assert TABLE not in analyze_changed_tables()


def test_a_few_rows_leave_the_statistics_as_they_are():
    analyze_changed_tables()
    write_departements(3)
    assert TABLE not in analyze_changed_tables()


def test_it_happens_after_the_commit_of_what_writes():
    analyze_changed_tables()
    before = Departement.objects.count()
    with transaction.atomic():
        analyze_after_commit()
        write_departements(60)
    assert estimated_rows() == before + 60


def test_the_role_of_pages_gathers_nothing_and_is_not_stopped():
    write_departements(60)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL ROLE bocage_web")
        assert analyze_changed_tables() == []
