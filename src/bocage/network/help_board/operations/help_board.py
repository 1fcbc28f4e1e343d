"""The help board: a help post is published, changed, prolonged, closed; members answer it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from bocage.foundation.db.row_locks import lock_row
from bocage.network.help_board import letters
from bocage.network.help_board.errors import (
    EndsTooFar,
    HelpPostOver,
    HelpPostWithoutSkill,
    HiddenWithoutReason,
    NotAnAnswerer,
    WordsMissing,
)
from bocage.network.help_board.models import (
    MAX_HELP_POST_SKILLS,
    HelpPost,
    HelpPostAnswer,
    HelpPostChoice,
    HelpPostReport,
    HelpPostThanks,
)
from bocage.network.members.errors import TooManySkills
from bocage.network.members.models.members import Member
from bocage.network.members.operations.skills import get_or_create_skills
from bocage.network.messages.operations.messages import write_about
from bocage.people.limits import Limit, count_attempt
from bocage.people.models import Person
from bocage.territory.models import Commune

NOTIFY = "network.notify_concerned_members"
LONGEST = timedelta(days=92)
PUBLISHED = Limit(action="network.help_post", amount=6, window=timedelta(days=1))
REPORTED = Limit(action="network.help_post_report", amount=10, window=timedelta(days=1))

Status = HelpPost.Status


def publish_help_post(
    *,
    by: Person,
    kind: str,
    title: str,
    text: str,
    commune: Commune,
    radius_km: int | None,
    skills: Iterable[str],
    ends_on: date,
    now: datetime | None = None,
) -> HelpPost:
    """Publishes a help post; the worker notifies the members that it concerns.

    Raises:
        NotAllowed: `by` is not a member of the club.
        HelpPostWithoutSkill, TooManySkills, SkillNotAWord, EndsTooFar: nothing is published.
        TooManyAttempts: they published six today.
    """
    by.require("network.publish_help_post")
    now = now or timezone.now()
    _check_end(ends_on, timezone.localdate(now))
    count_attempt(PUBLISHED, str(by.pk), now=now)
    with transaction.atomic():
        help_post = HelpPost.objects.create(
            author=by,
            kind=kind,
            title=title.strip(),
            text=text.strip(),
            commune=commune,
            radius_km=radius_km,
            ends_on=ends_on,
            created_at=now,
        )
        _set_skills(help_post, by, skills)
        _look_for_members(help_post)
    return help_post


def update_help_post(
    *,
    by: Person,
    help_post: HelpPost,
    skills: Iterable[str],
    ends_on: date,
    now: datetime | None = None,
    **values: Any,
) -> HelpPost:
    """Changes a help post. Members newly concerned are notified; each person is notified once.

    Raises:
        NotAllowed: somebody else wrote it.
        HelpPostOver: it is closed, or was hidden.
        HelpPostWithoutSkill, TooManySkills, SkillNotAWord, EndsTooFar: nothing changes.
    """
    by.require("network.update_help_post", help_post)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(help_post)
        if not locked.is_open:
            raise HelpPostOver
        if ends_on != locked.ends_on:
            _check_end(ends_on, timezone.localdate(now))
            locked.ends_on, locked.reminded_at = ends_on, None
        for name, value in values.items():
            setattr(locked, name, value)
        locked.save()
        _set_skills(locked, by, skills)
        _look_for_members(locked)
    return locked


def prolong_help_post(
    *, by: Person, help_post: HelpPost, until: date, now: datetime | None = None
) -> HelpPost:
    """Extends a help post until a given day, and reopens it if it had ended or was closed.
    Idempotent.

    Raises:
        NotAllowed: somebody else wrote it.
        HelpPostOver: it was hidden.
        EndsTooFar: the day is past, or more than 92 days ahead.
    """
    by.require("network.update_help_post", help_post)
    now = now or timezone.now()
    _check_end(until, timezone.localdate(now))
    with transaction.atomic():
        locked = _locked(help_post)
        if locked.status == Status.HIDDEN:
            raise HelpPostOver
        if not locked.is_open or locked.ends_on < until:
            locked.ends_on, locked.reminded_at = max(until, locked.ends_on), None
            locked.status, locked.closed_at = Status.OPEN, None
            locked.save(update_fields=["ends_on", "reminded_at", "status", "closed_at"])
            _look_for_members(locked)
    return locked


def close_help_post(*, by: Person, help_post: HelpPost, now: datetime | None = None) -> HelpPost:
    """Closes a help post whose need is met. Idempotent.

    Raises:
        NotAllowed: somebody else wrote it.
    """
    by.require("network.update_help_post", help_post)
    with transaction.atomic():
        locked = _locked(help_post)
        if locked.is_open:
            end_help_post(locked, Status.CLOSED, now or timezone.now())
    return locked


def answer_help_post(
    *, by: Person, help_post: HelpPost, text: str, now: datetime | None = None
) -> HelpPostAnswer:
    """Answers a help post: its author reads the answer by mail and in a conversation, where the two
    can go on. No address is shown. A second answer from the same person is one more message.

    Raises:
        NotAllowed: `by` wrote it, or is not a member of the club.
        HelpPostOver: it is not open any more.
        EmptyMessage, MessageTooLong, WriterSuspended, ConversationStopped, TooManyMessages…: as
            any message (`contacts.answer`); nothing is written.
    """
    by.require("network.answer_help_post", help_post)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(help_post)
        if not locked.is_open:
            raise HelpPostOver
        message = write_about(
            by=by,
            to=locked.author,
            words=text,
            pass_on=partial(letters.pass_answer_on, locked),
            now=now,
        )
        answer, is_new = HelpPostAnswer.objects.get_or_create(
            help_post=locked, answerer=by, defaults={"message": message, "answered_at": now}
        )
        if not is_new and answer.message is None:
            answer.message = message
            answer.save(update_fields=["message"])
    return answer


def thank_helper(
    *, by: Person, help_post: HelpPost, helper: Person, words: str = "", now: datetime | None = None
) -> HelpPostThanks:
    """Records that a person who answered has helped: notifies them, names them on the page of the
    help post, and closes the help post. Thanking the same person again sends nothing more.

    Raises:
        NotAllowed: somebody else wrote the help post.
        NotAnAnswerer: this person did not answer it.
    """
    by.require("network.update_help_post", help_post)
    _check_answered(help_post, helper)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(help_post)
        thanks, is_new = HelpPostThanks.objects.get_or_create(
            help_post=locked,
            helper=helper,
            defaults={"words": words.strip()[:300], "thanked_at": now},
        )
        if is_new:
            letters.notify_thanks(thanks)
        if locked.is_open:
            end_help_post(locked, Status.CLOSED, now)
    return thanks


def report_help_post(
    *, by: Person, help_post: HelpPost, reason: str, now: datetime | None = None
) -> HelpPostReport:
    """Reports a help post to the people who run the club, once per person.

    Raises:
        NotAllowed: `by` does not read the board, or wrote the help post.
        WordsMissing: no reason was given.
        TooManyAttempts: they reported ten today.
    """
    by.require("network.report_help_post", help_post)
    if not reason.strip():
        raise WordsMissing
    now = now or timezone.now()
    count_attempt(REPORTED, str(by.pk), now=now)
    with transaction.atomic():
        report, is_new = HelpPostReport.objects.get_or_create(
            help_post=help_post,
            reporter=by,
            defaults={"reason": reason.strip()[:300], "reported_at": now},
        )
        if is_new:
            letters.notify_report(report)
    return report


def hide_help_post(
    *, by: Person, help_post: HelpPost, reason: str, now: datetime | None = None
) -> HelpPost:
    """Hides a help post and notifies its author of the reason. Hiding it again has no effect.

    Raises:
        NotAllowed: `by` does not run this club.
        HiddenWithoutReason: no reason was given.
    """
    by.require("network.hide_help_post", help_post)
    if not reason.strip():
        raise HiddenWithoutReason
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(help_post)
        if locked.status != Status.HIDDEN:
            locked.hidden_reason = reason.strip()[:300]
            end_help_post(locked, Status.HIDDEN, now)
            letters.notify_hidden(locked)
        locked.reports.filter(handled_at=None).update(handled_at=now)
    return locked


def dismiss_reports(*, by: Person, help_post: HelpPost, now: datetime | None = None) -> HelpPost:
    """Settles the reports on a help post without hiding it; a hidden help post is shown again.

    Raises:
        NotAllowed: `by` does not run this club.
    """
    by.require("network.hide_help_post", help_post)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(help_post)
        if locked.status == Status.HIDDEN:
            is_over = locked.ends_on < timezone.localdate(now)
            locked.status = Status.ENDED if is_over else Status.OPEN
            locked.hidden_reason = ""
            locked.closed_at = locked.closed_at if is_over else None
            locked.save(update_fields=["status", "hidden_reason", "closed_at"])
        locked.reports.filter(handled_at=None).update(handled_at=now)
    return locked


def choose_help_posts(*, by: Person, member: Member, rhythm: str) -> HelpPostChoice:
    """Stores how often a member is notified of the help posts that need their skills.

    Raises:
        NotAllowed: it is not their membership.
    """
    by.require("network.update_member", member)
    choice, _is_new = HelpPostChoice.objects.update_or_create(
        member=member, defaults={"rhythm": rhythm}
    )
    return choice


def end_help_post(locked: HelpPost, status: str, now: datetime) -> None:
    """Ends a locked help post with the given status, and drops its pending notifications."""
    locked.status, locked.closed_at = status, now
    locked.save(update_fields=["status", "closed_at", "hidden_reason"])
    locked.notifications.filter(notified_at=None).delete()


def _check_answered(help_post: HelpPost, answerer: Person) -> None:
    if not help_post.answers.filter(answerer=answerer).exists():
        raise NotAnAnswerer


def _check_end(ends_on: date, today: date) -> None:
    if not today <= ends_on <= today + LONGEST:
        raise EndsTooFar


def _set_skills(help_post: HelpPost, by: Person, names: Iterable[str]) -> None:
    skills = get_or_create_skills(by=by, names=names)
    if not skills:
        raise HelpPostWithoutSkill
    if len(skills) > MAX_HELP_POST_SKILLS:
        raise TooManySkills
    help_post.skills.set(skills)


def _look_for_members(help_post: HelpPost) -> None:
    app.configure_task(NOTIFY).defer(help_post_id=str(help_post.pk))


def _locked(help_post: HelpPost) -> HelpPost:
    return lock_row(help_post, "author", "commune")
