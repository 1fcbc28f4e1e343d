import json

import pytest
from django.core.management import CommandError, call_command

from bocage.bench.harness import registry
from bocage.bench.harness.registry import Report, Workload


@pytest.fixture
def workload(monkeypatch):
    """Registers a workload for one test, and returns the function that chooses its report."""

    def use(report: Report) -> None:
        known = registry.workloads() | {
            "fake": Workload("fake", "a fake", lambda quick: report if quick else broken())
        }
        monkeypatch.setattr("bocage.bench.management.commands.bench.workloads", lambda: known)

    def broken() -> Report:
        raise AssertionError("the quick run was asked for")

    return use


REPORT = Report({"requests": 3}, {"fake.p95_ms": 1.5}, {"cores": 2})


def test_json_keeps_the_shape_of_every_bench(workload, capsys):
    workload(REPORT)

    call_command("bench", "fake", "--quick", "--json")

    assert json.loads(capsys.readouterr().out) == {
        "name": "fake",
        "parameters": {"requests": 3},
        "figures": {"fake.p95_ms": 1.5},
        "machine": {"cores": 2},
    }


def test_text_tells_each_figure_and_the_machine(workload, capsys):
    workload(REPORT)

    call_command("bench", "fake", "--quick")

    told = capsys.readouterr().out
    assert "fake.p95_ms" in told
    assert "1.5" in told
    assert "cores 2" in told


def test_a_broken_promise_is_printed_with_the_figures_and_fails_the_command(workload, capsys):
    workload(Report({}, {"fake.overlaps": 1}, {}, ["One overlap."]))

    with pytest.raises(CommandError, match="One overlap"):
        call_command("bench", "fake", "--quick", "--json")

    assert json.loads(capsys.readouterr().out)["figures"] == {"fake.overlaps": 1}


def test_an_unknown_workload_is_refused_with_the_names_of_those_that_exist():
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("bench", "nothing")


def test_the_client_keeps_its_own_ceiling_far_above_what_it_measures(capsys):
    call_command("bench", "ceiling", "--quick", "--json")

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

    with pytest.raises(CommandError, match="takes no files"):
        call_command("bench", "fake", "--quick", str(tmp_path / "agence.zip"))


@pytest.mark.parametrize(
    "given", [["--truth", "pairs.csv"], ["agence.zip"], ["--truth", "no.csv", "no.zip"]]
)
def test_joins_ask_for_a_truth_and_deliveries_that_are_there(given):
    with pytest.raises(CommandError, match=r"Give both|There is no file"):
        call_command("bench", "joins", *given)
