"""Operations of the idea box: ideas, votes, comments, answers, and notification of voters."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.network.help_board.errors import HiddenWithoutReason
from bocage.network.help_board.letters import organisers_of
from bocage.network.ideas.errors import (
    IdeaAlreadyDecided,
    NotAnAnswer,
    NothingWritten,
    NoWithoutReason,
)
from bocage.network.ideas.mails import IdeaAnswered, IdeaSuggested, WordsHidden
from bocage.network.ideas.models import Idea, IdeaAnswer, IdeaComment, IdeaNotification, IdeaVote
from bocage.people.limits import Limit, count_attempt
from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.territory.models import Commune

NOTIFY = "network.notify_voters"
BATCH_SIZE = 100
SUGGESTED = Limit(action="network.idea", amount=5, window=timedelta(days=1))
COMMENTED = Limit(action="network.idea_comment", amount=30, window=timedelta(days=1))

State = Idea.State
FINAL_STATES = frozenset({State.DONE, State.NO})


def suggest_idea(
    *,
    by: Person,
    title: str,
    text: str,
    commune: Commune,
    shows_name: bool = False,
    now: datetime | None = None,
) -> Idea:
    """Publishes an idea, with the vote of its author.

    Raises:
        NotAllowed: the user is not signed in.
        NothingWritten: it has no title.
        TooManyAttempts: they suggested five ideas today.
    """
    by.require("network.suggest_idea")
    if not title.strip():
        raise NothingWritten
    now = now or timezone.now()
    count_attempt(SUGGESTED, str(by.pk), now=now)
    with transaction.atomic():
        idea = Idea.objects.create(
            author=by,
            title=title.strip(),
            text=text.strip(),
            commune=commune,
            shows_name=shows_name,
            created_at=now,
        )
        IdeaVote.objects.create(idea=idea, person=by, voted_at=now)
        mail = IdeaSuggested(idea_id=str(idea.pk), title=idea.title, words=idea.text)
        for organiser in organisers_of(commune):
            write_to(organiser, mail)
    return idea


def vote_for_idea(*, by: Person, idea: Idea, now: datetime | None = None) -> None:
    """Votes for an idea. Idempotent.

    Raises:
        NotAllowed: the user is not signed in, or the idea is hidden.
        IdeaAlreadyDecided: it is done, or was declined.
    """
    by.require("network.vote_idea", idea)
    with transaction.atomic():
        if _locked(idea).state in FINAL_STATES:
            raise IdeaAlreadyDecided
        vote = IdeaVote(idea=idea, person=by, voted_at=now or timezone.now())
        IdeaVote.objects.bulk_create([vote], ignore_conflicts=True)


def take_vote_back(*, by: Person, idea: Idea) -> None:
    """Withdraws a vote; has no effect if there is none.

    Raises:
        NotAllowed: the user is not signed in, or the idea is hidden.
    """
    by.require("network.vote_idea", idea)
    IdeaVote.objects.filter(idea=idea, person=by).delete()


def comment_on_idea(
    *, by: Person, idea: Idea, text: str, shows_name: bool = False, now: datetime | None = None
) -> IdeaComment:
    """Adds a comment to an idea.

    Raises:
        NotAllowed: the user is not signed in, or the idea is hidden.
        NothingWritten: the comment is empty.
        TooManyAttempts: they wrote thirty comments today.
    """
    by.require("network.comment_idea", idea)
    if not text.strip():
        raise NothingWritten
    now = now or timezone.now()
    count_attempt(COMMENTED, str(by.pk), now=now)
    return IdeaComment.objects.create(
        idea=idea, author=by, shows_name=shows_name, text=text.strip()[:1000], written_at=now
    )


def answer_idea(
    *, by: Person, idea: Idea, state: str, words: str, now: datetime | None = None
) -> Idea:
    """Answers an idea; the worker notifies its voters, once per answer. Giving the same answer
    again has no effect.

    Raises:
        NotAllowed: `by` does not run this club.
        NotAnAnswer: the state is not that of an answer.
        NoWithoutReason: a refusal without a reason.
    """
    by.require("network.answer_idea", idea)
    if state not in State.values or state == State.NEW:
        raise NotAnAnswer
    words = words.strip()[:1500]
    if state == State.NO and not words:
        raise NoWithoutReason
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(idea)
        if (locked.state, locked.answer) == (state, words):
            return locked
        locked.state, locked.answer, locked.answered_at = state, words, now
        locked.save(update_fields=["state", "answer", "answered_at"])
        answer = IdeaAnswer.objects.create(
            idea=locked, state=state, words=words, answered_by=by, answered_at=now
        )
        app.configure_task(NOTIFY).defer(answer_id=str(answer.pk))
    return locked


def hide_idea(*, by: Person, idea: Idea, reason: str, now: datetime | None = None) -> Idea:
    """Hides an idea and notifies its author of the reason. Hiding it again has no effect.

    Raises:
        NotAllowed: `by` does not run this club.
        HiddenWithoutReason: no reason was given.
    """
    by.require("network.answer_idea", idea)
    if not reason.strip():
        raise HiddenWithoutReason
    with transaction.atomic():
        locked = _locked(idea)
        if not locked.is_hidden:
            locked.hidden_at = now or timezone.now()
            locked.hidden_reason = reason.strip()[:300]
            locked.save(update_fields=["hidden_at", "hidden_reason"])
            _notify_hidden(locked, locked)
    return locked


def show_idea(*, by: Person, idea: Idea) -> Idea:
    """Shows again an idea that was hidden.

    Raises:
        NotAllowed: `by` does not run this club.
    """
    by.require("network.answer_idea", idea)
    with transaction.atomic():
        locked = _locked(idea)
        locked.hidden_at, locked.hidden_reason = None, ""
        locked.save(update_fields=["hidden_at", "hidden_reason"])
    return locked


def hide_comment(
    *, by: Person, comment: IdeaComment, reason: str, now: datetime | None = None
) -> IdeaComment:
    """Hides a comment and notifies its author of the reason. Hiding it again has no effect.

    Raises:
        NotAllowed: `by` does not run this club.
        HiddenWithoutReason: no reason was given.
    """
    by.require("network.answer_idea", comment.idea)
    if not reason.strip():
        raise HiddenWithoutReason
    with transaction.atomic():
        locked = _locked_comment(comment)
        if locked.hidden_at is None:
            locked.hidden_at = now or timezone.now()
            locked.hidden_reason = reason.strip()[:300]
            locked.save(update_fields=["hidden_at", "hidden_reason"])
            _notify_hidden(locked, locked.idea)
    return locked


def show_comment(*, by: Person, comment: IdeaComment) -> IdeaComment:
    """Shows again a comment that was hidden.

    Raises:
        NotAllowed: `by` does not run this club.
    """
    by.require("network.answer_idea", comment.idea)
    with transaction.atomic():
        locked = _locked_comment(comment)
        locked.hidden_at, locked.hidden_reason = None, ""
        locked.save(update_fields=["hidden_at", "hidden_reason"])
    return locked


def remove_idea(*, by: Person, idea: Idea) -> Idea | None:
    """Withdraws one's own idea and returns None if it is deleted. If it is answered, or if other
    people have voted or commented, anonymises it and returns it.

    Raises:
        NotAllowed: somebody else suggested it.
    """
    by.require("network.remove_idea", idea)
    with transaction.atomic():
        locked = _locked(idea)
        has_supporters = (
            locked.votes.exclude(person=by).exists() or locked.comments.exclude(author=by).exists()
        )
        if not has_supporters and locked.state == State.NEW:
            locked.delete()
            return None
        locked.author, locked.shows_name = None, False
        locked.save(update_fields=["author", "shows_name"])
    return locked


def remove_comment(*, by: Person, comment: IdeaComment) -> None:
    """Deletes one's own comment on an idea.

    Raises:
        NotAllowed: somebody else wrote it.
    """
    by.require("network.remove_comment", comment)
    comment.delete()


def notify_voters(*, answer_id: UUID, now: datetime | None = None) -> int:
    """Notifies the voters of an answer, a hundred per transaction. Safe to interrupt and run again:
    each voter is notified once. Stops if a later answer replaces this one, or if the idea is
    hidden. Returns how many were notified."""
    notified = 0
    while count := _notify_batch(answer_id, now or timezone.now()):
        notified += count
    return notified


@periodic("*/15 * * * *", description=_("Reprend les réponses aux idées restées à dire"))
def resume_notifications(*, now: datetime | None = None) -> int:
    """Resumes the notification of the answers whose notification was interrupted."""
    unfinished = list(IdeaAnswer.objects.filter(notified_at=None).values_list("pk", flat=True))
    return sum(notify_voters(answer_id=key, now=now) for key in unfinished)


@transaction.atomic
def _notify_batch(answer_id: UUID, now: datetime) -> int:
    answers = lock_rows(IdeaAnswer.objects.all()).select_related("idea")
    answer = answers.filter(pk=answer_id, notified_at=None).first()
    if answer is None:
        return 0
    notified = IdeaNotification.objects.filter(answer=answer).values("person")
    votes = (
        IdeaVote.objects.filter(idea=answer.idea, person__is_active=True)
        .exclude(person__in=notified)
        .select_related("person")
        .order_by("voted_at", "pk")
    )
    is_replaced = answer.idea.answers.filter(answered_at__gt=answer.answered_at).exists()
    people = (
        [] if is_replaced or answer.idea.is_hidden else [vote.person for vote in votes[:BATCH_SIZE]]
    )
    if not people:
        answer.notified_at = now
        answer.save(update_fields=["notified_at"])
        return 0
    IdeaNotification.objects.bulk_create(
        IdeaNotification(answer=answer, person=person, notified_at=now) for person in people
    )
    mail = IdeaAnswered(
        idea_id=str(answer.idea_id),
        title=answer.idea.title,
        words=answer.words,
        state=answer.state,
    )
    for person in people:
        write_to(person, mail)
    return len(people)


def _notify_hidden(word: Idea | IdeaComment, idea: Idea) -> None:
    if word.author is not None:
        mail = WordsHidden(idea_id=str(idea.pk), title=idea.title, words=word.hidden_reason)
        write_to(word.author, mail)


def _locked(idea: Idea) -> Idea:
    return lock_row(idea, "author", "commune")


def _locked_comment(comment: IdeaComment) -> IdeaComment:
    return lock_row(comment, "author", "idea")
