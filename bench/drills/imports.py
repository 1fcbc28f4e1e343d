"""The drill of a worker that dies in the middle of an import, and of the alerts that follow it."""

from __future__ import annotations

import time

from bench.drills.registry import drill
from bench.drills.scene import Scene, pause_s
from bench.workloads.housing_matching import delivery_of, open_source, post_delivery
from bocage.foundation.management.commands.worker import TASKS_AT_ONCE

READING = """
SELECT count(*) FROM procrastinate_jobs
WHERE status = 'doing' AND args::text LIKE '%FeedReceived%'
"""
READ = "SELECT count(*) FROM housing_feedrun WHERE status = 'applied'"
ON_THE_MARKET = "SELECT count(*) FROM housing_listing WHERE status = 'available'"
LISTED_TWICE = """
SELECT count(*) FROM (
    SELECT FROM housing_listing GROUP BY source_id, agency_code, external_id HAVING count(*) > 1
) AS twice
"""
HOMES = 4000
SEARCHES = 5
"""Number of searches: each wants any home for sale around the town of the delivery."""
SEARCH = b"""
INSERT INTO housing_savedsearch (
    id, email, language, name, status, rhythm, notifies_by_mail, offer, kinds, price, surface,
    rooms, energy_at_least, needs_fibre, needs_office_room, needs_garden, words, latitude,
    longitude, radius_m, west, south, east, north, quiet_from, quiet_until, feed_key, created_at,
    confirmed_at
)
SELECT gen_random_uuid(), 'menage' || n || '@drill.example', 'fr', 'Recherche ' || n, 'active',
    'immediately', true, 'sale', '{}', '(,)', '(,)', '(,)', '', false, false, false, '',
    48.52, 0.547, 16000, 0.3, 48.36, 0.8, 48.68, 0, 0, md5(n::text), now(), now()
FROM generate_series(1, %s) AS n
"""
PENDING = """
SELECT (SELECT count(*) FROM housing_listing WHERE deduplicated_at IS NULL)
    + (SELECT count(*) FROM housing_marketfact WHERE matched_at IS NULL)
"""
APPEARED = "SELECT count(*) FROM housing_marketfact WHERE kind = 'appeared'"
ALERTS = "SELECT count(*) FROM housing_alert"
UNNOTIFIED = "SELECT count(*) FROM housing_alert WHERE notified_at IS NULL"
LEFT_IN_PEACE_FOR_LONG = (
    b"UPDATE housing_savedsearch SET last_notified_at = last_notified_at - interval '1 day'",
    b"UPDATE housing_alert SET due_at = now() WHERE notified_at IS NULL",
)


@drill("worker-killed-mid-import", "kills the worker in the middle of a delivery of homes")
def kill_the_worker_in_an_import(scene: Scene, is_quick: bool) -> None:
    """Kills the worker in an import: another one completes the stock, without duplicates.

    In the whole form, the next worker dies among the alerts of these homes, and each is sent all
    the same.
    """
    open_source(scene.instance)
    if not is_quick:
        # Homes are found by searches where their commune is known.
        scene.instance.run("import_territory", "61", "--offline", "--json")
        with scene.instance.connect() as connection:
            connection.execute(SEARCH, [SEARCHES])
    post_delivery(scene.instance, delivery_of(HOMES))
    is_reading = scene.wait_until(
        lambda: scene.instance.fetch_number(READING) > 0, seconds=60, every_s=0.02
    )
    was_over = scene.instance.fetch_number(READ) > 0
    scene.kill_the_worker()
    killed_at = time.monotonic()
    with scene.people_booking() as booking_log:
        time.sleep(pause_s(is_quick))
    is_read = scene.wait_for_recovery(lambda: scene.instance.fetch_number(READ) == 1, seconds=180)
    scene.report.expect(is_reading and not was_over, "The delivery was not being read.")
    homes = scene.instance.fetch_number(ON_THE_MARKET)
    twice = scene.instance.fetch_number(LISTED_TWICE)
    scene.report.figures |= {"homes.delivered": HOMES, "homes.there": homes, "homes.twice": twice}
    scene.report.expect(is_read, "The delivery was never taken over.")
    scene.report.expect(homes == HOMES, f"{homes} homes of {HOMES} are there.")
    scene.report.expect(twice == 0, f"{twice} homes are there twice.")
    scene.check_recovery(booking_log, killed_at)
    if not is_quick:
        _kill_the_worker_among_alerts(scene)
    scene.check_mails(twice_at_most=(1 if is_quick else 2) * TASKS_AT_ONCE)


def _kill_the_worker_among_alerts(scene: Scene) -> None:
    """Kills the worker among the alerts: the next one prepares and sends its alerts once."""
    are_made = scene.wait_until(
        lambda: scene.instance.fetch_number(ALERTS) > 0, seconds=300, every_s=0.02
    )
    are_done = scene.instance.fetch_number(PENDING) == 0
    scene.kill_the_worker()
    scene.report.expect(are_made and not are_done, "No alert was being made.")
    is_done = scene.wait_until(
        lambda: scene.instance.fetch_number(PENDING) == 0, seconds=900, every_s=2
    )
    scene.report.expect(is_done, "The homes were never deduplicated and matched.")
    with scene.instance.connect() as connection:
        for statement in LEFT_IN_PEACE_FOR_LONG:
            connection.execute(statement)
    scene.wait_until(lambda: scene.instance.fetch_number(UNNOTIFIED) == 0, seconds=300, every_s=2)
    expected = SEARCHES * scene.instance.fetch_number(APPEARED)
    alerts, unnotified = (scene.instance.fetch_number(query) for query in (ALERTS, UNNOTIFIED))
    scene.report.figures |= {
        "alerts.expected": expected,
        "alerts.made": alerts,
        "alerts.unnotified": unnotified,
    }
    scene.report.expect(alerts == expected > 0, f"{alerts} alerts of {expected} were made.")
    scene.report.expect(unnotified == 0, f"{unnotified} alerts were never notified.")
