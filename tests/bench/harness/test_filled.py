"""A filled instance is temporary, or stored in the folder set in the environment."""

import pytest

from bench.harness.filled import FILLED_VARIABLE, filled_instance
from bench.harness.instance import Instance
from bench.harness.sizes import SIZES


@pytest.fixture
def fillings(monkeypatch):
    """The folders that were filled, by instances that never start."""
    folders = []

    def set_stage(instance, *_command):
        folders.append(instance.data_folder)
        return {"session": "s", "token": "t", "figures": {}}

    monkeypatch.delenv(FILLED_VARIABLE, raising=False)
    monkeypatch.setattr(Instance, "set_stage", set_stage)
    monkeypatch.setattr(Instance, "start", lambda _instance: 0.0)
    return folders


def test_without_a_folder_it_is_filled_and_thrown_away(fillings):
    with filled_instance(SIZES["quick"], settings={}) as (instance, stage):
        assert stage["session"] == "s"
    assert not instance.data_folder.exists()


def test_in_a_folder_it_is_filled_once_and_begins_as_no_bench_had_changed_it(
    fillings, monkeypatch, tmp_path
):
    folder = tmp_path / "kept"
    monkeypatch.setenv(FILLED_VARIABLE, str(folder))
    settings, leftover = folder / "postgres" / "postgresql.auto.conf", folder / "kept"

    for _twice in range(2):
        with filled_instance(SIZES["quick"], settings={}) as (instance, stage):
            assert (instance.data_folder, stage["token"]) == (folder, "t")
            assert not settings.exists() or settings.read_text() == ""
            assert not leftover.exists()
        settings.parent.mkdir(exist_ok=True)
        settings.write_text("auto_explain.log_analyze = on")
        (leftover / "open-data").mkdir(parents=True)

    assert fillings == [folder]


def test_a_folder_of_another_size_is_refused(fillings, monkeypatch, tmp_path):
    monkeypatch.setenv(FILLED_VARIABLE, str(tmp_path))
    with filled_instance(SIZES["quick"], settings={}):
        pass

    with (
        pytest.raises(ValueError, match="at the size quick"),
        filled_instance(SIZES["region"], settings={}),
    ):
        pass
