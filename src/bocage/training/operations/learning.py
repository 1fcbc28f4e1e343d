"""What learners are asked, and what they answer: before, at the end, and 3, 6 and 12 months on.

Answered again, an answer is corrected. Asked by the clock, each is asked once, and reminded once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from stdnum.exceptions import ValidationError as NumberError
from stdnum.fr import siret as siret_numbers

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.training import learning_notices
from bocage.training.errors.learning import AnswerGone, SiretWrong
from bocage.training.models import (
    Enrolment,
    NeedsStatement,
    OutcomeFollowUp,
    SatisfactionAnswer,
)
from bocage.training.models.learning import MONTHS

SILENCE = timedelta(days=7)
"""How long an answer is waited for before it is asked for once more."""

Business = OutcomeFollowUp.Business


@dataclass(frozen=True, kw_only=True)
class NeedsSaid:
    """What a learner says before the course begins."""

    expects: str
    ease: str
    business_ease: str
    arrangements: str = ""


@dataclass(frozen=True, kw_only=True)
class SatisfactionSaid:
    """What a learner thought of the course: marks from 1 to 4."""

    overall: int
    content: int
    teaching: int
    organisation: int
    progress: int
    recommends: bool
    best: str = ""
    better: str = ""


@dataclass(frozen=True, kw_only=True)
class OutcomeSaid:
    """What became of a learner and their project."""

    business: str
    home: str
    siret: str = ""
    commune: Commune | None = None
    jobs: int | None = None
    words: str = ""


def say_needs(
    *, by: Person, enrolment: Enrolment, said: NeedsSaid, now: datetime | None = None
) -> NeedsStatement:
    """What a learner hopes for and needs. Said again, it is corrected.

    Raises:
        NotAllowed: it is somebody else's seat, or they have left it.
    """
    if not by.has_perm("training.answer_as_learner", enrolment) or not enrolment.has_seat:
        raise NotAllowed
    needs, _is_new = NeedsStatement.objects.update_or_create(
        enrolment=enrolment, defaults={**asdict(said), "answered_at": now or timezone.now()}
    )
    return needs


def follow_completed(*, enrolment: Enrolment, now: datetime | None = None) -> None:
    """Somebody followed the course to its end: what they thought of it is asked, and the checks of
    the year are planned. Done twice, it is done once."""
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(enrolment)
        if locked.state != Enrolment.State.COMPLETED or locked.ended_at is None:
            return
        _answer, is_new = SatisfactionAnswer.objects.get_or_create(
            enrolment=locked, defaults={"asked_at": now}
        )
        from_day = timezone.localdate(locked.ended_at)
        for months in MONTHS:
            OutcomeFollowUp.objects.get_or_create(
                enrolment=locked,
                months=months,
                defaults={"due_on": from_day + relativedelta(months=months)},
            )
        if is_new:
            learning_notices.ask_satisfaction(locked)


def answer_satisfaction(
    *, by: Person, enrolment: Enrolment, said: SatisfactionSaid, now: datetime | None = None
) -> SatisfactionAnswer:
    """What a learner thought of the course. Answered again, it is corrected.

    Raises:
        NotAllowed: it is somebody else's seat.
        AnswerGone: nobody asks any more.
    """
    if not by.has_perm("training.answer_as_learner", enrolment):
        raise NotAllowed
    with transaction.atomic():
        answer = (
            SatisfactionAnswer.objects.select_for_update(no_key=True, of=("self",))
            .filter(pk=enrolment.pk)
            .first()
        )
        if answer is None:
            raise AnswerGone
        _write(answer, asdict(said), now)
    return answer


def answer_outcome(
    *, by: Person, outcome: OutcomeFollowUp, said: OutcomeSaid, now: datetime | None = None
) -> OutcomeFollowUp:
    """What became of a project, said by the learner or noted by who runs the cohort. What belongs
    to a business is kept where there is one.

    Raises:
        NotAllowed: it is somebody else's, and `by` does not run the cohort.
        SiretWrong: the key of the number is not right.
        AnswerGone: nobody asks any more.
    """
    may_note = by.has_perm("training.read_learner_answers", outcome)
    if not may_note and not by.has_perm("training.answer_as_learner", outcome.enrolment):
        raise NotAllowed
    values = asdict(said) | {"commune": said.commune}
    values["siret"] = checked_siret(said.siret)
    if said.business != Business.CREATED:
        values |= {"siret": "", "commune": None, "jobs": None}
    with transaction.atomic():
        locked = (
            OutcomeFollowUp.objects.select_for_update(no_key=True, of=("self",))
            .filter(pk=outcome.pk)
            .first()
        )
        if locked is None:
            raise AnswerGone
        _write(locked, values, now)
    return locked


def ask_due_outcomes(*, now: datetime | None = None) -> int:
    """Writes to those whose follow-up is due; of several, the latest alone is asked. Returns how
    many were asked."""
    now = now or timezone.now()
    due = (
        OutcomeFollowUp.objects.filter(
            due_on__lte=timezone.localdate(now), asked_at=None, answered_at=None
        )
        .order_by("enrolment_id", "-months")
        .distinct("enrolment_id")
        .values_list("pk", flat=True)
    )
    return sum(_ask(key, now) for key in list(due))


def remind_silent(*, now: datetime | None = None) -> int:
    """Asks once more those who did not answer within a week. Returns how many were reminded."""
    now = now or timezone.now()
    silent = {"asked_at__lte": now - SILENCE, "answered_at": None, "reminded_at": None}
    with transaction.atomic():
        answers = list(
            SatisfactionAnswer.objects.select_for_update(
                no_key=True, of=("self",), skip_locked=True
            )
            .filter(**silent)
            .order_by("asked_at", "pk")
        )
        for answer in answers:
            learning_notices.ask_satisfaction(_with_person(answer.enrolment_id), again=True)
        outcomes = list(
            OutcomeFollowUp.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
            .filter(**silent)
            .order_by("asked_at", "pk")
        )
        for outcome in outcomes:
            outcome.enrolment = _with_person(outcome.enrolment_id)
            learning_notices.ask_outcome(outcome, again=True)
        SatisfactionAnswer.objects.filter(pk__in=[one.pk for one in answers]).update(
            reminded_at=now
        )
        OutcomeFollowUp.objects.filter(pk__in=[one.pk for one in outcomes]).update(reminded_at=now)
    return len(answers) + len(outcomes)


def checked_siret(written: str) -> str:
    """Fourteen digits whose key is right (INSEE; La Poste has its own rule), or nothing.

    Raises:
        SiretWrong: they are not.
    """
    if not written.strip():
        return ""
    try:
        return siret_numbers.validate(written)
    except NumberError as error:
        raise SiretWrong from error


def _write(
    answer: SatisfactionAnswer | OutcomeFollowUp, values: Mapping[str, object], now: datetime | None
) -> None:
    for name, value in values.items():
        setattr(answer, name, value)
    answer.answered_at = answer.answered_at or now or timezone.now()
    answer.save(update_fields=[*values, "answered_at"])


def _ask(key: UUID, now: datetime) -> bool:
    """Asks one, unless another worker did, or it was answered meanwhile."""
    with transaction.atomic():
        outcome = (
            OutcomeFollowUp.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
            .filter(pk=key, asked_at=None, answered_at=None)
            .first()
        )
        if outcome is None:
            return False
        outcome.asked_at = now
        outcome.save(update_fields=["asked_at"])
        OutcomeFollowUp.objects.filter(
            enrolment=outcome.enrolment_id, months__lt=outcome.months, asked_at=None
        ).update(asked_at=now, reminded_at=now)
        outcome.enrolment = _with_person(outcome.enrolment_id)
        learning_notices.ask_outcome(outcome)
    return True


def _locked(enrolment: Enrolment) -> Enrolment:
    enrolments = Enrolment.objects.select_for_update(no_key=True, of=("self",))
    return enrolments.with_rights().get(pk=enrolment.pk)


def _with_person(key: UUID) -> Enrolment:
    return Enrolment.objects.with_rights().get(pk=key)
