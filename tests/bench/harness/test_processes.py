import os
import subprocess
import sys

import pytest

from bench.harness.processes import family_cpu_seconds

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it")

TICK_SECONDS = 1 / os.sysconf("SC_CLK_TCK")
BUSY = """
import subprocess, sys, time
if sys.argv[1] == "parent":
    subprocess.run([sys.executable, "-c", sys.argv[2], "child", ""])
else:
    while time.process_time() < 0.3: pass
print("done", flush=True); sys.stdin.readline()
"""


def test_processor_time_counts_the_children_that_have_ended():
    code = BUSY.replace("sys.stdin.readline()", "sys.argv[1] == 'parent' and sys.stdin.readline()")
    with subprocess.Popen(
        [sys.executable, "-c", code, "parent", code],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"done\n"  # The child, which then ends.
        assert process.stdout.readline() == b"done\n"

        spent = family_cpu_seconds(process.pid)

        process.communicate(b"\n")
    # Four counters (of two processes, in the system or not) are each cut to a whole tick.
    assert 0.3 - 4 * TICK_SECONDS <= spent < 5


def test_processor_time_of_a_process_that_does_not_exist_is_nothing():
    assert family_cpu_seconds(2**22 + 1) == 0.0


def test_processor_time_of_this_process_is_at_least_what_it_knows_of_itself():
    times = os.times()

    seconds = family_cpu_seconds(os.getpid())
    assert seconds >= times.user + times.system - 4 * TICK_SECONDS
