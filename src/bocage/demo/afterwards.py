"""Second half of the demo's loading, done by the worker after the first: club, course, site pages,
outreach, nightly figures.

It is loaded in parts, each in its own transaction, so that none locks the rows of people for long.
Each part queues the next one in its transaction: the task queue records the progress. The demo
accepts visitors after the last part.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from bocage.demo.club.gatherings import gather_the_club
from bocage.demo.club.life import announce_the_room, live_between_meetings
from bocage.demo.club.meetings import create_member_pairs
from bocage.demo.club.members import join_the_club
from bocage.demo.club.web_school import hold_the_web_school
from bocage.demo.figures import count_the_figures
from bocage.demo.outreach.allies import create_allies
from bocage.demo.outreach.campaigns import open_demo_campaigns
from bocage.demo.outreach.editorial import write_pages
from bocage.demo.outreach.letters import write_to_those_met
from bocage.demo.savepoints import run_whole
from bocage.demo.training.applications import apply_to_the_course
from bocage.demo.training.attendance import sign_the_course
from bocage.demo.training.course import teach_the_course
from bocage.demo.training.mentors import mentor_learners
from bocage.evidence.models import Target
from bocage.foundation.db.statistics import analyze_after_commit
from bocage.foundation.mail import without_mails
from bocage.people.models import Person
from bocage.workspaces.front_desk.operations.endings import complete_past_bookings

type People = Mapping[str, Person]
type Part = Callable[[People, datetime], object]

TASK = "demo.load_part"
"""The task that loads a part. It calls this module, so it is known here by its name alone."""
PRIORITY = 1
"""Priority of a part: before the mails and events of the loaded data."""


def _meet_at_the_club(people: People, now: datetime) -> None:
    gather_the_club(people, now)
    live_between_meetings(people, now)


def _hold_the_course(people: People, now: datetime) -> None:
    teach_the_course(people, now)
    sign_the_course(people)


def _learn_beside_others(people: People, now: datetime) -> None:
    mentor_learners(people, now)
    apply_to_the_course(people, now)


WITHOUT_MAILS: tuple[Part, ...] = (
    join_the_club,
    _meet_at_the_club,
    hold_the_web_school,
    _hold_the_course,
    _learn_beside_others,
    create_member_pairs,
    write_pages,
    open_demo_campaigns,
    write_to_those_met,
    create_allies,
)


def _write_of_the_room(people: People, now: datetime) -> None:
    announce_the_room(people, now)
    complete_past_bookings(now=now)


PARTS: tuple[Part, ...] = (*WITHOUT_MAILS, _write_of_the_room, count_the_figures)


def is_loaded_whole() -> bool:
    """Checks whether the second half of the demo is loaded: its last part sets the targets."""
    return Target.objects.exists()


def parts_loaded() -> int:
    """Returns the number of parts loaded, from the last one that was queued, which comes after all
    of them.
    """
    if is_loaded_whole():
        return len(PARTS)
    queued = ProcrastinateJob.objects.filter(task_name=TASK).order_by("-id").first()
    return int(queued.args["number"]) if queued else 0


def queue_part(number: int, *, now: datetime) -> None:
    """Queues a part for the worker, which starts it once this transaction is committed and no other
    part is running.
    """
    task = app.configure_task(TASK, priority=PRIORITY, lock=TASK)
    task.defer(number=number, now=now.isoformat())


def load_part(number: int, *, now: datetime) -> None:
    """Loads one part atomically, unless it is already loaded, and queues the next one."""
    if number >= parts_loaded():
        run_whole(lambda: _load_part(number, now))


def _load_part(number: int, now: datetime) -> None:
    people = {person.email: person for person in Person.objects.all()}
    if number < len(WITHOUT_MAILS):
        with without_mails():
            PARTS[number](people, now)
    else:
        PARTS[number](people, now)
    analyze_after_commit()
    if number + 1 < len(PARTS):
        queue_part(number + 1, now=now)
