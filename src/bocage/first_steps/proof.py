"""Access to the setup: an administrator with a second factor, or one who has just come by the link
of the terminal, which counts as a second factor while it is valid."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest

from bocage.first_steps.links import OWNER_LINK
from bocage.people.models import Person
from bocage.people.sign_in.second_factor import opened_also_by

METHOD = "owner_link"


def note_owner_link(request: HttpRequest, person: Person) -> None:
    """Records in the session that it was opened by the link of the terminal."""
    record_authentication(request, person, method=METHOD)


def came_by_owner_link(request: HttpRequest) -> bool:
    """Checks whether this session was opened by the link of the terminal, while the link was still
    valid (a day at most).
    """
    oldest = time.time() - OWNER_LINK.good_for.total_seconds()
    records = get_authentication_records(request, request.user)
    return any(record["method"] == METHOD and record["at"] > oldest for record in records)


open_to_owner_link = opened_also_by(came_by_owner_link)
"""Spares a session that was opened by the link of the terminal the second factor: its holder has no
key yet, and adding one is among the steps."""
