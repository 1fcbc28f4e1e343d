"""Every page with a query string is called with invalid values, by a person with access: it must
answer without an error."""

from __future__ import annotations

import os
import sys
import traceback
from itertools import cycle, islice
from urllib.parse import urlencode

from django.core.handlers.base import BaseHandler
from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpRequest, QueryDict

from bocage.foundation.http.outages import is_unstorable_text
from tests.people.holders import ACCOUNT, HOLDER, STRANGER
from tests.rights.driving import Caller
from tests.rights.groups import OTHER_HOLDER, Group
from tests.rights.matrix import ROOMS
from tests.rights.world import Stage

GARBAGE = (
    *("a/b", "a\x00b", "\udced\udca0\udc80", "²", "-1", "9" * 25),
    *("0001-01-01", "9999-12-31", "2026-13-45", "9999-12", "é" * 3000),
)
FIRST_TO_READ = (HOLDER, "coordinator of departement", "admin of instance")
LAST_TO_READ = (OTHER_HOLDER, ACCOUNT, STRANGER)
MIN_READ_PARAMETERS = 150
ROUNDS = (0, 2, 4, 7, 9)
"""Rounds of invalid values: all parameters of a page together, the first with each of these, the
next with the following ones."""
EVERY_PARAMETER = bool(os.environ.get("EACH"))
"""Tries every value of every parameter, also alone, which takes minutes: a rejected parameter hides
the next."""


class RememberingQuery(QueryDict):
    """Query string that records the names of the parameters read."""

    parameters_read: set[str]

    def __getitem__(self, name: str) -> object:
        self._remember(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._remember(str(name))
        return super().__contains__(name)

    def getlist(self, name: str, default: object = None) -> list[str]:
        self._remember(name)
        return super().getlist(name, default)

    def _remember(self, name: str) -> None:
        getattr(self, "parameters_read", set()).add(name)


def request_with(caller: Caller, address: str, query: bytes) -> HttpRequest:
    path, _mark, own_query = address.partition("?")
    whole_query = "&".join(part for part in (own_query, query.decode("ascii")) if part)
    request = caller.request("GET", f"{path}?{whole_query}")
    request.GET = RememberingQuery(whole_query)
    request.GET.parameters_read = set()
    return request


def encoded(name: str, value: str) -> bytes:
    return urlencode({name: value.encode("utf-8", "surrogateescape")}).encode()


class Walk:
    """Calls pages with invalid values, and collects failures."""

    def __init__(self, handler: BaseHandler) -> None:
        self.handler = handler
        self.broken: list[str] = []
        self.parameters = 0

    def ask(self, caller: Caller, address: str, query: bytes) -> tuple[int, set[str]]:
        """The status of an answer, and the names of the parameters that it was made from."""
        request = request_with(caller, address, query)
        names = request.GET.parameters_read

        def note(**_signal: object) -> None:
            if not is_unstorable_text(sys.exception()):  # Which is refused, as a test of it shows.
                self.broken.append(f"{address} {query!r}\n{traceback.format_exc()[-900:]}")

        got_request_exception.connect(note)
        try:
            with transaction.atomic():
                response = self.handler.get_response(request)
                if response.streaming:
                    b"".join(response.streaming_content)
                transaction.set_rollback(True)
        finally:
            got_request_exception.disconnect(note)
        for close in response._resource_closers:
            close()
        return response.status_code, names

    def ask_with_garbage(self, caller: Caller, address: str) -> None:
        """Calls a page with invalid values of the parameters that it reads."""
        status, names = self.ask(caller, address, b"")
        if status >= 400:
            return
        self.parameters += len(names)
        for first in range(len(GARBAGE)) if EVERY_PARAMETER else ROUNDS if names else ():
            garbage = dict(zip(sorted(names), islice(cycle(GARBAGE), first, None), strict=False))
            self.ask(
                caller,
                address,
                b"&".join(encoded(*garbage_pair) for garbage_pair in garbage.items()),
            )
            for pair in garbage.items() if EVERY_PARAMETER else ():
                self.ask(caller, address, encoded(*pair))


def first_reader(stage: Stage, group: Group) -> Caller:
    """Find who may open the addresses of a group, and is shown most of them."""
    readers = group.readers if group.holder else group.readers - {HOLDER}
    first = [word for word in FIRST_TO_READ if word in readers]
    last = [word for word in LAST_TO_READ if word in readers]
    return stage.caller([*first, *sorted(readers - {*first, *last}), *last][0], group.holder)


def walk_of(handler: BaseHandler, stage: Stage) -> Walk:
    """Calls every page that shows something."""
    walk = Walk(handler)
    for group in (group for groups in ROOMS.values() for group in groups if not group.asleep):
        for name in group.names:
            walk.ask_with_garbage(first_reader(stage, group), stage.address_of(name))
    return walk
