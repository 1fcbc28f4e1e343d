"""Review of migrations, on examples that would be rejected."""

import pytest
from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState

from tests.new_migrations.review import Cost, costs_of, objections

TREE = ModelState(
    "gardens",
    "Tree",
    [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())],
)


def migration_of(*operations, **attributes):
    migration = type("Migration", (migrations.Migration,), {"operations": operations, **attributes})
    return migration("0002_more", "gardens")


@pytest.fixture
def released():
    state = ProjectState()
    state.add_model(TREE)
    return state


def objections_of(*operations, released, costs=(), **attributes):
    return " ".join(objections(migration_of(*operations, **attributes), costs, released))


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ('CREATE INDEX "by_name" ON "tree" ("name");', "require-concurrent-index-creation"),
        ('ALTER TABLE "tree" ALTER COLUMN "id" TYPE text;', "changing-column-type"),
        ('ALTER TABLE "tree" DROP COLUMN "name";', "ban-drop-column"),
        ('ALTER TABLE "tree" RENAME COLUMN "name" TO "label";', "renaming-column"),
        ('ALTER TABLE "tree" ALTER COLUMN "name" SET NOT NULL;', "adding-not-nullable-field"),
        ('ALTER TABLE "tree" ALTER COLUMN "name" DROP DEFAULT;', "ban-drop-default"),
        (
            'ALTER TABLE "tree" ADD CONSTRAINT "named" CHECK ("name" <> \'\');',
            "constraint-missing-not-valid",
        ),
    ],
)
def test_what_locks_or_breaks_a_table_that_is_there_is_a_cost(statement, rule, tmp_path):
    assert rule in {cost.rule for cost in costs_of(migration_of(), [statement], tmp_path)}


def test_a_new_table_and_what_does_not_hinder_cost_nothing(tmp_path):
    statements = [
        'CREATE TABLE "leaf" ("id" bigint NOT NULL PRIMARY KEY, "tree_id" bigint NOT NULL);',
        'CREATE INDEX "by_tree" ON "leaf" ("tree_id");',
        'ALTER TABLE "tree" ADD COLUMN "height" integer NULL;',
        'ALTER TABLE "tree" ADD COLUMN "kind" varchar(10) DEFAULT \'\' NOT NULL;',
    ]
    assert costs_of(migration_of(), statements, tmp_path) == []


def test_python_in_a_migration_says_how_many_rows_it_writes(tmp_path):
    fill = migrations.RunPython(migrations.RunPython.noop, migrations.RunPython.noop)
    nested = migrations.SeparateDatabaseAndState(database_operations=[fill])

    assert [cost.rule for cost in costs_of(migration_of(nested), [], tmp_path)] == ["changes-rows"]


def test_a_cost_is_borne_where_it_is_stated_with_its_reason(released):
    cost = Cost(rule="ban-drop-column", reason="Dropping a column may break clients.")

    assert "`costs` says why" in objections_of(released=released, costs=[cost])
    blank = migration_of(costs={"ban-drop-column": " "})
    assert objections(blank, [cost], released)
    migration = migration_of(costs={"ban-drop-column": "Nobody reads it since 0.2."})
    assert objections(migration, [cost], released) == []


def test_a_reason_for_a_cost_that_is_no_more_is_an_objection():
    migration = migration_of(costs={"ban-drop-column": "Nobody reads it since 0.2."})
    assert "which it does not cost" in objections(migration, [], ProjectState())[0]


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("Tree", "name"),
        migrations.RenameField("Tree", "name", "label"),
        migrations.AlterField("Tree", "name", models.TextField(db_column="label")),
        migrations.DeleteModel("Tree"),
        migrations.RenameModel("Tree", "Plant"),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RemoveField("Tree", "name")]
        ),
    ],
)
def test_what_the_release_of_before_reads_is_not_taken_from_it(operation, released):
    assert "the release of before reads gardens.tree" in objections_of(operation, released=released)


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("Tree", "added_since"),
        migrations.DeleteModel("Shrub"),
        migrations.AlterField("Tree", "name", models.CharField(max_length=9)),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField("Tree", "name")]
        ),
    ],
)
def test_what_it_does_not_read_may_go(operation, released):
    assert objections_of(operation, released=released) == ""


@pytest.mark.parametrize(
    "operation",
    [migrations.RunPython(migrations.RunPython.noop), migrations.RunSQL("SELECT 1")],
)
def test_each_step_has_a_way_back(operation, released):
    assert "it has no way back" in objections_of(operation, released=released)
    nested = migrations.SeparateDatabaseAndState(database_operations=[operation])
    assert "it has no way back" in objections_of(nested, released=released)
