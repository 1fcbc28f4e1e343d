"""The run of every bench is stored in a file as it progresses, and can be resumed."""

import json

import pytest
from django.core.management import CommandError, call_command

from bench.commands import measure
from bench.harness.registry import Report, Workload
from bocage import __version__


@pytest.fixture
def interrupting():
    """The benches during which the whole run is broken off."""
    return set()


@pytest.fixture
def measured(interrupting, monkeypatch):
    """Three benches that cost nothing: the names of those that were measured."""
    names = []

    def measure(name, _size, _environment):
        if name in interrupting:
            raise KeyboardInterrupt
        names.append(name)
        return {
            "parameters": {},
            "figures": {f"{name}.p95_ms": 10.0},
            "failures": [],
            "machine": {"cores": 2, "million_steps_ms": 9.0 + len(names)},
            "sources": [f"state {len(names)}"],
        }

    workloads = {
        name: Workload(name, f"the {name}", lambda _size: Report({}, {}, {}))
        for name in ("one", "three", "two")
    }
    monkeypatch.setattr("bench.commands.measure.workloads", lambda: workloads)
    monkeypatch.setattr("bench.harness.together.measure_apart", measure)
    return names


def run(path, *options):
    call_command(
        measure.Command(), "all", "--size", "region", "--json", "--keep", str(path), *options
    )


def read_run(path):
    return json.loads(path.read_text())


def test_a_run_that_is_interrupted_goes_on_with_what_was_not_measured(
    measured, interrupting, tmp_path, capsys
):
    path = tmp_path / "region.json"
    interrupting.add("three")
    with pytest.raises(KeyboardInterrupt):
        run(path)
    assert list(read_run(path)["workloads"]) == ["one"]

    interrupting.clear()
    run(path)

    output = capsys.readouterr()
    assert measured == ["one", "three", "two"]
    assert "1/3 one: taken over" in output.err
    assert json.loads(output.out) == read_run(path)
    assert list(read_run(path)["workloads"]) == ["one", "three", "two"]
    assert list(tmp_path.iterdir()) == [path]


def test_each_bench_keeps_the_pace_of_its_own_minute(measured, tmp_path):
    run(tmp_path / "region.json", "--rounds", "3")

    workloads = read_run(tmp_path / "region.json")["workloads"]
    paces = [measure["machine"]["million_steps_ms"] for measure in workloads.values()]
    assert paces == [11.0, 14.0, 17.0]


def test_what_broke_off_is_measured_again(measured, tmp_path):
    path = tmp_path / "region.json"
    run(path)
    broken = read_run(path)
    broken["workloads"]["two"] |= {"figures": {}, "failures": ["It broke off."], "machine": {}}
    path.write_text(json.dumps(broken))

    run(path)

    assert measured == ["one", "three", "two", "two"]
    assert read_run(path)["workloads"]["two"]["failures"] == []


@pytest.mark.parametrize(
    ("name", "value"), [("size", "france"), ("version", "0.0.9"), ("rounds", 3), ("version", None)]
)
def test_a_run_of_another_kind_is_refused_and_left_as_it_is(measured, tmp_path, name, value):
    path = tmp_path / "region.json"
    run(path)
    changed_run = read_run(path) | {name: value}
    path.write_text(json.dumps(changed_run))

    with pytest.raises(CommandError, match=f"is a run whose {name} is {value}"):
        run(path)

    assert read_run(path) == changed_run
    assert len(measured) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "\x00",
        '{"name": "all", "workloads": {',
        '{"name": "all", "machine": {}, "workloads": []}',
        '{"name": "all", "machine": {}, "workloads": {"one": {"figures": {}}}}',
        '{"name": "booking", "parameters": {}, "figures": {}, "machine": {}, "failures": []}',
    ],
)
def test_what_no_bench_kept_is_refused_and_left_as_it_is(measured, tmp_path, text):
    path = tmp_path / "other"
    path.write_text(text)

    with pytest.raises(CommandError, match=r"cannot be read|is nothing that `python -m bench all`"):
        run(path)

    assert path.read_text() == text
    assert measured == []


def test_a_file_that_cannot_be_written_is_reported_before_anything_is_measured(measured, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        run(tmp_path / "nowhere" / "region.json")
    assert measured == []


def test_each_bench_keeps_the_states_of_the_code_that_it_was_measured_with(measured, tmp_path):
    run(tmp_path / "region.json", "--rounds", "2")

    workloads = read_run(tmp_path / "region.json")["workloads"]
    assert workloads["one"]["sources"] == ["state 1", "state 2"]


def test_the_version_of_the_product_is_reported(measured, tmp_path):
    run(tmp_path / "region.json")
    assert read_run(tmp_path / "region.json")["version"] == __version__
