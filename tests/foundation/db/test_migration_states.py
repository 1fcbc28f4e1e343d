"""Historical models: what a new table changes of those that were there."""

import pytest
from django.core.management.commands import migrate as django_migrate
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.compiler import Trigger, UpsertTriggerSql
from pgtrigger.migrations import AddTrigger

from bocage.foundation.db.migration_states import GrowingExecutor, GrowingState, our_labels
from bocage.foundation.management.commands import migrate


def table(name, **fields):
    return ModelState(
        "gardens", name, [("id", models.BigAutoField(primary_key=True)), *fields.items()]
    )


def names(model, **options):
    return models.ForeignKey(f"gardens.{model}", models.CASCADE, **options)


@pytest.fixture
def state():
    state = GrowingState()
    state.add_model(table("Garden"))
    state.add_model(table("Tree", garden=names("Garden", related_name="trees")))
    assert state.apps.get_model("gardens", "Tree")
    return state


def test_a_new_table_leaves_the_models_that_were_there_and_they_learn_of_it(state):
    garden = state.apps.get_model("gardens", "Garden")

    state.add_model(table("Bench", garden=names("Garden", related_name="benches")))

    assert state.apps.get_model("gardens", "Garden") is garden
    assert state.apps.get_model("gardens", "Bench").garden.field.related_model is garden
    assert {
        related_object.get_accessor_name() for related_object in garden._meta.related_objects
    } == {"trees", "benches"}


def test_a_table_that_is_named_before_it_is_there_is_found_once_it_is(state):
    state.add_model(table("Nest", bird=names("Bird")))
    state.add_model(table("Bird"))

    nest = state.apps.get_model("gardens", "Nest")
    assert nest.bird.field.related_model is state.apps.get_model("gardens", "Bird")


def test_a_table_that_comes_back_is_made_anew_with_all_that_name_it(state):
    tree = state.apps.get_model("gardens", "Tree")

    state.add_model(table("Garden", label=models.TextField()))

    assert state.apps.get_model("gardens", "Garden")._meta.get_field("label")
    assert state.apps.get_model("gardens", "Tree") is not tree


def test_a_copy_grows_in_the_same_way_and_apart(state):
    copied = state.clone()
    copied.add_model(table("Bench", garden=names("Garden")))

    assert isinstance(copied, GrowingState)
    assert copied.apps.get_model("gardens", "Bench")
    with pytest.raises(LookupError):
        state.apps.get_model("gardens", "Bench")


@pytest.mark.parametrize(
    ("add", "option", "added"),
    [
        ("add_index", "indexes", models.Index(fields=["id"], name="by_id")),
        ("add_constraint", "constraints", models.UniqueConstraint(fields=["id"], name="once")),
    ],
)
def test_an_index_or_a_constraint_is_learnt_by_its_own_model_and_changes_no_other(
    state, add, option, added
):
    garden, tree = (state.apps.get_model("gardens", name) for name in ("Garden", "Tree"))
    assert garden._meta.total_unique_constraints == []

    getattr(state, add)("gardens", "garden", added)

    assert state.apps.get_model("gardens", "Garden") is garden
    assert state.apps.get_model("gardens", "Tree") is tree
    assert state.models["gardens", "garden"].options[option] == [added]
    assert getattr(garden._meta, option) == [added]
    assert [constraint.name for constraint in garden._meta.total_unique_constraints] == (
        ["once"] if option == "constraints" else []
    )


def test_a_trigger_is_learnt_by_its_own_model_and_changes_no_other(state):
    garden, tree = (state.apps.get_model("gardens", name) for name in ("Garden", "Tree"))
    sql = UpsertTriggerSql(func="", hash="0", operation="INSERT", pgid="t", table="g", when="AFTER")
    trigger = Trigger(name="counts", sql=sql)

    AddTrigger("garden", trigger).state_forwards("gardens", state)

    assert state.apps.get_model("gardens", "Garden") is garden
    assert state.apps.get_model("gardens", "Tree") is tree
    assert state.models["gardens", "garden"].options["triggers"] == [trigger]
    assert garden._meta.triggers == [trigger]


def test_a_field_is_learnt_by_its_own_model_and_changes_no_other(state):
    garden, tree = (state.apps.get_model("gardens", name) for name in ("Garden", "Tree"))
    assert [field.name for field in garden._meta.fields] == ["id"]

    label = models.TextField(default="unknown")
    state.add_field("gardens", "garden", "label", label, preserve_default=False)

    assert state.apps.get_model("gardens", "Garden") is garden
    assert state.apps.get_model("gardens", "Tree") is tree
    assert not state.models["gardens", "garden"].fields["label"].has_default()
    assert garden(label="Clos").label == "Clos"
    assert label.has_default()


def test_a_field_names_the_model_of_now_even_where_its_own_was_made_before(state):
    tree = state.apps.get_model("gardens", "Tree")
    state.add_model(table("Bench"))
    state = state.clone()
    state.alter_field("gardens", "bench", "id", models.UUIDField(primary_key=True), True)
    bench = state.apps.get_model("gardens", "Bench")

    state.add_field(
        "gardens", "tree", "shades", names("Bench", related_name="shaded"), preserve_default=True
    )

    assert tree._meta.get_field("shades").related_model is bench
    assert [
        related_object.get_accessor_name() for related_object in bench._meta.related_objects
    ] == ["shaded"]


def test_a_field_that_names_many_has_its_table_made_by_django(state):
    many = models.ManyToManyField("gardens.Tree", related_name="+")

    state.add_field("gardens", "garden", "favourites", many, preserve_default=True)

    through = state.apps.get_model("gardens", "Garden").favourites.through
    assert through is state.apps.get_model("gardens", "Garden_favourites")


@pytest.mark.django_db
def test_states_that_are_kept_to_go_back_are_those_of_django():
    executor = GrowingExecutor(connection)

    assert type(executor._create_project_state()) is ProjectState
    assert type(executor._create_project_state(with_applied_migrations=True)) is GrowingState


def test_our_command_runs_on_such_a_state():
    assert issubclass(migrate.Command, django_migrate.Command)
    assert django_migrate.MigrationExecutor is GrowingExecutor


@pytest.mark.django_db
def test_tables_of_libraries_come_before_those_that_do_not_need_them():
    executor = GrowingExecutor(connection)

    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)

    order = [migration.app_label for migration, _is_backwards in plan]
    last_of_wagtail = len(order) - order[::-1].index("wagtailcore")
    assert {*order[:last_of_wagtail]} & our_labels() == {"territory", "people"}
