"""The help board: a notice is published, changed, prolonged, closed; members answer it."""

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
    HiddenWithoutReason,
    NotAnAnswerer,
    NoticeOver,
    NoticeWithoutSkill,
    WordsMissing,
)
from bocage.network.help_board.models import (
    MAX_NOTICE_SKILLS,
    Notice,
    NoticeAnswer,
    NoticeChoice,
    NoticeReport,
    NoticeThanks,
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
PUBLISHED = Limit(action="network.notice", amount=6, window=timedelta(days=1))
REPORTED = Limit(action="network.notice_report", amount=10, window=timedelta(days=1))

Status = Notice.Status


def publish_notice(
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
) -> Notice:
    """Publishes a notice; the worker notifies the members that it concerns.

    Raises:
        NotAllowed: `by` is not a member of the club.
        NoticeWithoutSkill, TooManySkills, SkillNotAWord, EndsTooFar: nothing is published.
        TooManyAttempts: they published six today.
    """
    by.require("network.publish_notice")
    now = now or timezone.now()
    _check_end(ends_on, timezone.localdate(now))
    count_attempt(PUBLISHED, str(by.pk), now=now)
    with transaction.atomic():
        notice = Notice.objects.create(
            author=by,
            kind=kind,
            title=title.strip(),
            text=text.strip(),
            commune=commune,
            radius_km=radius_km,
            ends_on=ends_on,
            created_at=now,
        )
        _set_skills(notice, by, skills)
        _look_for_members(notice)
    return notice


def update_notice(
    *,
    by: Person,
    notice: Notice,
    skills: Iterable[str],
    ends_on: date,
    now: datetime | None = None,
    **values: Any,
) -> Notice:
    """Changes a notice. Members newly concerned are notified; each person is notified once.

    Raises:
        NotAllowed: somebody else wrote it.
        NoticeOver: it is closed, or was hidden.
        NoticeWithoutSkill, TooManySkills, SkillNotAWord, EndsTooFar: nothing changes.
    """
    by.require("network.update_notice", notice)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(notice)
        if not locked.is_open:
            raise NoticeOver
        if ends_on != locked.ends_on:
            _check_end(ends_on, timezone.localdate(now))
            locked.ends_on, locked.reminded_at = ends_on, None
        for name, value in values.items():
            setattr(locked, name, value)
        locked.save()
        _set_skills(locked, by, skills)
        _look_for_members(locked)
    return locked


def prolong_notice(
    *, by: Person, notice: Notice, until: date, now: datetime | None = None
) -> Notice:
    """Extends a notice until a given day, and reopens it if it had ended or was closed. Idempotent.

    Raises:
        NotAllowed: somebody else wrote it.
        NoticeOver: it was hidden.
        EndsTooFar: the day is past, or more than 92 days ahead.
    """
    by.require("network.update_notice", notice)
    now = now or timezone.now()
    _check_end(until, timezone.localdate(now))
    with transaction.atomic():
        locked = _locked(notice)
        if locked.status == Status.HIDDEN:
            raise NoticeOver
        if not locked.is_open or locked.ends_on < until:
            locked.ends_on, locked.reminded_at = max(until, locked.ends_on), None
            locked.status, locked.closed_at = Status.OPEN, None
            locked.save(update_fields=["ends_on", "reminded_at", "status", "closed_at"])
            _look_for_members(locked)
    return locked


def close_notice(*, by: Person, notice: Notice, now: datetime | None = None) -> Notice:
    """Closes a notice whose need is met. Idempotent.

    Raises:
        NotAllowed: somebody else wrote it.
    """
    by.require("network.update_notice", notice)
    with transaction.atomic():
        locked = _locked(notice)
        if locked.is_open:
            end_notice(locked, Status.CLOSED, now or timezone.now())
    return locked


def answer_notice(
    *, by: Person, notice: Notice, text: str, now: datetime | None = None
) -> NoticeAnswer:
    """Answers a notice: its author reads the answer by mail and in a conversation, where the two
    can go on. No address is shown. A second answer from the same person is one more message.

    Raises:
        NotAllowed: `by` wrote it, or is not a member of the club.
        NoticeOver: it is not open any more.
        EmptyMessage, MessageTooLong, WriterSuspended, ConversationStopped, TooManyMessages…: as
            any message (`contacts.answer`); nothing is written.
    """
    by.require("network.answer_notice", notice)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(notice)
        if not locked.is_open:
            raise NoticeOver
        message = write_about(
            by=by,
            to=locked.author,
            words=text,
            pass_on=partial(letters.pass_answer_on, locked),
            now=now,
        )
        answer, is_new = NoticeAnswer.objects.get_or_create(
            notice=locked, answerer=by, defaults={"message": message, "answered_at": now}
        )
        if not is_new and answer.message is None:
            answer.message = message
            answer.save(update_fields=["message"])
    return answer


def thank_helper(
    *, by: Person, notice: Notice, helper: Person, words: str = "", now: datetime | None = None
) -> NoticeThanks:
    """Records that a person who answered has helped: notifies them, names them on the page of the
    notice, and closes the notice. Thanking the same person again sends nothing more.

    Raises:
        NotAllowed: somebody else wrote the notice.
        NotAnAnswerer: this person did not answer it.
    """
    by.require("network.update_notice", notice)
    _check_answered(notice, helper)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(notice)
        thanks, is_new = NoticeThanks.objects.get_or_create(
            notice=locked,
            helper=helper,
            defaults={"words": words.strip()[:300], "thanked_at": now},
        )
        if is_new:
            letters.notify_thanks(thanks)
        if locked.is_open:
            end_notice(locked, Status.CLOSED, now)
    return thanks


def report_notice(
    *, by: Person, notice: Notice, reason: str, now: datetime | None = None
) -> NoticeReport:
    """Reports a notice to the people who run the club, once per person.

    Raises:
        NotAllowed: `by` does not read the board, or wrote the notice.
        WordsMissing: no reason was given.
        TooManyAttempts: they reported ten today.
    """
    by.require("network.report_notice", notice)
    if not reason.strip():
        raise WordsMissing
    now = now or timezone.now()
    count_attempt(REPORTED, str(by.pk), now=now)
    with transaction.atomic():
        report, is_new = NoticeReport.objects.get_or_create(
            notice=notice,
            reporter=by,
            defaults={"reason": reason.strip()[:300], "reported_at": now},
        )
        if is_new:
            letters.notify_report(report)
    return report


def hide_notice(*, by: Person, notice: Notice, reason: str, now: datetime | None = None) -> Notice:
    """Hides a notice and notifies its author of the reason. Hiding it again has no effect.

    Raises:
        NotAllowed: `by` does not run this club.
        HiddenWithoutReason: no reason was given.
    """
    by.require("network.hide_notice", notice)
    if not reason.strip():
        raise HiddenWithoutReason
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(notice)
        if locked.status != Status.HIDDEN:
            locked.hidden_reason = reason.strip()[:300]
            end_notice(locked, Status.HIDDEN, now)
            letters.notify_hidden(locked)
        locked.reports.filter(handled_at=None).update(handled_at=now)
    return locked


def dismiss_reports(*, by: Person, notice: Notice, now: datetime | None = None) -> Notice:
    """Settles the reports on a notice without hiding it; a hidden notice is shown again.

    Raises:
        NotAllowed: `by` does not run this club.
    """
    by.require("network.hide_notice", notice)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(notice)
        if locked.status == Status.HIDDEN:
            is_over = locked.ends_on < timezone.localdate(now)
            locked.status = Status.ENDED if is_over else Status.OPEN
            locked.hidden_reason = ""
            locked.closed_at = locked.closed_at if is_over else None
            locked.save(update_fields=["status", "hidden_reason", "closed_at"])
        locked.reports.filter(handled_at=None).update(handled_at=now)
    return locked


def choose_notices(*, by: Person, member: Member, rhythm: str) -> NoticeChoice:
    """Stores how often a member is notified of the notices that need their skills.

    Raises:
        NotAllowed: it is not their membership.
    """
    by.require("network.update_member", member)
    choice, _is_new = NoticeChoice.objects.update_or_create(
        member=member, defaults={"rhythm": rhythm}
    )
    return choice


def end_notice(locked: Notice, status: str, now: datetime) -> None:
    """Ends a locked notice with the given status, and drops its pending notifications."""
    locked.status, locked.closed_at = status, now
    locked.save(update_fields=["status", "closed_at", "hidden_reason"])
    locked.notifications.filter(notified_at=None).delete()


def _check_answered(notice: Notice, answerer: Person) -> None:
    if not notice.answers.filter(answerer=answerer).exists():
        raise NotAnAnswerer


def _check_end(ends_on: date, today: date) -> None:
    if not today <= ends_on <= today + LONGEST:
        raise EndsTooFar


def _set_skills(notice: Notice, by: Person, names: Iterable[str]) -> None:
    skills = get_or_create_skills(by=by, names=names)
    if not skills:
        raise NoticeWithoutSkill
    if len(skills) > MAX_NOTICE_SKILLS:
        raise TooManySkills
    notice.skills.set(skills)


def _look_for_members(notice: Notice) -> None:
    app.configure_task(NOTIFY).defer(notice_id=str(notice.pk))


def _locked(notice: Notice) -> Notice:
    return lock_row(notice, "author", "commune")
