import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bench.commands import measure
from bench.harness import registry
from bench.harness.registry import Report, Workload
from bench.harness.sources import LENGTH
from bench.stages import stages


@pytest.fixture
def workload(monkeypatch):
    """Registers a workload for one test, and returns the function that chooses its report."""

    def use(report: Report) -> None:
        workloads = registry.workloads() | {
            "fake": Workload("fake", "a fake", lambda size: report if size.is_quick else broken())
        }
        monkeypatch.setattr("bench.commands.measure.workloads", lambda: workloads)

    def broken() -> Report:
        raise AssertionError("the quick run was asked for")

    return use


REPORT = Report({"requests": 3}, {"fake.p95_ms": 1.5}, {"cores": 2})


def test_json_keeps_the_shape_of_every_bench(workload, capsys):
    workload(REPORT)

    call_command(measure.Command(), "fake", "--quick", "--json")

    document = json.loads(capsys.readouterr().out)
    (digest,) = document.pop("sources")
    assert len(digest) == LENGTH
    assert document == {
        "name": "fake",
        "parameters": {"requests": 3},
        "figures": {"fake.p95_ms": 1.5},
        "machine": {"cores": 2},
        "failures": [],
    }


def test_text_tells_each_figure_and_the_machine(workload, capsys):
    workload(REPORT)

    call_command(measure.Command(), "fake", "--quick")

    text = capsys.readouterr().out
    assert "fake.p95_ms" in text
    assert "1.5" in text
    assert "cores 2" in text


def test_a_broken_promise_is_printed_with_the_figures_and_fails_the_command(workload, capsys):
    workload(Report({}, {"fake.overlaps": 1}, {}, ["One overlap."]))

    with pytest.raises(CommandError, match="One overlap"):
        call_command(measure.Command(), "fake", "--quick", "--json")

    assert json.loads(capsys.readouterr().out)["figures"] == {"fake.overlaps": 1}


def test_an_unknown_workload_is_refused_with_the_names_of_those_that_exist():
    with pytest.raises(CommandError, match="invalid choice"):
        call_command(measure.Command(), "nothing")


def test_the_client_keeps_its_own_ceiling_far_above_what_it_measures(capsys):
    call_command(measure.Command(), "ceiling", "--quick", "--json")

    report = json.loads(capsys.readouterr().out)
    assert report["parameters"] == {"requests": 2_000, "concurrency": 8}
    assert sorted(report["figures"]) == [
        "client.cpu_per_request_ms",
        "client.p50_ms",
        "client.p95_ms",
        "client.requests_per_s",
    ]
    assert report["figures"]["client.requests_per_s"] > 0


def test_files_are_for_the_workload_that_takes_them(workload, tmp_path):
    workload(REPORT)

    with pytest.raises(CommandError, match="unrecognized arguments"):
        call_command(measure.Command(), "fake", "--quick", str(tmp_path / "agence.zip"))


@pytest.mark.parametrize(
    "arguments", [["--truth", "pairs.csv"], ["agence.zip"], ["--truth", "no.csv", "no.zip"]]
)
def test_joins_ask_for_a_truth_and_deliveries_that_are_there(arguments):
    with pytest.raises(CommandError, match=r"Give both|There is no file"):
        call_command(measure.Command(), "linkage", *arguments)


def test_all_take_the_middle_of_their_rounds_and_tell_what_failed(monkeypatch, capsys):
    values = iter([9.0, 2.0, 4.0])

    def measure_apart(name, size, _environment):
        value = next(values)
        return {
            "parameters": {"size": size.name},
            "figures": {f"{name}.p95_ms": value},
            "failures": ["Slow."] * (value > 5),
        }

    workloads = {"fake": Workload("fake", "a fake", lambda _size: REPORT)}
    monkeypatch.setattr("bench.commands.measure.workloads", lambda: workloads)
    monkeypatch.setattr("bench.harness.together.measure_apart", measure_apart)

    with pytest.raises(CommandError, match=r"^fake: Slow\.$"):
        call_command(measure.Command(), "all", "--size", "departement", "--rounds", "3", "--json")

    document = json.loads(capsys.readouterr().out)
    assert (document["size"], document["rounds"], document["machine"]["cores"] > 0) == (
        "departement",
        3,
        True,
    )
    assert document["workloads"]["fake"]["figures"] == {"fake.p95_ms": 4.0}
    assert document["workloads"]["fake"]["parameters"] == {"size": "departement"}


def test_a_workload_that_breaks_off_is_a_failure_and_the_others_are_measured(monkeypatch, capsys):
    workloads = {
        "no-such-bench": Workload("no-such-bench", "a broken one", lambda _size: REPORT),
        "ceiling": Workload("ceiling", "one that is there", lambda _size: REPORT),
    }
    monkeypatch.setattr("bench.commands.measure.workloads", lambda: workloads)

    with pytest.raises(CommandError, match="no-such-bench: It broke off"):
        call_command(measure.Command(), "all", "--quick", "--json")

    measures = json.loads(capsys.readouterr().out)["workloads"]
    assert measures["no-such-bench"]["figures"] == {}
    assert measures["ceiling"]["figures"]["client.requests_per_s"] > 0


def test_each_stage_that_a_bench_asks_for_is_there():
    sources = [path.read_text() for path in Path("bench").rglob("*.py")]
    stage_names = {
        name for text in sources for name in re.findall(r'set_stage\(\s*"([a-z-]+)"', text)
    }

    assert stage_names == set(stages())
