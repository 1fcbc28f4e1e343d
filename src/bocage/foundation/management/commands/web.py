"""`bocage web`: the web server alone, for operators who run each service separately."""

import os
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from django.urls import reverse
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from bocage.foundation.http.shared_queue import BACKLOG, ONE_REQUEST_A_CONNECTION, SharedQueueServer
from bocage.foundation.monitoring.exposition import begin_measuring
from bocage.foundation.monitoring.safety import refuse_if_unsafe
from bocage.foundation.ops.code_loading import without_looking_for_garbage
from bocage.foundation.ops.configuration import Configuration
from bocage.foundation.ops.processes import die_with_parent

THREADS_PER_WORKER = 1
"""Requests that one process answers at once.

Two threads of one process want the same interpreter, and take turns so often that the server
answers half as many requests (measured in docs/performance). More at once is more processes.
"""


class Command(BaseCommand):
    help = "Serves pages. `bocage up` runs it together with the worker and the database."
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        configuration = settings.BOCAGE
        refuse_if_unsafe(configuration)
        if configuration.metrics_token:
            begin_measuring(settings.METRICS_FOLDER)
        # Read once here, the addresses, views, middlewares and the list of static files are shared
        # by the processes that are forked.
        with without_looking_for_garbage():
            reverse("home")
            application = get_internal_wsgi_application()
        connections.close_all()
        make_server(configuration).serve(
            target_loader=partial(give_application, os.getpid(), application), wrap_loader=False
        )


def make_server(configuration: Configuration) -> MPServer:
    """Creates the web server of an instance. On loopback, where its clients are a proxy and the
    people of this machine, its processes share one queue; open to a network, where a connection
    may be slow or hostile, each keeps its own and as many connections as come.
    """
    options: dict[str, Any] = {
        "target": settings.WSGI_APPLICATION,
        "address": configuration.host,
        "port": configuration.port,
        "interface": Interfaces.WSGI,
        "workers": configuration.web_workers,
        "blocking_threads": THREADS_PER_WORKER,
        "blocking_threads_idle_timeout": 600,
        "backlog": BACKLOG,
        "respawn_failed_workers": True,
        "workers_kill_timeout": 5,
        "log_level": LogLevels.warning,
        "log_dictconfig": {"formatters": {}, "handlers": {}, "loggers": {"_granian": {}}},
    }
    if configuration.on_loopback:
        return SharedQueueServer(**options, backpressure=1, http1_settings=ONE_REQUEST_A_CONNECTION)
    return MPServer(**options)


def give_application(server: int, application: Callable[..., Any]) -> Callable[..., Any]:
    """Returns the application, in a process that never outlives the server that forked it."""
    die_with_parent(server)
    return application
