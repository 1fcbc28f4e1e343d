"""The drill of a worker that dies in the middle of an import."""

from __future__ import annotations

import time

from bocage.bench.drills.registry import drill
from bocage.bench.drills.scene import Scene, pause_s
from bocage.bench.housing_matching import delivery_of, open_source, post_delivery
from bocage.foundation.management.commands.worker import TASKS_AT_ONCE

READING = """
SELECT count(*) FROM procrastinate_jobs
WHERE status = 'doing' AND args::text LIKE '%DeliveryReceived%'
"""
READ = "SELECT count(*) FROM housing_feedrun WHERE status = 'applied'"
ON_THE_MARKET = "SELECT count(*) FROM housing_listing WHERE status = 'available'"
LISTED_TWICE = """
SELECT count(*) FROM (
    SELECT FROM housing_listing GROUP BY source_id, agency_code, external_id HAVING count(*) > 1
) AS twice
"""
HOMES = 4000


@drill("worker-killed-mid-import", "kills the worker in the middle of a delivery of homes")
def kill_the_worker_in_an_import(scene: Scene, is_quick: bool) -> None:
    """Another takes the delivery over: its stock is whole, and nothing is in it twice."""
    scene.instance.run("import_territory", "61", "--json")
    open_source(scene.instance)
    post_delivery(scene.instance, delivery_of(HOMES))
    is_reading = scene.wait_until(
        lambda: scene.instance.fetch_number(READING) > 0, seconds=60, every_s=0.02
    )
    was_over = scene.instance.fetch_number(READ) > 0
    scene.kill_the_worker()
    killed_at = time.monotonic()
    with scene.people_booking() as told:
        time.sleep(pause_s(is_quick))
    scene.miss_the_dead()
    is_read = scene.wait_until(lambda: scene.instance.fetch_number(READ) == 1, seconds=180)
    scene.report.expect(is_reading and not was_over, "The delivery was not being read.")
    homes = scene.instance.fetch_number(ON_THE_MARKET)
    twice = scene.instance.fetch_number(LISTED_TWICE)
    scene.report.figures |= {"homes.delivered": HOMES, "homes.there": homes, "homes.twice": twice}
    scene.report.expect(is_read, "The delivery was never taken over.")
    scene.report.expect(homes == HOMES, f"{homes} homes of {HOMES} are there.")
    scene.report.expect(twice == 0, f"{twice} homes are there twice.")
    scene.check_recovery(told, killed_at)
    scene.check_mails(twice_at_most=TASKS_AT_ONCE)
