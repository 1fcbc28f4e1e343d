"""Address book: cards, requests to helpers, answers and thanks, and scheduled jobs.

A helper's row is locked before any request, so that two coordinators are counted one after the
other and the monthly maximum is respected. It is locked before the requests, always in this order.
Helpers answer by a signed link, whose holder is that helper: those operations take no `by`.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_free_rows, lock_row, lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.territory.spelling import normalise
from bocage.welcome.helpers import notifications
from bocage.welcome.helpers.errors import (
    AlreadyDeclined,
    HelperClosed,
    HelperExists,
    MonthlyLimitReached,
    NobodyWaits,
    NotAskedYet,
    NothingToThank,
    ProjectNotFollowed,
)
from bocage.welcome.helpers.models import Helper, HelpKind, HelpRequest
from bocage.welcome.helpers.needs import needs_of
from bocage.welcome.helpers.proposals import MONTH
from bocage.welcome.projects.errors.consents import HelpersNotAgreed
from bocage.welcome.projects.events import ProjectFactHappened
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.household_names import first_names_of
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.consents import agrees

Answer = HelpRequest.Answer
WORDS_LENGTH = 1000

QUIET_AFTER = timedelta(days=730)
"""Time without contact after which a helper is asked whether the card is still valid."""
SILENT_FOR = timedelta(days=60)
"""Time without an answer to that question after which the card is closed."""
FORGOTTEN_AFTER = timedelta(days=365)
"""Time after its closing when a card is deleted."""
BATCH = 200

BROUGHT_BY_A_YES = {
    HelpKind.SCHOOL_HEAD: [Fact.SCHOOL_ANSWERED],
    HelpKind.DOCTOR: [Fact.DOCTOR_FOUND],
    HelpKind.CRAFTSMAN: [Fact.CRAFTSMAN_FOUND],
}
"""Facts that complete tasks of the project, by the kind of helper who agrees."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """Data of a helper's card."""

    name: str
    kind: str
    can_do: str
    commune: Commune
    email: str
    consented_on: date
    tags: tuple[str, ...] = ()
    radius_km: int = 20
    languages: tuple[str, ...] = ()
    phone: str = ""
    language: str = "fr"
    max_per_month: int = 2


def add_helper(
    *, by: Person, card: Card, available_from: datetime | None = None, now: datetime | None = None
) -> Helper:
    """Adds a helper who agreed to it to the address book, and notifies them, with the way to be
    removed. No help is requested before `available_from`, unless they confirm in the meantime.

    Raises:
        NotAllowed: `by` does not manage the cards of this commune.
        HelperExists: a card with the address exists, for the same kind of help.
    """
    by.require("welcome.manage_helper", card.commune)
    now = now or timezone.now()
    card_fields = written_card(card)
    person = Person.objects.filter(email=card_fields["email"], is_active=True).first()
    with refusing({"welcome_helper_card_once": HelperExists}):
        helper = Helper.objects.create(
            **card_fields,
            available_from=available_from,
            confirmed_at=now,
            person=person,
            added_by=by,
            added_at=now,
        )
        notifications.notify_helper_added(helper)
    return helper


def change_helper(*, by: Person, helper: Helper, card: Card) -> Helper:
    """Updates a helper's card.

    Raises:
        NotAllowed: `by` may not manage the card before or after the change.
        HelperExists: another card has this address, for the same kind of help.
    """
    if not all(by.has_perm("welcome.manage_helper", subject) for subject in (helper, card.commune)):
        raise NotAllowed
    with refusing({"welcome_helper_card_once": HelperExists}):
        locked = locked_helper(helper.pk)
        for name, value in written_card(card).items():
            setattr(locked, name, value)
        locked.save()
    return locked


def close_helper(*, by: Person, helper: Helper, now: datetime | None = None) -> Helper:
    """Closes a helper's card: no more requests are sent to them, and pending ones are withdrawn.

    Raises:
        NotAllowed: `by` does not manage the card.
    """
    by.require("welcome.manage_helper", helper)
    return close_own_card(helper_id=helper.pk, now=now)


def close_own_card(*, helper_id: UUID, now: datetime | None = None) -> Helper:
    """Closes a helper's card at their own request, from any mail. The people who had requested help
    are notified.

    Raises:
        Helper.DoesNotExist: the card was deleted.
    """
    now = now or timezone.now()
    with transaction.atomic():
        helper = locked_helper(helper_id)
        if helper.is_open:
            helper.is_open, helper.closed_at, helper.confirmation_requested_at = False, now, None
            helper.save(update_fields=["is_open", "closed_at", "confirmation_requested_at"])
            waiting = _waiting().filter(helper=helper).select_related("project", "requested_by")
            for request in waiting:
                notifications.notify_card_closed(request, helper)
            _withdraw(waiting, now)
    return helper


def reopen_helper(*, by: Person, helper: Helper, now: datetime | None = None) -> Helper:
    """Reopens a helper's card, with the helper's agreement; the helper is notified again.

    Raises:
        NotAllowed: `by` does not manage the card.
    """
    by.require("welcome.manage_helper", helper)
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_helper(helper.pk)
        if not locked.is_open:
            locked.is_open, locked.closed_at = True, None
            locked.consented_on, locked.confirmed_at = timezone.localdate(now), now
            locked.save()
            notifications.notify_helper_added(locked)
    return locked


def confirm_own_card(*, helper_id: UUID, now: datetime | None = None) -> Helper:
    """Confirms a card at the helper's own request (« Oui, gardez ma fiche »).

    Raises:
        HelperClosed: it was closed meanwhile.
        Helper.DoesNotExist: the card was deleted.
    """
    with transaction.atomic():
        helper = locked_helper(helper_id)
        if not helper.is_open:
            raise HelperClosed
        _heard_of(helper, now or timezone.now())
    return helper


def ask_helper(
    *,
    by: Person,
    project: SettlementProject,
    helper: Helper,
    need: str,
    words: str = "",
    now: datetime | None = None,
) -> HelpRequest:
    """Sends a need of a household to a helper, with its first names and the need only.

    While no answer came, repeating it returns the first request, and sends no second mail.

    Raises:
        NotAllowed: `by` does not follow the project, or does not manage the card.
        ProjectNotFollowed: it is paused, closed or erased.
        HelpersNotAgreed: the household did not consent to it.
        HelperClosed: the card is closed.
        NotAskedYet: the helper has just been notified of their card.
        AlreadyDeclined: the helper declined for this household.
        MonthlyLimitReached: the helper already received their maximum of requests this month.
    """
    by.require("welcome.follow_project", project)
    by.require("welcome.manage_helper", helper)
    now = now or timezone.now()
    kind = HelpKind(need)
    with transaction.atomic():
        locked = locked_helper(helper.pk)
        followed = lock_row(project)
        earlier = list(HelpRequest.objects.filter(project=followed, helper=locked))
        for request in earlier:
            if request.is_open:
                return request
        _check_can_receive_request(followed, locked, earlier, now)
        request = HelpRequest.objects.create(
            project=followed,
            helper=locked,
            need=kind,
            words=words.strip()[:WORDS_LENGTH] or _usual_words(followed, kind),
            first_names=first_names_of(followed),
            requested_by=by,
            requested_at=now,
        )
        notifications.request_help(request)
    return request


def answer_help(
    *, request_id: UUID, answer: str, words: str = "", now: datetime | None = None
) -> HelpRequest:
    """Records the answer of a helper. The first answer counts; a message may be added to it later.

    Raises:
        NobodyWaits: the request was withdrawn.
        HelpRequest.DoesNotExist: the household or the card was deleted.
    """
    now, answer_value = now or timezone.now(), Answer(answer)
    words = words.strip()[:WORDS_LENGTH]
    with transaction.atomic():
        helper_id = HelpRequest.objects.values_list("helper", flat=True).get(pk=request_id)
        helper = locked_helper(helper_id)
        request = _locked_request(request_id)
        if request.withdrawn_at is not None:
            raise NobodyWaits
        if request.answer:
            if words and not request.answer_words:
                request.answer_words = words
                request.save(update_fields=["answer_words"])
                notifications.notify_welcome(request)
            return request
        request.answer, request.answer_words, request.answered_at = answer_value, words, now
        request.save(update_fields=["answer", "answer_words", "answered_at"])
        _heard_of(helper, now)
        notifications.notify_welcome(request)
        facts = [Fact.HELPER_ANSWERED]
        if answer_value == Answer.YES:
            notifications.notify_household(request)
            facts += BROUGHT_BY_A_YES.get(HelpKind(request.need), [])
        for fact in facts:
            publish(ProjectFactHappened(project_id=request.project_id, fact=fact.value))
    return request


def withdraw_help_request(
    *, by: Person, request: HelpRequest, now: datetime | None = None
) -> HelpRequest:
    """Withdraws a help request that is still open, and notifies the helper that they need not
    answer.

    Raises:
        NotAllowed: `by` does not follow the project.
    """
    by.require("welcome.follow_project", request.project)
    with transaction.atomic():
        locked = _locked_request(request.pk)
        if locked.is_open:
            _take_back(locked, now or timezone.now())
    return locked


def withdraw_requests_of(*, project_id: UUID, now: datetime | None = None) -> int:
    """Withdraws every pending help request of a project that is over, and notifies the helpers.
    Returns how many.
    """
    with transaction.atomic():
        waiting = list(
            lock_rows(_waiting().filter(project=project_id).select_related("helper", "project"))
        )
        for request in waiting:
            _take_back(request, now or timezone.now())
    return len(waiting)


def thank_helper(*, by: Person, request: HelpRequest, now: datetime | None = None) -> HelpRequest:
    """Thanks a helper who agreed to help, by mail, once.

    Raises:
        NotAllowed: `by` does not follow the project.
        NothingToThank: they did not agree.
    """
    by.require("welcome.follow_project", request.project)
    with transaction.atomic():
        locked = _locked_request(request.pk)
        if locked.answer != Answer.YES:
            raise NothingToThank
        if locked.thanked_at is None:
            locked.thanked_at, locked.thanked_by = now or timezone.now(), by
            locked.save(update_fields=["thanked_at", "thanked_by"])
            notifications.thank(locked)
    return locked


def ask_quiet_helpers(*, now: datetime | None = None) -> int:
    """Sends helpers without contact for two years the question whether their card is still valid.
    Returns how many.
    """
    now = now or timezone.now()
    with transaction.atomic():
        quiet = list(
            lock_free_rows(Helper.objects.all())
            .select_related("commune")
            .filter(
                is_open=True, confirmed_at__lt=now - QUIET_AFTER, confirmation_requested_at=None
            )
            .order_by("confirmed_at", "pk")[:BATCH]
        )
        for helper in quiet:
            helper.confirmation_requested_at = now
            helper.save(update_fields=["confirmation_requested_at"])
            notifications.ask_to_confirm(helper)
    return len(quiet)


def close_silent_helpers(*, now: datetime | None = None) -> int:
    """Closes the cards of helpers who did not answer whether it is still valid. Returns how
    many.
    """
    now = now or timezone.now()
    silent = Helper.objects.filter(
        is_open=True, confirmation_requested_at__lt=now - SILENT_FOR
    ).values_list("pk", flat=True)
    keys = list(silent.order_by("confirmation_requested_at", "pk")[:BATCH])
    for key in keys:
        close_own_card(helper_id=key, now=now)
    return len(keys)


def forget_closed_helpers(*, now: datetime | None = None) -> int:
    """Deletes the cards that were closed a year ago, with their requests."""
    closed = Helper.objects.filter(
        is_open=False, closed_at__lt=(now or timezone.now()) - FORGOTTEN_AFTER
    )
    number, _by_model = closed.delete()
    return number


def locked_helper(helper_id: UUID) -> Helper:
    """Locks a helper's card until the end of the transaction, and returns its current state."""
    return lock_rows(Helper.objects.all()).select_related("commune").get(pk=helper_id)


def _locked_request(request_id: UUID) -> HelpRequest:
    return (
        lock_rows(HelpRequest.objects.all())
        .select_related("helper__commune", "project", "requested_by")
        .get(pk=request_id)
    )


def _check_can_receive_request(
    project: SettlementProject, helper: Helper, earlier: list[HelpRequest], now: datetime
) -> None:
    if not project.is_open or project.erased_at is not None:
        raise ProjectNotFollowed
    if not agrees(project, ProjectConsent.Use.HELPERS):
        raise HelpersNotAgreed
    if not helper.is_open:
        raise HelperClosed
    if not helper.can_receive_request(now):
        raise NotAskedYet
    if any(request.answer == Answer.NO for request in earlier):
        raise AlreadyDeclined
    recent_requests = HelpRequest.objects.filter(
        helper=helper, requested_at__gt=now - MONTH
    ).count()
    if recent_requests >= helper.max_per_month:
        raise MonthlyLimitReached


def _usual_words(project: SettlementProject, kind: HelpKind) -> str:
    """Returns the default message for a need, from the answers of the household."""
    usual_words = [need.words for need in needs_of(project) if need.kind == kind]
    return usual_words[0] if usual_words else str(kind.label).capitalize()


def written_card(card: Card) -> dict[str, Any]:
    """Returns the values of the fields of a card as stored: normalised tags, address in lower
    case.
    """
    return {field.name: getattr(card, field.name) for field in fields(card)} | {
        "kind": HelpKind(card.kind).value,
        "name": card.name.strip(),
        "can_do": card.can_do.strip(),
        "email": card.email.strip().lower(),
        "tags": list(dict.fromkeys(filter(None, map(normalise, card.tags)))),
        "languages": [language.strip() for language in card.languages if language.strip()],
    }


def _heard_of(helper: Helper, now: datetime) -> None:
    helper.confirmed_at, helper.confirmation_requested_at, helper.available_from = now, None, None
    helper.save(update_fields=["confirmed_at", "confirmation_requested_at", "available_from"])


def _waiting() -> Any:
    return HelpRequest.objects.filter(answer="", withdrawn_at=None).order_by("requested_at", "pk")


def _withdraw(waiting: Any, now: datetime) -> None:
    waiting.order_by().update(withdrawn_at=now)


def _take_back(request: HelpRequest, now: datetime) -> None:
    request.withdrawn_at = now
    request.save(update_fields=["withdrawn_at"])
    notifications.notify_request_withdrawn(request)
