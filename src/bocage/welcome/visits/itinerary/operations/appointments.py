"""People met by a household or by all those of a weekend: invited once, notified of changes,
reminded the day before, notified of a cancellation.

The facts last sent to each person are stored with the step, so that nothing is sent twice. An
answer is valid for the person, the hours and the place that it was given for. All functions run in
the transaction of the caller, who holds the lock of the stay or of the weekend.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bocage.welcome.visits.itinerary import notifications
from bocage.welcome.visits.itinerary.models import ProgrammeStep, StepStatus
from bocage.welcome.visits.itinerary.operations.copies import follow_the_answer
from bocage.welcome.visits.itinerary.visits import AnyStep, Visit
from bocage.welcome.visits.stays.formatting import FIELDS_TO_CONFIRM, is_elsewhere, notified_facts


def rewrite_step(step: AnyStep, values: Mapping[str, Any]) -> None:
    """Writes new values in a step, and retains or resets the answer already given accordingly; the
    caller saves it.

    A person who was invited by mail is asked again by mail. An oral agreement is valid only for the
    person, the hours and the place that it was given for.
    """
    person, agreed_to = _person_met(step), _agreed_to(step)
    for name, value in values.items():
        setattr(step, name, value)
    if _person_met(step) != person:
        _forget_previous_person(step)
    elif _agreed_to(step) != agreed_to and not _is_invited_by_mail(step):
        step.status = StepStatus.OPEN


def free_replaced_person(visit: Visit, step: AnyStep) -> bool:
    """Notifies the person who was invited to a step and has been replaced since, unless they had
    declined. Returns True if there was one.
    """
    if not step.last_notification or step.last_notification["mail"] == notified_facts(step).get(
        "mail"
    ):
        return False
    _notify_cancellation(visit, step)
    step.declined_at = step.reminded_at = None
    step.save(update_fields=["last_notification", "declined_at", "reminded_at"])
    follow_the_answer(step)
    return True


def invite_person_met(visit: Visit, step: AnyStep, *, now: datetime) -> bool:
    """Invites the person met, or notifies them again of what has changed; a person who declined is
    invited again only if the hours or the place change. Returns True if there was a change to send.
    """
    before, current = step.last_notification, notified_facts(step)
    if not current or current == before:
        return False
    if step.declined_at is not None and not is_elsewhere(before, current):
        step.last_notification = current
        step.save(update_fields=["last_notification"])
        return False
    if before:
        notifications.notify_person_met_of_change(visit, step)
    else:
        notifications.invite_person_met(visit, step)
    # Already agreed: noted orally since the last change, although no mail was sent.
    if step.status == StepStatus.OPEN or (before and is_elsewhere(before, current)):
        step.status, step.declined_at, step.reminded_at = StepStatus.REQUESTED, None, None
    step.last_notification, step.notified_at = current, now
    step.save(
        update_fields=["status", "declined_at", "reminded_at", "last_notification", "notified_at"]
    )
    follow_the_answer(step)
    return True


def notify_person_met_of_cancellation(visit: Visit, step: AnyStep) -> None:
    """Notifies the person who was invited to a step, and did not decline, that nobody comes any
    more.
    """
    if step.last_notification:
        _notify_cancellation(visit, step)
        step.save(update_fields=["last_notification"])


def remind_person_met(visit: Visit, step: AnyStep, *, now: datetime) -> bool:
    """Sends a reminder the day before, once, to a person met who was notified of the current hours
    and place and did not decline, so that a reminder never contains more than the invitation.
    Returns True if it was sent.
    """
    is_expected = knows_when_and_where(step) and step.declined_at is None
    if not is_expected or step.reminded_at is not None:
        return False
    notifications.remind_person_met(visit, step)
    step.reminded_at = now
    step.save(update_fields=["reminded_at"])
    return True


def note_spoken_yes(step: AnyStep) -> bool:
    """Records an oral agreement of the person met to the current hours and place, so that they are
    not asked again. Returns True if the answer is new.
    """
    current = notified_facts(step)
    if _is_invited_by_mail(step) and is_elsewhere(step.last_notification, current):
        step.last_notification = step.last_notification | {
            name: current[name] for name in FIELDS_TO_CONFIRM
        }
        step.reminded_at = None
        step.save(update_fields=["last_notification", "reminded_at"])
    return agree(step)


def agree(step: AnyStep) -> bool:
    """Records that the person met will be there, even after they had declined. Returns True if the
    answer is new.
    """
    if step.status == StepStatus.AGREED:
        return False
    step.status, step.declined_at = StepStatus.AGREED, None
    step.save(update_fields=["status", "declined_at"])
    follow_the_answer(step)
    return True


def decline(step: AnyStep, *, now: datetime) -> bool:
    """Records that the person met cannot be there, which opens the step again. Returns True if the
    answer is new.
    """
    if step.declined_at is not None:
        return False
    step.status, step.declined_at = StepStatus.OPEN, now
    step.save(update_fields=["status", "declined_at"])
    follow_the_answer(step)
    return True


def knows_when_and_where(step: ProgrammeStep) -> bool:
    """Checks whether the current person met was notified of the current hours and place."""
    return _is_invited_by_mail(step) and not is_elsewhere(
        step.last_notification, notified_facts(step)
    )


def _forget_previous_person(step: AnyStep) -> None:
    if step.declined_at is not None:
        # A person who declined expects nobody: no cancellation to send.
        step.declined_at, step.last_notification = None, {}
    # A person who is met again, before being notified of the replacement, was invited already.
    is_invited = bool(step.last_notification) and step.last_notification == notified_facts(step)
    step.status = StepStatus.REQUESTED if is_invited else StepStatus.OPEN


def _notify_cancellation(visit: Visit, step: AnyStep) -> None:
    if step.declined_at is None:
        notifications.notify_person_met_of_cancellation(visit, step)
    step.last_notification = {}


def _is_invited_by_mail(step: ProgrammeStep) -> bool:
    current = notified_facts(step)
    return bool(current) and step.last_notification.get("mail") == current["mail"]


def _person_met(step: ProgrammeStep) -> tuple[str, ...]:
    """Returns the identity of the person met; with a mail address, the telephone may change."""
    if step.contact_mail:
        return (step.contact_name, step.contact_mail)
    return (step.contact_name, step.contact_phone)


def _agreed_to(step: ProgrammeStep) -> tuple[object, ...]:
    """Returns the values that the person met agrees to."""
    return tuple(getattr(step, name) for name in FIELDS_TO_CONFIRM)
