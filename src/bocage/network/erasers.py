"""What the club removes with an account: who they were in it, and what they wrote there."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.network.models.contacts import ContactSuspension, Conversation, ConversationReport
from bocage.network.models.help_notices import Notice, NoticeAnswer, NoticeReport, NoticeThanks
from bocage.network.models.ideas import Idea, IdeaComment, IdeaTelling, IdeaVote
from bocage.network.models.mailings import MailingRecipient, RefusedAddress
from bocage.network.models.members import Member
from bocage.network.models.registrations import GatheringCalendar, Registration
from bocage.network.models.web_school_editions import Attendance
from bocage.network.models.web_school_pitches import Ballot, LeadOffer, Pitch, PitchComing
from bocage.network.models.web_school_programmes import Session, SessionFeedback
from bocage.network.operations.help_clock import end_notices_of
from bocage.network.operations.members import leave_club
from bocage.network.operations.registrations import leave_all_gatherings
from bocage.network.operations.web_school_pitches import withdraw_pitch
from bocage.people.erasure import (
    NO_MORE_WORDS,
    Erasure,
    account_ends_with,
    erased_with_a_person,
    keep_after_erasure,
)


@account_ends_with(rank=400)
def life_of_the_club(erasure: Erasure) -> None:
    """Nobody finds them in the club; their seats go to who waits; their notices are closed."""
    person = erasure.person
    leave_all_gatherings(person=person, now=erasure.now)
    for member in Member.objects.filter(person=person, status__in=("active", "guest", "asked")):
        leave_club(by=person, member=member, now=erasure.now)
    end_notices_of(person_id=person.pk, now=erasure.now)
    for pitch in Pitch.objects.filter(author=person, withdrawn_at=None).order_by("pk"):
        withdraw_pitch(by=person, pitch=pitch, now=erasure.now)


@erased_with_a_person(_("Votre fiche de membre du club"), rank=400)
def membership(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(
        Member.objects.filter(person=person),
        ContactSuspension.objects.filter(person=person),
        RefusedAddress.objects.filter(person=person),
        MailingRecipient.objects.filter(person=person),
    )


@erased_with_a_person(_("Vos échanges avec des membres, des deux côtés"), rank=410)
def conversations(erasure: Erasure) -> None:
    """A conversation is of two: what the other wrote speaks of them, and goes too."""
    person = erasure.person
    erasure.delete(
        ConversationReport.objects.filter(reported_by=person),
        Conversation.objects.filter(Q(writer=person) | Q(reader=person)),
    )


@erased_with_a_person(_("Vos annonces, vos idées et vos votes"), rank=420)
def notices_and_ideas(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(
        NoticeAnswer.objects.filter(answerer=person),
        NoticeThanks.objects.filter(helper=person),
        NoticeReport.objects.filter(reporter=person),
        Notice.objects.filter(author=person),
        IdeaVote.objects.filter(person=person),
        IdeaTelling.objects.filter(person=person),
        IdeaComment.objects.filter(author=person),
        Idea.objects.filter(author=person),
    )


@erased_with_a_person(_("Vos inscriptions aux rencontres et votre agenda"), rank=430)
def gatherings(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(GatheringCalendar.objects.filter(person=person))
    own = Q(person=person)
    if erasure.address:
        own |= Q(email=erasure.address)
    erasure.empty(
        Registration.objects.filter(own, forgotten_at=None),
        name="",
        email="",
        guests="",
        forgotten_at=erasure.now,
    )


@erased_with_a_person(_("Vos propositions et vos choix à l’École du Web"), rank=440)
def web_school(erasure: Erasure) -> None:
    person = erasure.person
    theirs = Pitch.objects.filter(author=person)
    erasure.delete(
        Ballot.objects.filter(person=person),
        PitchComing.objects.filter(person=person),
        LeadOffer.objects.filter(person=person),
        SessionFeedback.objects.filter(person=person),
        theirs.filter(session=None),
    )
    erasure.empty(theirs, title=NO_MORE_WORDS, description="", is_named_in_archive=False)
    erasure.empty(
        Session.objects.filter(Q(pitch__in=theirs) | Q(started_by=person)),
        title=NO_MORE_WORDS,
        notes="",
        links=[],
    )
    erasure.empty(Attendance.objects.filter(person=person), name=NO_MORE_WORDS)


keep_after_erasure(
    rank=400,
    what=_("Que quelqu’un est venu à une rencontre, sans dire qui"),
    why=_("Les chiffres de l’année ne bougent pas."),
    until=_("sans limite"),
)
