"""Every fault injected by `python -m bench drill`, in its short form, loses nothing."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from bench.commands import drill
from bench.drills.bookers import BookingLog
from bench.drills.registry import drills
from bocage.foundation.ops.configuration import PROJECT_FOLDER


def test_nothing_is_lost_in_any_fault():
    output = StringIO()

    call_command(drill.Command(), "all", "--quick", "--json", stdout=output)

    reports = [json.loads(line) for line in output.getvalue().splitlines()]
    assert [report["name"] for report in reports] == list(drills())
    assert all(report["done"] for report in reports)
    assert all(report["figures"]["bookings.confirmed"] > 0 for report in reports)


@pytest.mark.parametrize("name", drills())
def test_drill_is_explained_to_who_keeps_the_server(name):
    document = PROJECT_FOLDER / "docs" / "operations" / "drills.md"

    assert f"| `{name}` |" in document.read_text()


def test_longest_silence_is_between_two_bookings():
    log = BookingLog(moments=[1.0, 9.0, 2.0])

    assert log.longest_silence_s() == 7.0
    assert log.first_after(2.5) == 6.5
    assert log.first_after(9.5) is None
