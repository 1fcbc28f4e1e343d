"""Historical models: what a new table changes of those that were there."""

import pytest
from django.core.management.commands import migrate as django_migrate
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState

from bocage.foundation.management.commands import migrate
from bocage.foundation.migration_states import GrowingExecutor, GrowingState


def table(name, **fields):
    return ModelState(
        "gardens", name, [("id", models.BigAutoField(primary_key=True)), *fields.items()]
    )


def names(other, **options):
    return models.ForeignKey(f"gardens.{other}", models.CASCADE, **options)


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
    assert {one.get_accessor_name() for one in garden._meta.related_objects} == {"trees", "benches"}


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
    assert [one.name for one in garden._meta.total_unique_constraints] == (
        ["once"] if option == "constraints" else []
    )


@pytest.mark.django_db
def test_states_that_are_kept_to_go_back_are_those_of_django():
    executor = GrowingExecutor(connection)

    assert type(executor._create_project_state()) is ProjectState
    assert type(executor._create_project_state(with_applied_migrations=True)) is GrowingState


def test_our_command_runs_on_such_a_state():
    assert issubclass(migrate.Command, django_migrate.Command)
    assert django_migrate.MigrationExecutor is GrowingExecutor
