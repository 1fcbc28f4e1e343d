"""What nobody waits for, and the worker tells once the demo is loaded: the life of the club, the
course, the pages of the site, the meetings with candidates, and the figures of the first night."""

from __future__ import annotations

from datetime import datetime

from bocage.demo.allies import have_others_speak
from bocage.demo.attendance import sign_the_course
from bocage.demo.campaigns import go_and_meet_people
from bocage.demo.club import join_the_club
from bocage.demo.club_life import announce_the_room, live_between_meetings
from bocage.demo.club_meetings import let_members_meet
from bocage.demo.editorial import write_pages
from bocage.demo.figures import count_the_figures
from bocage.demo.gatherings import gather_the_club
from bocage.demo.letters import write_to_those_met
from bocage.demo.mentors import mentor_learners
from bocage.demo.savepoints import told_whole
from bocage.demo.training import teach_the_course
from bocage.demo.training_applications import apply_to_the_course
from bocage.demo.web_school import hold_the_web_school
from bocage.evidence.models import Target
from bocage.foundation.mail import without_mails
from bocage.people.models import Person
from bocage.workspaces.operations import complete_past_bookings


def is_told() -> bool:
    """Whether the rest stands: its last words are what the territory aims at."""
    return Target.objects.exists()


def tell_the_rest(*, now: datetime) -> int:
    """Tells all of it or nothing, and once; returns how many rooms were booked on the way."""
    if is_told():
        return 0
    return told_whole(lambda: _tell_everything(now))


def _tell_everything(now: datetime) -> int:
    people = {person.email: person for person in Person.objects.all()}
    with without_mails():
        join_the_club(people, now)
        booked = gather_the_club(people, now)
        live_between_meetings(people, now)
        hold_the_web_school(people, now)
        booked += teach_the_course(people, now)
        sign_the_course(people)
        mentor_learners(people, now)
        apply_to_the_course(people, now)
        let_members_meet(people, now)
        write_pages(people, now)
        go_and_meet_people(people, now)
        write_to_those_met(people, now)
        have_others_speak(people, now)
    announce_the_room(people, now)
    complete_past_bookings(now=now)
    count_the_figures(people, now)
    return booked
