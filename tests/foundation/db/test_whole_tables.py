"""A migration that creates a table does so in one operation."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
    RemoveField,
)
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.compiler import Trigger, UpsertTriggerSql
from pgtrigger.migrations import AddTrigger

from bocage.foundation.db.whole_tables import (
    WholeTablesAutodetector,
    additions_to_new_tables,
    created_in_order,
    moved_to_tables,
)


def table(name, **fields):
    return CreateModel(name, [("id", models.BigAutoField(primary_key=True)), *fields.items()])


def names(model):
    return models.ForeignKey(f"gardens.{model}", models.CASCADE)


def columns(operation):
    return [name for name, _field in operation.fields]


TALL = AddConstraint("tree", models.CheckConstraint(condition=models.Q(height__gt=0), name="tall"))
BY_HEIGHT = AddIndex("tree", models.Index(fields=["height"], name="by_height"))
TRIGGER = AddTrigger(
    "tree",
    Trigger(
        name="kept",
        sql=UpsertTriggerSql(
            func="RETURN NEW;", operation="UPDATE", pgid="pgtrigger_kept", table="t", when="AFTER"
        ),
    ),
)


def test_constraints_indexes_and_triggers_belong_to_the_creation_of_their_table():
    tree = table("Tree", height=models.IntegerField())
    operations = [tree, TALL, BY_HEIGHT, TRIGGER]

    additions = additions_to_new_tables(operations)
    [whole] = moved_to_tables([tree], additions)

    assert additions == [TALL, BY_HEIGHT, TRIGGER]
    assert whole.options["constraints"] == [TALL.constraint]
    assert whole.options["indexes"] == [BY_HEIGHT.index]
    assert whole.options["triggers"] == [TRIGGER.trigger]


def test_what_is_added_to_a_table_that_exists_stays_where_it_is():
    assert additions_to_new_tables([table("Hedge"), TALL, BY_HEIGHT, TRIGGER]) == []


def test_a_table_comes_after_those_it_names_with_the_fields_that_name_them():
    nest, tree, hedge = table("Nest"), table("Tree", hedge=names("Hedge")), table("Hedge")
    in_tree = AddField("nest", "tree", names("Tree"))

    ordered = created_in_order([nest, hedge, tree, in_tree], "gardens")

    assert [table.name for table in ordered] == ["Hedge", "Tree", "Nest"]
    assert columns(ordered[2]) == ["id", "tree"]


def test_of_two_tables_that_name_each_other_one_is_completed_and_then_constrained():
    hedge, tree = table("Hedge"), table("Tree", hedge=names("Hedge"))
    oldest = AddField("hedge", "oldest", names("Tree"))
    long = AddConstraint("hedge", models.UniqueConstraint(fields=["oldest"], name="one_oldest"))

    ordered = created_in_order([hedge, tree, oldest], "gardens")
    operations = moved_to_tables(ordered, [long])

    assert operations == [hedge, tree, oldest, long]
    assert "constraints" not in hedge.options


def test_a_table_may_name_itself():
    tree = table("Tree")
    parent = AddField("tree", "parent", names("Tree"))

    [whole] = created_in_order([tree, parent], "gardens")

    assert columns(whole) == ["id", "parent"]


def test_a_migration_that_does_more_than_create_keeps_its_order():
    operations = [RemoveField("tree", "height"), table("Nest", tree=names("Tree")), table("Hedge")]

    assert created_in_order(operations, "gardens") == operations


SHORTEST = MinLengthValidator(2)


def garden(name, **options):
    """A state of one table, whose words are these."""
    state = ProjectState()
    column = models.CharField(
        name,
        max_length=20,
        help_text=name,
        choices=[("a", name)],
        validators=[MinLengthValidator(2)],
    )
    tall = models.CheckConstraint(
        condition=models.Q(name__gt=""), name="named", violation_error_message=name
    )
    fields = [("id", models.BigAutoField(primary_key=True)), ("name", column)]
    fields += [("names", ArrayField(column.clone(), verbose_name=name))]
    state.add_model(
        ModelState(
            "gardens", "Tree", fields, {"constraints": [tall], "verbose_name": name, **options}
        )
    )
    return state


def changes(before, after):
    migrations = WholeTablesAutodetector(
        before, after, MigrationQuestioner({"ask_initial": True})
    ).changes(MigrationGraph())
    return [
        operation
        for migration in migrations.get("gardens", [])
        for operation in migration.operations
    ]


def test_words_that_change_make_no_migration():
    assert changes(garden("arbre"), garden("un arbre", ordering=["name"])) == []


def test_a_new_table_is_written_without_words():
    [tree] = changes(ProjectState(), garden("arbre"))

    fields = dict(tree.fields)
    assert fields["name"].deconstruct()[3] == {"max_length": 20}
    assert fields["names"].base_field.deconstruct()[3] == {"max_length": 20}
    assert list(tree.options) == ["constraints"]
    assert "violation_error_message" not in tree.options["constraints"][0].deconstruct()[2]


def test_a_column_that_changes_makes_one():
    after = garden("arbre")
    after.models["gardens", "tree"].fields["name"].max_length = 30

    [altered] = changes(garden("arbre"), after)

    assert (altered.name, altered.field.max_length) == ("name", 30)
