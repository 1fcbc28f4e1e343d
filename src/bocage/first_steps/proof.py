"""Who is let into the first steps: an administrator with a second factor, or who has just come by
the link of the terminal, which is one for as long as the link is good."""

from __future__ import annotations

import time
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest, HttpResponseBase

from bocage.first_steps.links import OWNER_LINK
from bocage.foundation.access import View
from bocage.people.models import Person
from bocage.people.second_factor import with_second_factor

METHOD = "owner_link"


def note_owner_link(request: HttpRequest, person: Person) -> None:
    """Has the session that was just opened remember by what it was."""
    record_authentication(request, person, method=METHOD)


def came_by_owner_link(request: HttpRequest) -> bool:
    """Whether this session was opened by the link of the terminal, a day ago at most."""
    oldest = time.time() - OWNER_LINK.good_for.total_seconds()
    records = get_authentication_records(request, request.user)
    return any(record["method"] == METHOD and record["at"] > oldest for record in records)


def with_owner_link_or_second_factor(view: View) -> View:
    """Asks for a second factor where the session was not opened by the link of the terminal: its
    holder has no key yet, and adding one is among the steps."""
    asking = with_second_factor(view)

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if came_by_owner_link(request):
            return view(request, *args, **kwargs)
        return asking(request, *args, **kwargs)

    return wrapper
