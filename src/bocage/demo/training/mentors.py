"""Mentors of the demo's learners: one active since the first day, and one proposed."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bocage.demo.cast import SETTLED_TELEWORKER, TRAINING_OFFICER
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.training.mentoring.operations import (
    MentorOffer,
    accept_mentorship,
    offer_to_mentor,
    propose_mentor,
    write_mentor_note,
)
from bocage.training.models import Cohort, Enrolment

BOITRON = "61051"
TRADE = "Graphisme, prix et devis"
WORDS = "Un café le vendredi au Moulin, et un coup de fil quand on bute."
NOTE = "A revu ses prix : 320 € la journée. Prochaine fois : le premier devis."


def mentor_learners(people: Mapping[str, Person], now: datetime) -> None:
    """Makes Julien the mentor of the first learner, with a pending proposal for the second."""
    officer, julien = people[TRAINING_OFFICER.email], people[SETTLED_TELEWORKER.email]
    offer = MentorOffer(
        trade=TRADE, commune=Commune.objects.get(code=BOITRON), words=WORDS, max_learners=2
    )
    mentor = offer_to_mentor(by=julien, offer=offer, now=now - timedelta(days=30))
    running = Enrolment.objects.seated().filter(
        cohort__state=Cohort.State.RUNNING, cohort__made_by=officer
    )
    first, second = running.with_rights().order_by("enrolled_at", "pk")[:2]
    requested_at = now - timedelta(days=15)
    helped = propose_mentor(by=officer, enrolment=first, mentor=mentor, now=requested_at)
    accept_mentorship(by=julien, mentorship=helped, now=requested_at + timedelta(hours=5))
    write_mentor_note(
        by=julien, mentorship=helped, words=NOTE, now=requested_at + timedelta(days=8)
    )
    propose_mentor(by=officer, enrolment=second, mentor=mentor, now=now - timedelta(days=1))
