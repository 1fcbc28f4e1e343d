import pytest
from pydantic import ValidationError

from bocage.foundation.db.database import (
    RUNS_BEFORE_PREPARED,
    database_from_url,
    go_through_pooler,
    limit_waiting,
    replica_from_url,
)
from bocage.foundation.monitoring.safety import UnsafeConfiguration, dangers, refuse_if_unsafe
from bocage.foundation.ops import configuration_table, up
from bocage.foundation.ops.configuration import Configuration
from bocage.foundation.ops.terminal import terminal_language

STRONG_KEY = "tirée-au-hasard-" * 5


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    """Removes the variables of the tests and of the machine, so that only those of the test
    apply."""
    for name in Configuration.model_fields:
        monkeypatch.delenv(f"BOCAGE_{name.upper()}", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)


def configuration(**values: object) -> Configuration:
    return Configuration(**values)


@pytest.mark.parametrize(
    "exposure",
    [
        {"host": "0.0.0.0"},  # noqa: S104 - the very thing that is refused
        {"host": "::"},
        {"base_url": "https://bocage.example"},
        {"environment": "production"},
    ],
)
@pytest.mark.parametrize(
    ("unsafe", "variable"),
    [
        ({}, "BOCAGE_SECRET_KEY"),
        ({"secret_key": "court"}, "BOCAGE_SECRET_KEY"),
        ({"secret_key": "a" * 80}, "BOCAGE_SECRET_KEY"),
        ({"secret_key": STRONG_KEY, "debug": True}, "BOCAGE_DEBUG"),
        ({"secret_key": STRONG_KEY, "demo": True}, "BOCAGE_DEMO"),
    ],
)
def test_unsafe_settings_are_refused_wherever_others_can_reach_the_instance(
    exposure, unsafe, variable
):
    with pytest.raises(UnsafeConfiguration) as refusal:
        refuse_if_unsafe(configuration(**exposure, **unsafe))
    assert str(refusal.value).count("\n") == 1
    assert variable in str(refusal.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_unsafe_settings_are_fine_on_loopback(host):
    assert dangers(configuration(host=host, debug=True, demo=True)) == []


def test_safe_settings_are_served_to_everybody():
    safe = configuration(host="::", secret_key=STRONG_KEY, base_url="https://bocage.example")
    assert dangers(safe) == []


def test_another_wsgi_server_refuses_unsafe_settings_too(settings, monkeypatch):
    import importlib

    # Connections of the tests do not take the role of pages for it.
    monkeypatch.setattr("bocage.foundation.db.web_role.serve_in_web_role", lambda: None)
    monkeypatch.setattr("bocage.foundation.db.hidden_rows.watch_connections", lambda: None)
    import bocage.wsgi

    settings.BOCAGE = configuration(host="::", demo=True, secret_key=STRONG_KEY)
    with pytest.raises(UnsafeConfiguration):
        importlib.reload(bocage.wsgi)


def test_another_wsgi_server_loads_the_application_first():
    import os
    import subprocess
    import sys

    environment = os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:9/none"}
    loaded = subprocess.run(
        [sys.executable, "-c", "import bocage.wsgi"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert loaded.returncode == 0, loaded.stderr


def test_options_of_up_are_the_settings_of_its_processes(monkeypatch, tmp_path):
    import os

    monkeypatch.setattr(os, "environ", {})
    up.configure_from_options(
        ["--host", "::1", "--port=8001", "--data-dir", str(tmp_path), "--no-demo"]
    )
    assert os.environ == {
        "BOCAGE_HOST": "::1",
        "BOCAGE_PORT": "8001",
        "BOCAGE_DATA_DIR": str(tmp_path),
        "BOCAGE_DEMO": "False",
    }


def test_relative_data_folder_means_one_folder_for_every_process(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert configuration(data_dir="donnees").data_dir == tmp_path / "donnees"


@pytest.mark.parametrize("values", [{"port": 0}, {"web_workers": 0}, {"environment": "staging"}])
def test_value_that_means_nothing_is_refused(values):
    with pytest.raises(ValidationError):
        configuration(**values)


def test_database_address_says_everything():
    settings = database_from_url(
        "postgresql://marie:p%40ss@db.example:5433/bocage?sslmode=require&host=/run/pg"
    )
    assert settings["NAME"] == "bocage"
    assert (settings["USER"], settings["PASSWORD"]) == ("marie", "p@ss")
    assert (settings["HOST"], settings["PORT"]) == ("/run/pg", "5433")
    assert settings["OPTIONS"] == {
        "sslmode": "require",
        "prepare_threshold": RUNS_BEFORE_PREPARED,
    }


def test_database_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="postgresql://"):
        database_from_url("mysql://marie@db.example/bocage")


def test_pages_wait_less_than_scripts_and_keep_what_the_address_asks():
    settings = database_from_url("postgresql:///bocage?options=-c search_path=bocage")
    limit_waiting(settings)
    assert settings["OPTIONS"]["options"] == (
        "-c search_path=bocage -c statement_timeout=20s -c lock_timeout=8s"
        " -c idle_in_transaction_session_timeout=60s"
    )


def test_pages_behind_a_pooler_keep_nothing_that_belongs_to_a_session():
    settings = database_from_url("postgresql:///bocage?options=-c search_path=bocage")
    go_through_pooler(settings, "postgresql://bocage_web@127.0.0.1:6432/bocage")
    assert (settings["USER"], settings["PORT"]) == ("bocage_web", "6432")
    assert settings["DISABLE_SERVER_SIDE_CURSORS"]
    assert settings["OPTIONS"] == {"prepare_threshold": RUNS_BEFORE_PREPARED}


def test_a_replica_that_is_cut_off_is_not_waited_for():
    options = replica_from_url("postgresql://db/bocage?connect_timeout=1")["OPTIONS"]
    assert (options["connect_timeout"], options["tcp_user_timeout"]) == ("1", "3000")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "fr_FR.UTF-8", "LANG": "en_GB.UTF-8"}, "fr"),
        ({"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "fr_FR"}, "en"),
    ],
)
def test_commands_speak_as_the_terminal(environment, language):
    assert terminal_language(environment) == language


def test_every_variable_is_in_the_documented_table():
    document = configuration_table.DOCUMENT.read_text()
    assert document == configuration_table.with_present_table(document), (
        "Run `bocage configuration_table`"
    )
    for name in Configuration.model_fields:
        assert f"| `{configuration_table.variable(name)}` |" in document


def test_table_without_its_marks_is_refused():
    with pytest.raises(ValueError, match="marks"):
        configuration_table.with_present_table("# Configuration")
