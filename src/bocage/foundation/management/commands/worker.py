"""`bocage worker`: does the tasks that the pages leave behind."""

from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app

from bocage.foundation.jobs.clock_jumps import ask_steadily
from bocage.foundation.jobs.tasks import worker_connector

TASKS_AT_ONCE = 2
HEARTBEAT_SECONDS = 10
GRACE_SECONDS = 5


class Command(BaseCommand):
    help = "Runs the tasks (mails, imports, reminders) and those that come back periodically."
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        ask_steadily()
        with app.replace_connector(worker_connector()) as worker_app:
            worker_app.run_worker(
                concurrency=TASKS_AT_ONCE,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                shutdown_graceful_timeout=GRACE_SECONDS,
                # The rooms record successful work themselves; failed tasks stay for inspection.
                delete_jobs="successful",
            )
