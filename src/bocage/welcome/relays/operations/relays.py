"""Relays: sent, answered, withdrawn; homes reported by town halls.

Each operation locks the relay and reads it again, so that concurrent answers, scheduled jobs and
withdrawals of a household run one after the other. A message that cannot count as the answer is
stored, and the people who follow the project are notified.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.housing.leads.operations.leads import LeadReport, report_lead
from bocage.housing.models import Lead
from bocage.people.models import Person, Role
from bocage.people.policies import holds, is_administrator
from bocage.territory.models import Commune
from bocage.welcome.communes.errors import CommuneMerged
from bocage.welcome.communes.town_halls import coordinators_of, elected_of_epci, town_hall_people
from bocage.welcome.projects.events import CommuneAnswered, ProjectFactHappened, RelaySent
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.consents import agrees, ask_agreement
from bocage.welcome.relays import notifications
from bocage.welcome.relays.errors import (
    CommuneOfOthers,
    MandateOver,
    NoCommuneSelected,
    ProjectAtRest,
    RelayAnswered,
    RelayWithdrawn,
)
from bocage.welcome.relays.models import Relay, RelayReply
from bocage.welcome.relays.policies import could_answer_before
from bocage.welcome.shared.working_days import add_working_days
from bocage.welcome.sponsors import notifications as sponsor_notifications

ANSWER_DUE_DAYS = 2
"""Working days within which a town hall is expected to answer; it is then reminded."""
MAX_COMMUNES = 12
LONGEST_WORDS = 2000

Status = Relay.Status
Answer = Relay.Answer
Recipient = Relay.Recipient


def ask_town_halls(
    *,
    by: Person,
    project: SettlementProject,
    communes: Sequence[Commune],
    words: str,
    now: datetime | None = None,
) -> list[Relay]:
    """Sends each commune's town hall a request about a project. If no person of it is known, the
    elected members of its intercommunalité receive it, and if there are none, the welcome team has
    to call. A commune with an open relay is not requested again: its relay is returned.

    Raises:
        NotAllowed: `by` does not follow the project.
        NoCommuneSelected: there are no communes, or more than twelve.
        ProjectAtRest: the project is paused or closed.
        HouseholdDidNotAgree: the household does not consent to be mentioned to town halls.
        CommuneMerged, CommuneOfOthers: about one of the communes; nothing is sent then.
    """
    by.require("welcome.follow_project", project)
    if not 1 <= len(communes) <= MAX_COMMUNES:
        raise NoCommuneSelected
    for commune in communes:
        _check_commune(by, commune)
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_row(project)
        if not locked.is_open:
            raise ProjectAtRest
        ask_agreement(locked, ProjectConsent.Use.TOWN_HALLS)
        relays = [_ask(by, locked, commune, tidy(words), now) for commune in communes]
        publish(ProjectFactHappened(project_id=locked.pk, fact=Fact.TOWN_HALL_CONSULTED))
    return relays


def answer_relay(
    *,
    by: Person,
    relay: Relay,
    answer: str,
    words: str = "",
    may_have_home: bool = False,
    lead: Lead | None = None,
    now: datetime | None = None,
) -> Relay:
    """Answers for a commune, at any time: even after a reminder, and after others were requested
    too. The same person may answer again to correct it.

    Raises:
        NotAllowed: `by` does not answer for this commune.
        MandateOver: `by` did, and no longer does; the words are stored.
        RelayAnswered: another person has answered differently; the words are stored.
        RelayWithdrawn: the relay was withdrawn; the words are stored.
        ValueError: `answer` is not one of Relay.Answer.
    """
    answer, words = Answer(answer).value, tidy(words)
    now = now or timezone.now()
    if not by.has_perm("welcome.answer_relay", relay):
        raise _refusal_of_rights(by, relay, words, now)
    with transaction.atomic():
        locked = locked_relay(relay)
        refusal = _stands_against(locked, by, answer, words, lead)
        if refusal is None:
            _write_answer(
                locked,
                by=by,
                answer=answer,
                words=words,
                may_have_home=may_have_home or lead is not None,
                lead=lead,
                now=now,
            )
            return locked
        _save_words(locked, by, words, _STATE_OF[type(refusal)], now)
    raise refusal


def report_home(
    *,
    by: Person,
    relay: Relay,
    report: LeadReport,
    photo: IO[bytes] | None = None,
    idempotency_key: str = "",
    now: datetime | None = None,
) -> Lead:
    """Reports a home (« Nous avons un logement ») to the hidden market, and attaches it to the
    relay; answers the relay with a yes if it was not answered.

    Raises:
        The errors of `housing.leads.operations.leads.report_lead` and `answer_relay`; nothing is
            recorded then.
    """
    by.require("welcome.answer_relay", relay)
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_relay(relay)
        if locked.status == Status.WITHDRAWN:
            raise RelayWithdrawn
        lead = report_lead(
            by=by,
            commune=locked.commune,
            report=report,
            photo=photo,
            idempotency_key=idempotency_key,
            now=now,
        )
        if locked.status == Status.ANSWERED and locked.answered_by_id != by.pk:
            # A colleague's answer remains, and the home is attached to it.
            locked.lead = locked.lead or lead
            locked.may_have_home = locked.answer == Answer.YES
            locked.save(update_fields=["lead", "may_have_home"])
        else:
            _write_answer(
                locked,
                by=by,
                answer=Answer.YES,
                words=locked.answer_words,
                may_have_home=True,
                lead=lead,
                now=now,
            )
    return lead


def withdraw_relay(
    *, by: Person | None, relay: Relay, because: str = "", now: datetime | None = None
) -> Relay:
    """Withdraws a relay, and notifies its recipients. An answer already given remains. Idempotent.
    `by` is None if the household's plans or consent end it.

    Raises:
        NotAllowed: `by` neither follows the project nor is of the household.
    """
    if by is not None and not by.has_perm("welcome.withdraw_relay", relay):
        raise NotAllowed
    with transaction.atomic():
        locked = locked_relay(relay)
        if locked.is_open:
            locked.status, locked.withdrawn_at = Status.WITHDRAWN, now or timezone.now()
            locked.withdrawn_because = because.strip()[:300]
            locked.save(update_fields=["status", "withdrawn_at", "withdrawn_because"])
            notifications.notify_withdrawal(locked)
    return locked


def withdraw_relays_of(
    *, project: SettlementProject, because: str, now: datetime | None = None
) -> int:
    """Withdraws every open question about a project; returns how many there were."""
    relays = list(Relay.objects.open().filter(project=project.pk))
    for relay in relays:
        withdraw_relay(by=None, relay=relay, because=because, now=now)
    return len(relays)


def mark_seen(*, by: Person, relay: Relay, now: datetime | None = None) -> None:
    """Marks a relay as seen when a person who answers for the commune reads it, signed in. Does
    nothing for other people, or the second time.
    """
    if relay.seen_at is not None or not by.has_perm("welcome.answer_relay", relay):
        return
    if by.has_perm("welcome.withdraw_relay", relay):
        return
    now = now or timezone.now()
    Relay.objects.filter(pk=relay.pk, seen_at=None).update(seen_at=now)
    Relay.objects.filter(pk=relay.pk, status=Status.SENT).update(status=Status.SEEN)


def save_reply(
    *, by: Person, relay: Relay, words: str, mail_id: str, now: datetime | None = None
) -> RelayReply:
    """Stores the reply by mail of a person of a town hall, until their click makes it the answer. A
    mail received twice is one reply.

    Raises:
        NotAllowed, MandateOver, RelayAnswered, RelayWithdrawn: see `answer_relay`; the words are
            stored all the same, unless the person never answered for the commune.
    """
    now, words = now or timezone.now(), tidy(words)
    reply = RelayReply.objects.filter(mail_id=mail_id).first() if mail_id else None
    if reply is not None:
        return reply
    if not by.has_perm("welcome.answer_relay", relay):
        raise _refusal_of_rights(by, relay, words, now, mail_id=mail_id)
    with transaction.atomic():
        locked = locked_relay(relay)
        refusal = _stands_against(locked, by, locked.answer, words, None)
        if refusal is None:
            return RelayReply.objects.create(
                relay=locked,
                person=by,
                words=words,
                state=RelayReply.State.TO_CONFIRM,
                received_at=now,
                mail_id=mail_id,
            )
        _save_words(locked, by, words, _STATE_OF[type(refusal)], now, mail_id=mail_id)
    raise refusal


def locked_relay(relay: Relay) -> Relay:
    """Locks a relay until the end of the transaction, and returns its current state."""
    return lock_row(
        relay,
        "commune__epci",
        "project__coordinator",
        "project__commune",
        "requested_by",
        "answered_by",
    )


def tidy(words: str) -> str:
    """Returns words as they are stored: without characters that the database refuses, and cut at
    the maximum length.
    """
    return words.replace("\x00", "").replace("\r\n", "\n").strip()[:LONGEST_WORDS]


_STATE_OF: dict[type[Exception], str] = {
    RelayAnswered: RelayReply.State.ANSWERED,
    RelayWithdrawn: RelayReply.State.WITHDRAWN,
    MandateOver: RelayReply.State.MANDATE_OVER,
}


def _check_commune(by: Person, commune: Commune) -> None:
    if not commune.is_current:
        raise CommuneMerged
    if not (holds(by, Role.COORDINATOR, commune) or is_administrator(by)):
        raise CommuneOfOthers


def _ask(
    by: Person, project: SettlementProject, commune: Commune, words: str, now: datetime
) -> Relay:
    """Returns the open relay of a commune, created if there is none. The project is locked."""
    open_relay = Relay.objects.open().filter(project=project, commune=commune).first()
    if open_relay is not None:
        return open_relay
    recipient, people = _recipient_of(commune)
    relay = Relay.objects.create(
        project=project,
        commune=commune,
        recipient=recipient,
        requested_by=by,
        words=words,
        sent_at=now,
        due_at=add_working_days(now, ANSWER_DUE_DAYS),
        coordinator_notified_at=now if recipient == Recipient.COORDINATOR else None,
    )
    notifications.request_answer(relay, people)
    publish(RelaySent(relay_id=relay.pk))
    return relay


def _recipient_of(commune: Commune) -> tuple[str, Iterable[Person]]:
    people = town_hall_people(commune)
    if people:
        return Recipient.TOWN_HALL, people
    elected = elected_of_epci(commune)
    if elected:
        return Recipient.EPCI, elected
    return Recipient.COORDINATOR, coordinators_of(commune)


def _stands_against(
    relay: Relay, by: Person, answer: str, words: str, lead: Lead | None
) -> RelayAnswered | RelayWithdrawn | None:
    """Returns why an answer cannot count: the relay was withdrawn, or answered by another person. A
    repetition of the same answer, without words or a home, is accepted.
    """
    if relay.status == Status.WITHDRAWN:
        return RelayWithdrawn()
    if relay.status != Status.ANSWERED or relay.answered_by_id == by.pk:
        return None
    is_same_answer = answer == relay.answer and not words and lead is None
    return None if is_same_answer else RelayAnswered()


def _write_answer(
    relay: Relay,
    *,
    by: Person,
    answer: str,
    words: str,
    may_have_home: bool,
    lead: Lead | None,
    now: datetime,
) -> None:
    """Writes the answer, once: the second writing of the same is none."""
    is_first = relay.status != Status.ANSWERED
    if not is_first and relay.answered_by_id != by.pk:
        return
    answer_values = (answer, words, may_have_home and answer == Answer.YES, lead or relay.lead)
    if not is_first and answer_values == (
        relay.answer,
        relay.answer_words,
        relay.may_have_home,
        relay.lead,
    ):
        return
    relay.answer, relay.answer_words, relay.may_have_home, relay.lead = answer_values
    relay.status, relay.answered_by = Status.ANSWERED, by
    relay.answered_at = relay.answered_at or now
    relay.save(
        update_fields=[
            "answer",
            "answer_words",
            "may_have_home",
            "lead",
            "status",
            "answered_by",
            "answered_at",
        ]
    )
    RelayReply.objects.filter(relay=relay, person=by, state=RelayReply.State.TO_CONFIRM).update(
        state=RelayReply.State.CONFIRMED
    )
    notifications.notify_answer(relay)
    publish(CommuneAnswered(relay_id=relay.pk))
    if answer == Answer.YES:
        publish(ProjectFactHappened(project_id=relay.project_id, fact=Fact.TOWN_HALL_AGREED))
        if is_first and not _has_answered_yes_before(relay):
            sponsor_notifications.think_of_a_sponsor(relay.commune, by)


def _has_answered_yes_before(relay: Relay) -> bool:
    """Checks whether the commune answered yes about another household."""
    agreed_relays = Relay.objects.filter(commune=relay.commune_id, answer=Answer.YES)
    return agreed_relays.exclude(pk=relay.pk).exists()


def _refusal_of_rights(
    by: Person, relay: Relay, words: str, now: datetime, *, mail_id: str = ""
) -> NotAllowed | MandateOver:
    """Returns why a person may not answer. If their mandate is over, their words are stored."""
    if not (
        could_answer_before(by, relay) and agrees(relay.project, ProjectConsent.Use.TOWN_HALLS)
    ):
        return NotAllowed()
    with transaction.atomic():
        _save_words(
            locked_relay(relay), by, words, RelayReply.State.MANDATE_OVER, now, mail_id=mail_id
        )
    return MandateOver()


def _save_words(
    relay: Relay, by: Person, words: str, state: str, now: datetime, *, mail_id: str = ""
) -> None:
    """Stores words that do not count as the answer, once, even if sent twice."""
    reply, is_new = RelayReply.objects.get_or_create(
        relay=relay,
        person=by,
        state=state,
        words=words,
        defaults={"received_at": now, "mail_id": mail_id},
    )
    if is_new:
        notifications.notify_words_set_aside(reply)
