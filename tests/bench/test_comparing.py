"""Two runs side by side: what is worse, what is missing, and what cannot be compared."""

import json

import pytest
from django.core.management import CommandError, call_command

from bench.commands import measure
from bench.harness.comparing import compare


def run(workloads, **machine):
    """Returns results in the format of `bench all`."""
    return {
        "name": "all",
        "machine": {"million_steps_ms": 10.0, **machine},
        "size": "region",
        "workloads": {
            name: {"figures": figures, "failures": []} for name, figures in workloads.items()
        },
    }


@pytest.fixture
def compared(tmp_path):
    """Writes two runs, and has them compared."""

    def compare(before, after, *options):
        for name, document in (("before", before), ("after", after)):
            (tmp_path / name).write_text(json.dumps(document))
        call_command(
            measure.Command(),
            "compare",
            str(tmp_path / "before"),
            str(tmp_path / "after"),
            *options,
        )

    return compare


def test_two_runs_are_compared_at_the_same_pace_of_the_machine(compared):
    before = run({"fake": {"page.p95_ms": 20.0, "page.requests_per_s": 100.0}})
    slower_hour = run(
        {"fake": {"page.p95_ms": 40.0, "page.requests_per_s": 50.0}}, million_steps_ms=20.0
    )

    compared(before, slower_hour)

    with pytest.raises(CommandError, match=r"fake\.page\.p95_ms \(2\.00\)"):
        compared(before, run({"fake": {"page.p95_ms": 40.0, "page.requests_per_s": 100.0}}))
    with pytest.raises(CommandError, match=r"requests_per_s \(2\.00\)"):
        compared(before, run({"fake": {"page.p95_ms": 20.0, "page.requests_per_s": 50.0}}))
    compared(
        before,
        run({"fake": {"page.p95_ms": 40.0, "page.requests_per_s": 100.0}}),
        "--threshold",
        "2.5",
    )


def test_what_is_only_other_or_too_short_is_not_worse(compared, capsys):
    before = run({"fake": {"load.bookings": 10, "match.p50_ms": 0.5, "cold_p95_ms": 3.0}})

    compared(before, run({"fake": {"load.bookings": 900, "match.p50_ms": 1.5, "cold_p95_ms": 90}}))

    text = capsys.readouterr().out
    assert "match.p50_ms" in text
    assert "load.bookings" not in text
    assert "cold" not in text


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"figures": 3}', "\x00", '{"machine": {}}'])
def test_what_no_bench_wrote_is_not_compared(tmp_path, text):
    (tmp_path / "other").write_text(text)

    with pytest.raises(CommandError, match=r"cannot be read|that `python -m bench … --json` wrote"):
        call_command(measure.Command(), "compare", str(tmp_path / "other"), str(tmp_path / "other"))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command(measure.Command(), "compare", str(tmp_path / "none"), str(tmp_path / "none"))


def test_two_runs_are_compared_at_the_pace_that_each_bench_had():
    before, after = (run({"fake": {"page.p95_ms": milliseconds}}) for milliseconds in (20.0, 60.0))
    for document, pace in ((before, 10.0), (after, 20.0)):
        document["workloads"]["fake"]["machine"] = {"million_steps_ms": pace}

    (line,) = compare(before, after).lines

    assert (line.name, line.ratio, line.worse) == ("fake.page.p95_ms", 3.0, 1.5)


@pytest.mark.parametrize(
    "defect",
    ["whole_reads", "dead_links", "overlaps", "contention.server_errors", "recomputed.differences"],
)
@pytest.mark.parametrize(("earlier", "later"), [(0, 1), (10, 11)])
def test_one_defect_more_is_worse(compared, defect, earlier, later):
    before, after = (run({"fake": {defect: count}}) for count in (earlier, later))

    compared(after, before)
    with pytest.raises(CommandError, match=rf"fake\.{defect} \(inf\)"):
        compared(before, after)


def test_one_broken_promise_more_is_worse(compared):
    before, after = (run({"fake": {"page.p95_ms": 20.0}}) for _twice in range(2))
    after["workloads"]["fake"]["failures"] = ["One overlap."]

    with pytest.raises(CommandError, match=r"fake\.failures \(inf\)"):
        compared(before, after)


def test_what_is_measured_no_more_is_named_and_fails(compared):
    before = run({"club": {"page.p95_ms": 20.0, "load.members": 3}, "homes": {"dead_links": 0}})
    broken_off = run({"club": {}})

    with pytest.raises(CommandError) as refused:
        compared(before, broken_off)

    assert str(refused.value) == (
        "Measured before, and not after: club.page.p95_ms, homes.dead_links, homes.failures."
    )


def test_what_took_no_time_before_may_take_a_little(compared):
    before = run({"fake": {"load_s": 0.0, "night.minutes": 0.02, "page.requests_per_s": 0.01}})

    compared(
        before, run({"fake": {"load_s": 0.1, "night.minutes": 0.04, "page.requests_per_s": 0.01}})
    )
    with pytest.raises(CommandError, match=r"load_s \(inf\).*requests_per_s \(2\.00\)"):
        compared(
            before,
            run({"fake": {"load_s": 9.0, "night.minutes": 0.02, "page.requests_per_s": 0.005}}),
        )


def test_runs_of_two_sizes_are_refused(compared):
    before = run({"fake": {"page.p95_ms": 20.0}})

    with pytest.raises(CommandError, match=r"the size of the first is region.*second france"):
        compared(before, before | {"size": "france"})


def test_documents_of_two_benches_or_of_one_that_was_asked_otherwise_are_refused(compared):
    report = {
        "name": "start",
        "parameters": {"starts": 5},
        "figures": {"start.again_max_s": 3.0},
        "machine": {"million_steps_ms": 10.0},
        "failures": [],
    }

    compared(report, report)
    with pytest.raises(CommandError, match="the name of the first is start"):
        compared(report, run({}))
    with pytest.raises(CommandError, match="the parameters of the first"):
        compared(report, report | {"parameters": {"starts": 1}})
