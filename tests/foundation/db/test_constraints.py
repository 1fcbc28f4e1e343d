"""Refusals for the constraints of the database."""

import ast
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from bocage.foundation.db.constraints import PARTITION_NUMBER, constraint_of, giving_way, refusing
from bocage.foundation.errors import Refusal
from bocage.foundation.ops.configuration import PROJECT_FOLDER

SOURCES = PROJECT_FOLDER / "src"

pytestmark = pytest.mark.django_db


class NameTaken(Refusal):
    default_sentence = "Ce nom est pris."


class AgeWrong(Refusal):
    default_sentence = "Cet âge ne va pas."


@pytest.fixture(autouse=True)
def table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE constraint_trial ("
            " name text CONSTRAINT trial_named_once UNIQUE,"
            " age int CONSTRAINT trial_age_positive CHECK (age > 0)"
            ") ON COMMIT DROP"
        )


def write(name: str, age: int = 1) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO constraint_trial VALUES (%s, %s)", [name, age])


@refusing({"trial_named_once": NameTaken})
def write_both(first: str, second: str) -> None:
    write(first)
    write(second)


def names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM constraint_trial ORDER BY name")
        return [name for (name,) in cursor.fetchall()]


def test_broken_constraint_chooses_the_refusal() -> None:
    write("Ada")

    with pytest.raises(AgeWrong), refusing({"trial_age_positive": AgeWrong}):
        write("Bea", age=0)
    with pytest.raises(NameTaken), refusing({"trial_named_once": NameTaken}):
        write("Ada")


@pytest.mark.parametrize("make", [NameTaken("Déjà là."), lambda: NameTaken("Déjà là.")])
def test_refusal_may_be_given_whole_or_made(make) -> None:
    write("Ada")

    with pytest.raises(NameTaken) as refused, refusing({"trial_named_once": make}):
        write("Ada")

    assert refused.value.sentence == "Déjà là."
    assert isinstance(refused.value.__cause__, IntegrityError)


def test_refused_block_is_undone_and_the_transaction_goes_on() -> None:
    write("Ada")

    with pytest.raises(NameTaken):
        write_both("Bea", "Ada")
    write("Cleo")

    assert names() == ["Ada", "Cleo"]


def test_function_is_decorated_and_may_be_called_again() -> None:
    decorated = refusing({"trial_named_once": NameTaken})(write)

    decorated("Ada")
    for _twice in range(2):
        with pytest.raises(NameTaken):
            decorated("Ada")

    assert names() == ["Ada"]


def test_other_constraint_is_not_refused() -> None:
    with pytest.raises(IntegrityError), refusing({"trial_named_once": NameTaken}):
        write("Ada", age=0)


def test_constraint_typed_in_a_text_does_not_choose_the_refusal() -> None:
    """PostgreSQL repeats the name that is there twice in the text of its error."""
    typed = 'trial_age_positive "trial_age_positive"'
    refusals = {"trial_age_positive": AgeWrong, "trial_named_once": NameTaken}
    write(typed)

    with pytest.raises(NameTaken) as refused, refusing(refusals):
        write(typed)

    assert "trial_age_positive" in str(refused.value.__cause__)


def test_block_that_gives_way_goes_on_after_it() -> None:
    write("Ada")

    with giving_way("trial_named_once"):
        write("Bea")
        write("Ada")
    with pytest.raises(IntegrityError), giving_way("trial_named_once"):
        write("Cleo", age=0)

    assert names() == ["Ada"]


def test_constraint_of_a_partition_has_the_name_of_its_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE constraint_trial RENAME CONSTRAINT trial_named_once TO once_12")
    write("Ada")

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write("Ada")

    assert constraint_of(refused.value) == "once"


def test_error_without_a_constraint_has_no_name() -> None:
    assert constraint_of(IntegrityError("no free code")) == ""


def test_constraints_that_are_named_exist() -> None:
    existing = constraints_of_the_database()

    assert sorted({name for name in named_constraints() if name not in existing}) == []


def test_no_constraint_that_is_named_ends_like_one_of_a_partition() -> None:
    assert [name for name in named_constraints() if PARTITION_NUMBER.search(name)] == []


def constraints_of_the_database() -> set[str]:
    """Names of constraints, of unique indexes, and of those that triggers give."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace"
            " UNION SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
            " WHERE indisunique AND relnamespace = 'public'::regnamespace"
            " UNION SELECT given[1] FROM pg_proc,"
            " regexp_matches(prosrc, 'CONSTRAINT = ''(\\w+)''', 'g') given"
        )
        return {name for (name,) in cursor.fetchall()}


def named_constraints() -> Iterator[str]:
    """Constraints that the code names to `refusing`, `giving_way` or beside `constraint_of`."""
    for path in SOURCES.rglob("*.py"):
        text = path.read_text()
        if "foundation.db.constraints import" not in text:
            continue
        module = import_module(".".join(path.relative_to(SOURCES).with_suffix("").parts))
        for node in ast.walk(ast.parse(text)):
            yield from (str(name) for name in _names_in(node, vars(module)))


def _names_in(node: ast.AST, names: dict) -> Iterator[object]:
    """Values of what is named there; of what only a call knows, nothing."""
    match node:
        case ast.Call(func=ast.Name(id="refusing" | "giving_way"), args=arguments):
            for argument in arguments:
                yield from _evaluated(argument, names)
        case ast.Compare(left=ast.Call(func=ast.Name(id="constraint_of")), comparators=[operand]):
            yield from _evaluated(operand, names)


def _evaluated(node: ast.expr, names: dict) -> Iterator[object]:
    match node:
        case ast.Starred(value=value):
            yield from _evaluated(value, names)
        case ast.Dict(keys=keys):
            for key in keys:
                yield from _evaluated(key, names) if key is not None else ()
        case ast.Constant(value=value):
            yield value
        case ast.Name(id=name) if name in names:
            value = names[name]
            yield from [value] if isinstance(value, str) else value
