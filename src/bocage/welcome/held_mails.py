"""The mails that wait for somebody of the welcome: those not taken, those that never arrived."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from bocage.foundation.models import ReceivedMail
from bocage.people.models import Role
from bocage.people.policies import reach_of
from bocage.welcome.models import Relay
from bocage.welcome.policies.projects import projects_followed_by

THREADS = ("project", "team")


def mails_to_look_at(person: Any) -> QuerySet[ReceivedMail]:
    """Those about the projects that somebody follows, the latest first. Those that no address
    explains are shown to whoever answers for a whole département.
    """
    followed = projects_followed_by(person)
    about = Q(kind__in=THREADS, key__in=followed.values("pk")) | Q(
        kind="relay", key__in=Relay.objects.filter(project__in=followed).values("pk")
    )
    reach = reach_of(person, Role.COORDINATOR)
    if reach.everywhere or reach.departements:
        about |= Q(key=None)
    return ReceivedMail.objects.filter(
        about, settled_at=None, state__in=ReceivedMail.TO_LOOK_AT
    ).order_by("-received_at", "-id")
