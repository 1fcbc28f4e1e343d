"""Drill of two nodes that both schedule periodic tasks."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bench.drills.registry import drill
from bench.drills.scene import LAST_WORKER, Scene, pause_s
from bocage.foundation.management.commands.worker import TASKS_AT_ONCE

WITNESS = b"""
CREATE TABLE drill_witness (job_id bigint, task_name text, args jsonb, has_begun bool);
CREATE FUNCTION drill_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO drill_witness VALUES (NEW.id, NEW.task_name, NEW.args, NEW.status = 'doing');
    RETURN NULL;
END $$;
CREATE TRIGGER drill_added AFTER INSERT ON procrastinate_jobs FOR EACH ROW
    WHEN (NEW.args ? 'timestamp') EXECUTE FUNCTION drill_note();
CREATE TRIGGER drill_begun AFTER UPDATE ON procrastinate_jobs FOR EACH ROW
    WHEN (NEW.args ? 'timestamp' AND OLD.status = 'todo' AND NEW.status = 'doing')
    EXECUTE FUNCTION drill_note();
-- What the clock asked for last is asked for again, by whoever comes first.
DELETE FROM procrastinate_periodic_defers;
"""
NO_WITNESS = b"""
DROP TRIGGER drill_added ON procrastinate_jobs;
DROP TRIGGER drill_begun ON procrastinate_jobs;
DROP FUNCTION drill_note;
DROP TABLE drill_witness;
"""
ADDED = "SELECT count(*) FROM drill_witness WHERE NOT has_begun"
STARTED = "SELECT count(*) FROM drill_witness WHERE has_begun"
ADDED_TWICE = """
SELECT count(*) FROM (
    SELECT FROM drill_witness WHERE NOT has_begun GROUP BY task_name, args HAVING count(*) > 1
) AS twice
"""
BEGUN_TWICE = """
SELECT count(*) FROM (
    SELECT FROM drill_witness WHERE has_begun GROUP BY job_id HAVING count(*) > 1
) AS twice
"""


@drill("two-schedulers", "has two nodes start what the clock asks for, while people book")
def schedule_twice(scene: Scene, is_quick: bool) -> None:
    """Checks that each periodic task is queued once and run once, and each mail sent once."""
    before = scene.instance.fetch_number(LAST_WORKER)
    with _witness(scene), ExitStack() as second_node:
        with scene.people_booking() as booking_log:
            # Both nodes start at once, with many periodic tasks due.
            scene.kill(scene.worker_processes()[0], "worker")
            begun_at = time.monotonic()
            second_node.enter_context(_second_node(scene))
            are_two = scene.wait_until(
                lambda: scene.instance.fetch_number(LAST_WORKER) >= before + 2, seconds=60
            )
            time.sleep(pause_s(is_quick) if is_quick else 130)
        scene.wait_until(lambda: _is_queue_begun(scene), seconds=60)
        added, started = (scene.instance.fetch_number(query) for query in (ADDED, STARTED))
        added_twice, begun_twice = (
            scene.instance.fetch_number(query) for query in (ADDED_TWICE, BEGUN_TWICE)
        )
    scene.report.done.append("two workers, each with its scheduler")
    scene.report.figures |= {
        "tasks.added": added,
        "tasks.begun": started,
        "tasks.added_twice": added_twice,
        "tasks.begun_twice": begun_twice,
    }
    scene.report.expect(are_two, "The second node did not begin: the drill proves nothing.")
    scene.report.expect(added > 0, "The clock asked for nothing: the drill proves nothing.")
    scene.report.expect(added_twice == 0, f"{added_twice} tasks were asked for twice.")
    scene.report.expect(begun_twice == 0, f"{begun_twice} tasks were done twice.")
    scene.check_recovery(booking_log, begun_at)
    # The worker that was killed may have been in the middle of its mails.
    scene.check_mails(twice_at_most=TASKS_AT_ONCE)


def _is_queue_begun(scene: Scene) -> bool:
    added = scene.instance.fetch_number(ADDED)
    return added > 0 and scene.instance.fetch_number(STARTED) >= added


@contextmanager
def _witness(scene: Scene) -> Iterator[None]:
    """Notes each task of the clock that is put in the queue, and each that is begun."""
    with scene.instance.connect() as connection:
        connection.execute(WITNESS)
    try:
        yield
    finally:
        with scene.instance.connect() as connection:
            connection.execute(NO_WITNESS)


@contextmanager
def _second_node(scene: Scene) -> Iterator[None]:
    """Runs a worker that `bocage up` did not start, as on another machine."""
    with scene.instance.log.open("ab") as log:
        node = subprocess.Popen(
            [sys.executable, "-m", "bocage", "worker"],
            env=scene.instance.environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        yield
    finally:
        node.terminate()
        node.wait(30)
