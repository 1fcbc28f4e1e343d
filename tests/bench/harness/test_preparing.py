"""Benches start from copies of a migrated database, with the communes that they need."""

import pytest

from bench.harness.instance import BEGINS_WITH_VARIABLE, Instance, temporary_instance
from bench.harness.preparing import prepared


@pytest.fixture
def commands(monkeypatch):
    """Returns the commands run by instances whose database is one file."""
    ran = []

    def run(instance, *command):
        ran.append(command)
        cluster = instance.data_folder / "postgres"
        cluster.mkdir(parents=True, exist_ok=True)
        with (cluster / "done").open("a") as file:
            file.write(f"{' '.join(command[:2])};")
        return ""

    monkeypatch.delenv(BEGINS_WITH_VARIABLE, raising=False)
    monkeypatch.setattr(Instance, "run", run)
    monkeypatch.setattr(Instance, "start", lambda _instance: 0.0)
    return ran


def commands_at_start(communes):
    """Returns the commands run on the database of an instance at its start."""
    with temporary_instance(web_workers=1, communes=communes) as instance:
        file = instance.data_folder / "postgres" / "done"
        return file.read_text() if file.exists() else ""


def test_each_instance_begins_with_the_communes_that_it_asks_for(commands, monkeypatch):
    with prepared([("--all",), ("61",), ("61",)]) as environment:
        monkeypatch.setenv(BEGINS_WITH_VARIABLE, environment[BEGINS_WITH_VARIABLE])
        assert len(commands) == 3
        assert commands_at_start(()) == "migrate --verbosity;"
        assert commands_at_start(("61",)) == "migrate --verbosity;import_territory 61;"
        assert commands_at_start(("--all",)) == "migrate --verbosity;import_territory --all;"
        assert len(commands) == 3

        assert commands_at_start(("14", "61")) == "migrate --verbosity;import_territory 14;"


def test_without_a_prepared_one_it_begins_with_nothing_and_imports(commands):
    assert commands_at_start(()) == ""
    assert commands_at_start(("61",)) == "import_territory 61;"
    assert commands == [("import_territory", "61", "--offline", "--json")]


def test_what_the_environment_names_is_not_made_again(commands, monkeypatch, tmp_path):
    monkeypatch.setenv(BEGINS_WITH_VARIABLE, str(tmp_path))

    with prepared([("61",)]) as environment:
        assert environment[BEGINS_WITH_VARIABLE] == str(tmp_path)
    assert commands == []
