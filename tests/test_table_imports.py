"""Tables of every kind: given, looked at, written once, and forgotten."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.models import TableImport, TableRefusal
from bocage.people.personal_data import personal_data_of
from bocage.people.table_imports.errors import ColumnsMissing, TableRefused
from bocage.people.table_imports.kinds import table_kinds
from bocage.people.table_imports.operations import (
    RETENTION,
    bring_table,
    forget_old_tables,
    put_table_aside,
    start_import,
    write_rows,
)
from bocage.territory.imports.tables import column_name
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.table_stages import Stage, stage_of
from tests.workspaces.bookings.test_races import outcomes, race

KINDS = sorted(kind.name for kind in table_kinds())
LOOK_QUERIES = {"asset": 9, "helper": 8, "place": 5, "prospect": 7}
pytestmark = pytest.mark.django_db


@pytest.fixture(params=KINDS)
def stage(request: pytest.FixtureRequest) -> Stage:
    return stage_of(request.param)


def storage() -> Storage:
    return TableImport._meta.get_field("file").storage


def page_of(stage: Stage, name: str = "_look", table: TableImport | None = None) -> str:
    return reverse(f"{stage.kind.name}_import{name}", args=[table.pk] if table else [])


def test_columns_are_known_by_plain_names_of_their_own(stage: Stage) -> None:
    names = [name for column in stage.kind.columns for name in column.all_names]
    assert [column_name(name) for name in names] == names
    assert len(set(names)) == len(names)
    assert set(stage.kind.titled_by) <= set(stage.kind.header)


def test_a_table_is_looked_at_then_written(
    client: Client, stage: Stage, run_tasks: Callable[..., int]
) -> None:
    client.force_login(stage.by)
    give = page_of(stage, "")
    assert client.get(give).status_code == 200
    text = stage.text(stage.row(1), stage.wrong_row, stage.row(2))
    look = client.post(give, stage.upload(text.encode())).headers["Location"]
    page = text_of(client.get(look))
    assert "à corriger" in page
    assert "Rien n’est encore écrit" in page
    assert not stage.model.objects.exists()
    client.post(look, {"decision": "ecrire"})
    assert "hx-trigger" in client.get(look).content.decode()
    run_tasks()
    finished = client.get(look).content.decode()
    assert "hx-trigger" not in finished
    assert "3 lignes lues" in text_of(client.get(look))
    assert "1 ligne à corriger" in text_of(client.get(look)).replace("\u00a0", " ")
    assert stage.model.objects.count() == 2
    table = TableImport.objects.get()
    assert (table.state, table.counts, table.file.name) == ("done", {"new": 2, "refused": 1}, "")
    refused = b"".join(client.get(page_of(stage, "_refusals", table)).streaming_content).decode()
    assert "\r\n3;" in refused
    assert "tableau.csv" in client.get(give).content.decode()


def test_the_same_table_again_changes_nothing(stage: Stage) -> None:
    text = stage.text(stage.row(1), stage.row(2))
    stage.write(text)
    assert stage.write(text).counts == {"same": 2}
    assert stage.model.objects.count() == 2


def test_a_table_that_is_put_aside_is_gone(
    client: Client, stage: Stage, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    table = stage.bring(stage.text(stage.row(1)))
    assert storage().exists(table.file.name)
    client.force_login(stage.by)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page_of(stage, table=table), {"decision": "ecarter"})
    assert not storage().exists(table.file.name)
    assert client.get(page_of(stage, table=table)).status_code == 404
    with pytest.raises(TableImport.DoesNotExist):
        start_import(by=stage.by, table=table, mapping=table.mapping)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"Titre;Nom;Courriel\n",
        b"PK\x03\x04" + b"\0" * 50,
        b"\xff\xfe\x00",
        b'Titre;Nom;Courriel\n"' + b"A;" * 80_000,
        b";".join([b"x"] * 61) + b"\nA;B\n",
        b"Titre;Nom;Courriel\n" + b"A" * 1_100_000,
    ],
    ids=["nothing", "blank", "header", "archive", "utf-16", "quotes", "columns", "long"],
)
def test_what_is_no_table_is_refused_in_a_sentence(
    client: Client, stage: Stage, content: bytes
) -> None:
    client.force_login(stage.by)
    assert client.post(page_of(stage, ""), stage.upload(content)).status_code == 422
    assert client.post(page_of(stage, ""), {}).status_code == 422
    assert not TableImport.objects.exists()


def test_a_table_with_too_many_rows_is_refused(stage: Stage) -> None:
    rows = (stage.kind.max_rows or 0) + 1
    if stage.kind.max_rows:
        with pytest.raises(TableRefused, match=f"{stage.kind.max_rows} au plus"):
            stage.bring(stage.text(*[stage.row(number) for number in range(rows)]))


def test_columns_are_stated_by_who_brings_the_table(client: Client, stage: Stage) -> None:
    header = ";".join(f"Colonne {number}" for number in range(stage.header.count(";") + 1))
    table = stage.bring(f"{header}\n{stage.row(1)}\n")
    look = page_of(stage, table=table)
    client.force_login(stage.by)
    page = client.get(look)
    assert "Colonne 0" in text_of(page)
    assert client.post(look, {"decision": "ecrire"}).status_code == 422
    with pytest.raises(ColumnsMissing):
        start_import(by=stage.by, table=table, mapping=table.mapping)
    names = [column_name(title) for title in stage.header.split(";")]
    mapping = {f"colonne-{number}": name for number, name in enumerate(names)}
    client.post(look, {"decision": "relire", **mapping, "colonne-9": "pirate"})
    table.refresh_from_db()
    assert table.mapping == names
    assert "Ligne par ligne" in text_of(client.get(look))
    client.post(look, {"decision": "relire", **dict.fromkeys(mapping, "pirate")})
    table.refresh_from_db()
    assert set(table.mapping) == {""}


def test_nobody_else_sees_or_decides(client: Client, stage: Stage) -> None:
    table, stranger = stage.bring(stage.text(stage.row(1))), PersonFactory()
    client.force_login(stranger)
    pages = [page_of(stage, ""), page_of(stage, "_template")]
    pages += [page_of(stage, "_look", table), page_of(stage, "_refusals", table)]
    assert {client.get(page).status_code for page in pages} == {404}
    with pytest.raises(NotAllowed):
        stage.bring(stage.text(stage.row(1)), by=stranger)
    with pytest.raises(NotAllowed):
        put_table_aside(by=stranger, table=table)
    with pytest.raises(NotAllowed):
        start_import(by=stranger, table=table, mapping=table.mapping)


def test_the_template_is_a_table_that_is_read(client: Client, stage: Stage) -> None:
    client.force_login(stage.by)
    content = b"".join(client.get(page_of(stage, "_template")).streaming_content)
    table = stage.write(content.decode("utf-8-sig"))
    assert (table.mapping, table.counts) == (stage.kind.header, {"new": 1})


@pytest.mark.parametrize("number", [1, 3])
def test_the_look_asks_the_database_as_often(
    client: Client, stage: Stage, number: int, django_assert_num_queries: Callable[..., object]
) -> None:
    table = stage.bring(stage.text(*[stage.row(number_of_row) for number_of_row in range(number)]))
    client.force_login(stage.by)
    client.get(page_of(stage, table=table))
    with django_assert_num_queries(LOOK_QUERIES[stage.kind.name]):
        client.get(page_of(stage, table=table))


def test_what_is_old_is_forgotten(
    stage: Stage, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    table = stage.write(stage.text(stage.row(1), stage.wrong_row))
    forgotten = stage.bring(stage.text(stage.row(2)))
    assert "tableau.csv" in str(personal_data_of(stage.by)["Les tableaux que vous avez apportés"])
    assert forget_old_tables() == 0
    assert TableRefusal.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old_tables(now=timezone.now() + RETENTION + timedelta(hours=1)) == 1
    assert not storage().exists(forgotten.file.name)
    assert not TableRefusal.objects.exists()
    assert TableImport.objects.get() == table
    assert forget_old_tables(now=timezone.now() + timedelta(days=400)) == 1


def test_the_database_keeps_no_file_of_what_is_written(stage: Stage) -> None:
    table = stage.bring(stage.text(stage.row(1)))
    with (
        pytest.raises(IntegrityError, match="people_table_import_file_goes"),
        transaction.atomic(),
    ):
        TableImport.objects.filter(pk=table.pk).update(state="done", finished_at=timezone.now())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", KINDS)
def test_tables_written_at_once_make_each_row_once(name: str) -> None:
    stage = stage_of(name)
    rows = [stage.row(number) for number in range(6)]
    tables = [stage.bring(stage.text(*rows)), stage.bring(stage.text(*rows[::-1]))]
    for table in tables:
        start_import(by=stage.by, table=table, mapping=table.mapping)
    results = race(
        *[lambda pk=each_table.pk: write_rows(pk) for each_table in [*tables, tables[0]]]
    )
    assert outcomes(results) == {"NoneType": 3}
    assert stage.model.objects.count() == 6
    assert set(TableImport.objects.values_list("state", "rows")) == {("done", 6)}


def test_a_table_is_measured_before_it_is_kept(stage: Stage) -> None:
    class Heavy:
        def seek(self, _offset: int, _origin_page: int = 0) -> int:
            return stage.kind.max_octets + 1

    with pytest.raises(TableRefused, match="trop lourd"):
        bring_table(
            by=stage.by,
            kind=stage.kind,
            content=Heavy(),
            file_name="x.csv",
            options=stage.options,
        )
