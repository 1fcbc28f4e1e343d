"""Server of the journeys: its threads and database connections outlive a test.

Django's server ends a thread, and its database connection, with each connection of a browser: on
the next one PostgreSQL loaded all table metadata again, a third of its work.
"""

import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.databases.role_of_pages import serve_pages_on

CONNECTIONS_AT_ONCE = 60
"""A browser opens six; several browsers, and what they wait for, are far from this."""


class LastingServer(ThreadedWSGIServer):
    """Answers as Django's does, from threads that stay for the next connection."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._lasting = ThreadPoolExecutor(CONNECTIONS_AT_ONCE, thread_name_prefix="journeys")
        self._to_the_database: dict[int, BaseDatabaseWrapper] = {}

    def process_request(self, request: socket.socket, client_address: Any) -> None:
        self._lasting.submit(self._answer, request, client_address)

    def _answer(self, request: socket.socket, client_address: Any) -> None:
        """Answers in the role that pages have in production."""
        connection = connections["default"]
        connection.ensure_connection()
        serve_pages_on(connection)
        self.process_request_thread(request, client_address)

    def _close_connections(self) -> None:
        """Leaves the connection of this thread open, as a production server does."""
        connection = connections["default"]
        self._to_the_database[id(connection)] = connection

    def server_close(self) -> None:
        super().server_close()
        self._lasting.shutdown(wait=False)
        for connection in self._to_the_database.values():
            connection.inc_thread_sharing()
            connection.close()
