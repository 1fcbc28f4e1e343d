"""Account closure: what the club ends and erases, across its subjects."""

from django.utils.translation import gettext_lazy as _

from bocage.network.gatherings.operations.registrations import leave_all_gatherings
from bocage.network.help_board.models import (
    HelpPost,
    HelpPostAnswer,
    HelpPostReport,
    HelpPostThanks,
)
from bocage.network.help_board.operations.scheduled import end_help_posts_of
from bocage.network.ideas.models import Idea, IdeaComment, IdeaNotification, IdeaVote
from bocage.network.mailings.models import MailingRecipient, RefusedAddress
from bocage.network.members.models.members import Member
from bocage.network.members.operations.members import leave_club
from bocage.network.messages.models import ContactSuspension
from bocage.network.web_school.models.pitches import Pitch
from bocage.network.web_school.operations.pitches import withdraw_pitch
from bocage.people.erasure import Erasure, before_erasure, erases


@before_erasure(rank=400)
def life_of_the_club(erasure: Erasure) -> None:
    """Ends a person's activity in the club: cancels their registrations, membership, help posts and
    pitches. Freed seats go to the waiting list.
    """
    person = erasure.person
    leave_all_gatherings(person=person, now=erasure.now)
    for member in Member.objects.filter(person=person, status__in=("active", "guest", "requested")):
        leave_club(by=person, member=member, now=erasure.now)
    end_help_posts_of(person_id=person.pk, now=erasure.now)
    for pitch in Pitch.objects.filter(author=person, withdrawn_at=None).order_by("pk"):
        withdraw_pitch(by=person, pitch=pitch, now=erasure.now)


@erases(_("Votre fiche de membre du club"), rank=400)
def membership(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(
        Member.objects.filter(person=person),
        ContactSuspension.objects.filter(person=person),
        RefusedAddress.objects.filter(person=person),
        MailingRecipient.objects.filter(person=person),
    )


@erases(_("Vos annonces, vos idées et vos votes"), rank=420)
def notices_and_ideas(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(
        HelpPostAnswer.objects.filter(answerer=person),
        HelpPostThanks.objects.filter(helper=person),
        HelpPostReport.objects.filter(reporter=person),
        HelpPost.objects.filter(author=person),
        IdeaVote.objects.filter(person=person),
        IdeaNotification.objects.filter(person=person),
        IdeaComment.objects.filter(author=person),
        Idea.objects.filter(author=person),
    )
