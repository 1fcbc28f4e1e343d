"""What the daily chain over the history shows, and what it lets the law do."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.utils import translation

from bocage.foundation.history_chain.sealing import seal_history
from bocage.foundation.history_chain.verifying import verify_history
from bocage.foundation.models import HistoryAmendment, HistoryDay, HistorySeal
from bocage.people.models import Person
from bocage.people.operations.erasure import erase_person
from tests.people.factories import PersonFactory
from tests.role_of_pages import in_the_role_of_pages

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 11, 6, 4, 10, tzinfo=UTC)
"""The days from the third to the fifth are over, the fourth without anything."""


@pytest.fixture
def jeanne() -> Person:
    """One version on the third of November, another on the fifth."""
    person = PersonFactory(name="Jeanne")
    person.name = "Jeanne Prunier"
    person.save()
    first, second = person.events.order_by("pgh_id")
    move(first, datetime(2026, 11, 3, 9, tzinfo=UTC))
    move(second, datetime(2026, 11, 5, 23, 59, tzinfo=UTC))
    return person


def move(version, moment: datetime) -> None:
    type(version).objects.filter(pk=version.pk).update(pgh_created_at=moment)


def faults() -> list[str]:
    return verify_history(now=NIGHT).faults


def without_protection(statement: str, *values: object) -> None:
    """As somebody who may write everything in the database would."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_each_day_that_is_over_is_a_link_an_empty_one_too(jeanne):
    sealed = seal_history(now=NIGHT)

    assert [(one.day, one.rows) for one in sealed] == [
        (date(2026, 11, 3), 1),
        (date(2026, 11, 4), 0),
        (date(2026, 11, 5), 1),
    ]
    assert [one.previous for one in sealed] == ["", sealed[0].link, sealed[1].link]
    assert seal_history(now=NIGHT) == []
    verified = verify_history(now=NIGHT)
    assert (verified.faults, verified.doubts, verified.rows) == ([], [], 2)
    assert verified.head == sealed[2].link


def test_a_day_is_sealed_once_what_began_on_it_is_over(jeanne):
    assert [one.day.day for one in seal_history(now=datetime(2026, 11, 6, 1, tzinfo=UTC))] == [3, 4]
    assert [one.day.day for one in seal_history(now=NIGHT)] == [5]


def test_an_altered_version_is_named(jeanne):
    seal_history(now=NIGHT)
    altered = jeanne.events.order_by("pgh_id")[0]
    jeanne.events.filter(pk=altered.pk).update(name="Jeanne la Grande")

    assert faults() == [f"people_personevent, 2026-11-03 : la version {altered.pk} a été changée."]


def test_a_removed_version_is_named(jeanne):
    seal_history(now=NIGHT)
    removed = jeanne.events.order_by("pgh_id")[1]
    jeanne.events.filter(pk=removed.pk).delete()

    assert faults() == [f"people_personevent, 2026-11-05 : la version {removed.pk} a disparu."]


def test_a_version_that_is_added_in_the_past_is_named(jeanne):
    seal_history(now=NIGHT)
    other = PersonFactory()
    added = other.events.get()
    for day in (1, 4, 5):  # Before the chain began, on an empty day, on another.
        move(added, datetime(2026, 11, day, 12, tzinfo=UTC))
        assert faults() == [
            f"people_personevent, 2026-11-0{day} : la version {added.pk} a été ajoutée après coup."
        ]


def test_who_made_a_change_is_of_its_version(jeanne):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pghistory_context (id, created_at, updated_at, metadata)"
            ' VALUES (gen_random_uuid(), now(), now(), \'{"person": "one"}\') RETURNING id'
        )
        (context,) = cursor.fetchone()
    jeanne.events.update(pgh_context_id=context)
    seal_history(now=NIGHT)
    with connection.cursor() as cursor:
        cursor.execute('UPDATE pghistory_context SET metadata = \'{"person": "another"}\'')

    assert len(faults()) == 2


def test_a_missing_day_is_named_and_so_is_what_follows_it(jeanne):
    seal_history(now=NIGHT)
    without_protection("DELETE FROM foundation_historyseal WHERE day_id = '2026-11-04'")
    without_protection("DELETE FROM foundation_historyday WHERE day = '2026-11-04'")

    assert faults() == [
        "Il manque les jours du 2026-11-04 au 2026-11-04.",
        "Le 2026-11-05 ne suit plus le jour qui le précède.",
    ]


def test_nights_without_a_link_are_told(jeanne):
    seal_history(now=NIGHT)

    assert verify_history(now=datetime(2026, 11, 9, 8, tzinfo=UTC)).faults == [
        "Rien n’est scellé depuis le 2026-11-05."
    ]


def test_a_seal_that_was_made_to_fit_breaks_its_link(jeanne):
    seal_history(now=NIGHT)
    without_protection(
        "UPDATE foundation_historyseal SET prints = %s WHERE day_id = '2026-11-05'", bytes(8)
    )

    assert "Le maillon du 2026-11-05 n’est plus celui de ses sceaux." in faults()


def test_a_link_that_was_kept_elsewhere_must_still_be_there(jeanne):
    kept = seal_history(now=NIGHT)[1].link

    assert verify_history(now=NIGHT, known=kept).faults == []
    assert len(verify_history(now=NIGHT, known="0" * 64).faults) == 1


def test_an_erasure_is_no_fault_and_is_itself_sealed(jeanne):
    seal_history(now=NIGHT)
    with in_the_role_of_pages():
        erase_person(by=jeanne, person=jeanne)

    assert set(jeanne.events.filter(pgh_created_at__lt=NIGHT).values_list("name", flat=True)) == {
        ""
    }
    assert faults() == []
    amended = HistoryAmendment.objects.filter(table="people_personevent")
    assert {one.why for one in amended} == {"erasure of an account"}
    without_protection(
        "UPDATE people_personevent SET name = 'back' WHERE pgh_created_at < %s", NIGHT
    )
    assert len(faults()) == 2


def test_what_was_amended_cannot_be_amended_again_once_its_day_is_sealed(jeanne):
    seal_history(now=NIGHT)
    HistoryAmendment.objects.create(
        table="people_personevent", version=1, why="none", amended_at=NIGHT
    )
    seal_history(now=datetime(2026, 11, 7, 4, 10, tzinfo=UTC))
    without_protection("DELETE FROM foundation_historyamendment")

    assert faults() == ["Le maillon du 2026-11-06 n’est plus celui de ses sceaux."]


@pytest.mark.parametrize("model", [HistoryDay, HistorySeal, HistoryAmendment])
def test_neither_pages_nor_the_instance_change_the_chain(jeanne, model):
    seal_history(now=NIGHT)
    HistoryAmendment.objects.create(table="one", version=1, why="none", amended_at=NIGHT)
    with pytest.raises(DatabaseError, match="only_added"), transaction.atomic():
        model.objects.all()._raw_delete("default")
    with (
        in_the_role_of_pages(),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        model.objects.all()._raw_delete("default")
    with (
        in_the_role_of_pages(),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        model.objects.bulk_create(list(model.objects.all()))


def test_the_command_fails_where_something_does_not_match(jeanne, monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    seal_history()
    said = StringIO()
    with translation.override("fr", deactivate=True):
        call_command("history", "verify", stdout=said)
        assert "0 retouches" in said.getvalue()
        jeanne.events.update(name="another")
        with pytest.raises(SystemExit) as ended:
            call_command("history", "verify", stdout=said)

    assert ended.value.code == 1
    assert "2 différences." in said.getvalue()
