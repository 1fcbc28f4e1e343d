"""Morning mail, once a working day to each coordinator with late projects."""

from datetime import datetime, time

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.constraints import giving_way
from bocage.foundation.jobs.tasks import periodic
from bocage.people.mailing import write_to
from bocage.people.models import Mandate, MessageChoice, Person, Role
from bocage.welcome.pipeline.mails import MorningDigestMail, MorningLine
from bocage.welcome.pipeline.models.boards import MorningDigest
from bocage.welcome.pipeline.waiting import waiting_for
from bocage.welcome.shared.working_days import FRANCE, is_working_day

FIRST_HOUR, LAST_HOUR = time(7, 30), time(12)
"""Hours of sending, in French local time: a worker that was down sends it later in the morning; in
the afternoon, the Espace replaces it.
"""


@periodic("*/15 * * * *", description=_("Écrit chaque matin ce qui attend l’équipe d’accueil"))
def send_morning_digests(*, now: datetime | None = None) -> int:
    """Sends the messages of this morning that have not left. Returns how many."""
    now = now or timezone.now()
    local = now.astimezone(FRANCE)
    if not is_working_day(local.date()) or not FIRST_HOUR <= local.time() < LAST_HOUR:
        return 0
    return sum(send_morning_digest(person=person, now=now) for person in _awaiting(now))


def send_morning_digest(*, person: Person, now: datetime) -> bool:
    """Sends one digest, unless it was sent or there is nothing to report; returns True if sent."""
    waiting = waiting_for(person, now)
    day = now.astimezone(FRANCE).date()
    with giving_way("welcome_digest_once_a_day"):
        MorningDigest.objects.create(person=person, day=day, waiting_projects=waiting.total)
        if waiting.total:
            write_to(
                person,
                MorningDigestMail(
                    lines=[
                        MorningLine(
                            project_id=line.project_id,
                            name=line.name,
                            kind=line.kind,
                            words=line.words,
                            due_at=line.due_at,
                        )
                        for line in waiting.lines
                    ],
                    total=waiting.total,
                ),
            )
        return bool(waiting.total)
    return False


def _awaiting(now: datetime) -> QuerySet[Person]:
    """Returns the people who coordinate today, accept the mail, and have not received it today."""
    coordinates = Mandate.objects.in_force().filter(person=OuterRef("pk"), role=Role.COORDINATOR)
    sent_digests = MorningDigest.objects.filter(
        person=OuterRef("pk"), day=now.astimezone(FRANCE).date()
    )
    refusals = MessageChoice.objects.filter(
        person=OuterRef("pk"),
        channel=MorningDigestMail.channel,
        medium=MessageChoice.Medium.EMAIL,
        is_wanted=False,
    )
    return Person.objects.filter(
        Exists(coordinates), ~Exists(sent_digests), ~Exists(refusals), is_active=True
    ).order_by("pk")
