"""Questionnaires to learners, and their answers: before, at the end, and 3, 6 and 12 months later.

A new answer replaces the previous one. Scheduled requests are sent once, and one reminder follows.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.fr import siret as siret_numbers

from bocage.foundation.company_register import CompanyStatus, company_status
from bocage.foundation.db.row_locks import lock_free_rows, lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.foundation.jobs.tasks import periodic
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.training.learning import notifications
from bocage.training.learning.errors import AnswerGone, SiretWrong
from bocage.training.learning.models import (
    MONTHS,
    NeedsStatement,
    OutcomeFollowUp,
    SatisfactionAnswer,
)
from bocage.training.programmes.models.cohorts import Enrolment

RECHECK_AFTER = timedelta(days=7)
RECHECK_WITHIN = timedelta(days=92)
MAX_NUMBERS = 50
"""Maximum number of SIRET looked up in the register per night."""

SILENCE = timedelta(days=7)
"""Time without an answer before the reminder."""

Business = OutcomeFollowUp.Business


@dataclass(frozen=True, kw_only=True)
class NeedsSubmission:
    """Submitted needs of a learner, before the course."""

    expects: str
    ease: str
    business_ease: str
    arrangements: str = ""


@dataclass(frozen=True, kw_only=True)
class SatisfactionSubmission:
    """Submitted opinion of a learner on the course; marks are from 1 to 4."""

    overall: int
    content: int
    teaching: int
    organisation: int
    progress: int
    recommends: bool
    best: str = ""
    better: str = ""


@dataclass(frozen=True, kw_only=True)
class OutcomeSubmission:
    """Submitted outcome of a learner and their project."""

    business: str
    home: str
    siret: str = ""
    commune: Commune | None = None
    jobs: int | None = None
    words: str = ""


def save_needs(
    *, by: Person, enrolment: Enrolment, submission: NeedsSubmission, now: datetime | None = None
) -> NeedsStatement:
    """Stores a learner's expectations and needs, replacing any earlier ones.

    Raises:
        NotAllowed: it is somebody else's seat, or they have left it.
    """
    if not by.has_perm("training.answer_as_learner", enrolment) or not enrolment.has_seat:
        raise NotAllowed
    needs, _is_new = NeedsStatement.objects.update_or_create(
        enrolment=enrolment, defaults={**asdict(submission), "answered_at": now or timezone.now()}
    )
    return needs


def follow_completed(*, enrolment: Enrolment, now: datetime | None = None) -> None:
    """Requests the opinion of a learner who completed the course, and plans the follow-ups after 3,
    6 and 12 months. Idempotent.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(enrolment)
        if locked.state != Enrolment.State.COMPLETED or locked.ended_at is None:
            return
        _answer, is_new = SatisfactionAnswer.objects.get_or_create(
            enrolment=locked, defaults={"requested_at": now}
        )
        from_day = timezone.localdate(locked.ended_at)
        for months in MONTHS:
            OutcomeFollowUp.objects.get_or_create(
                enrolment=locked,
                months=months,
                defaults={"due_on": from_day + relativedelta(months=months)},
            )
        if is_new:
            notifications.request_satisfaction(locked)


def forget_unanswered(*, enrolment: Enrolment) -> None:
    """Deletes the unanswered requests to a learner whose seat is resumed, since the year starts
    again. Called in the transaction that resumes the seat."""
    SatisfactionAnswer.objects.filter(enrolment=enrolment, answered_at=None).delete()
    OutcomeFollowUp.objects.filter(enrolment=enrolment, answered_at=None).delete()


def answer_satisfaction(
    *,
    by: Person,
    enrolment: Enrolment,
    opinion: SatisfactionSubmission,
    now: datetime | None = None,
) -> SatisfactionAnswer:
    """Stores a learner's opinion on the course, replacing any earlier one.

    Raises:
        NotAllowed: it is somebody else's seat.
        AnswerGone: it is no longer requested.
    """
    by.require("training.answer_as_learner", enrolment)
    with transaction.atomic():
        answer = lock_rows(SatisfactionAnswer.objects.all()).filter(pk=enrolment.pk).first()
        if answer is None:
            raise AnswerGone
        _write(answer, asdict(opinion), now)
    return answer


def answer_outcome(
    *, by: Person, outcome: OutcomeFollowUp, news: OutcomeSubmission, now: datetime | None = None
) -> OutcomeFollowUp:
    """Stores the outcome of a project, answered by the learner or noted by those who run the
    cohort. Business fields are stored only if a business was created. The status of its SIRET in
    the official register is stored with it but rejects nothing, since the register lists a business
    only weeks after its creation.

    Raises:
        NotAllowed: it is somebody else's, and `by` does not run the cohort.
        SiretWrong: the check digit of the number is wrong.
        AnswerGone: it is no longer requested.
    """
    may_note = by.has_perm("training.read_learner_answers", outcome)
    if not may_note and not by.has_perm("training.answer_as_learner", outcome.enrolment):
        raise NotAllowed
    values = asdict(news) | {"commune": news.commune}
    values["siret"] = checked_siret(news.siret)
    if news.business != Business.CREATED:
        values |= {"siret": "", "commune": None, "jobs": None}
    values |= _as_registered(str(values["siret"]), outcome, now)
    with transaction.atomic():
        locked = lock_rows(OutcomeFollowUp.objects.all()).filter(pk=outcome.pk).first()
        if locked is None:
            raise AnswerGone
        _write(locked, values, now)
    return locked


def request_due_outcomes(*, now: datetime | None = None) -> int:
    """Sends the follow-up requests that are due; a learner with several gets the latest only.
    Returns how many were sent.
    """
    now = now or timezone.now()
    due = (
        OutcomeFollowUp.objects.filter(
            due_on__lte=timezone.localdate(now), requested_at=None, answered_at=None
        )
        .order_by("enrolment_id", "-months")
        .distinct("enrolment_id")
        .values_list("pk", flat=True)
    )
    return sum(_request_outcome(key, now) for key in list(due))


def remind_silent(*, now: datetime | None = None) -> int:
    """Reminds the learners who did not answer within a week, once per request. Returns how many
    were reminded.
    """
    now = now or timezone.now()
    silent = {"requested_at__lte": now - SILENCE, "answered_at": None, "reminded_at": None}
    with transaction.atomic():
        answers = list(
            lock_free_rows(SatisfactionAnswer.objects.all())
            .filter(**silent)
            .order_by("requested_at", "pk")
        )
        for answer in answers:
            notifications.request_satisfaction(_with_person(answer.enrolment_id), again=True)
        outcomes = list(
            lock_free_rows(OutcomeFollowUp.objects.all())
            .filter(**silent)
            .order_by("requested_at", "pk")
        )
        for outcome in outcomes:
            outcome.enrolment = _with_person(outcome.enrolment_id)
            notifications.request_outcome(outcome, again=True)
        SatisfactionAnswer.objects.filter(pk__in=[answer.pk for answer in answers]).update(
            reminded_at=now
        )
        OutcomeFollowUp.objects.filter(pk__in=[outcome.pk for outcome in outcomes]).update(
            reminded_at=now
        )
    return len(answers) + len(outcomes)


def checked_siret(text: str) -> str:
    """Returns a valid SIRET as fourteen digits (INSEE key; La Poste has its own rule), or an empty
    string if there is none.

    Raises:
        SiretWrong: the number is not valid.
    """
    if not text.strip():
        return ""
    try:
        return siret_numbers.validate(text)
    except NumberError as error:
        raise SiretWrong from error


@periodic("10 5 * * *", description=_("Vérifie les entreprises créées auprès du registre"))
def recheck_companies(*, now: datetime | None = None) -> int:
    """Queries the official register again about SIRET numbers not confirmed yet: each week, for
    three months. Returns how many are now known as open or closed.
    """
    now = now or timezone.now()
    if not settings.BOCAGE.company_register:
        return 0
    open_questions = OutcomeFollowUp.objects.filter(
        siret_status__in=("unknown", "not_checked", "not_answered"),
        siret_looked_up_at__lte=now - RECHECK_AFTER,
        answered_at__gt=now - RECHECK_WITHIN,
    )
    confirmed = 0
    for outcome in open_questions.order_by("siret_looked_up_at", "pk")[:MAX_NUMBERS]:
        status = company_status(outcome.siret)
        # A SIRET changed meanwhile was looked up when it was changed.
        OutcomeFollowUp.objects.filter(pk=outcome.pk, siret=outcome.siret).update(
            siret_status=status.value, siret_looked_up_at=now
        )
        confirmed += status in (CompanyStatus.OPEN, CompanyStatus.CLOSED)
    return confirmed


def _as_registered(siret: str, outcome: OutcomeFollowUp, now: datetime | None) -> dict[str, object]:
    """Returns the register's status of a changed SIRET, as field values. Called before the
    transaction, which must not wait for the register."""
    if not siret:
        return {"siret_status": "", "siret_looked_up_at": None}
    if siret == outcome.siret and outcome.siret_status == CompanyStatus.OPEN:
        return {}
    return {
        "siret_status": company_status(siret).value,
        "siret_looked_up_at": now or timezone.now(),
    }


def _write(
    answer: SatisfactionAnswer | OutcomeFollowUp, values: Mapping[str, object], now: datetime | None
) -> None:
    for name, value in values.items():
        setattr(answer, name, value)
    answer.answered_at = answer.answered_at or now or timezone.now()
    answer.save(update_fields=[*values, "answered_at"])


def _request_outcome(key: UUID, now: datetime) -> bool:
    """Requests one outcome, unless another worker did, or it was answered meanwhile. Returns
    whether it was requested."""
    with transaction.atomic():
        outcome = (
            lock_free_rows(OutcomeFollowUp.objects.all())
            .filter(pk=key, requested_at=None, answered_at=None)
            .first()
        )
        if outcome is None:
            return False
        outcome.requested_at = now
        outcome.save(update_fields=["requested_at"])
        OutcomeFollowUp.objects.filter(
            enrolment=outcome.enrolment_id, months__lt=outcome.months, requested_at=None
        ).update(requested_at=now, reminded_at=now)
        outcome.enrolment = _with_person(outcome.enrolment_id)
        notifications.request_outcome(outcome)
    return True


def _locked(enrolment: Enrolment) -> Enrolment:
    enrolments = lock_rows(Enrolment.objects.all())
    return enrolments.with_rights().get(pk=enrolment.pk)


def _with_person(key: UUID) -> Enrolment:
    return Enrolment.objects.with_rights().get(pk=key)
