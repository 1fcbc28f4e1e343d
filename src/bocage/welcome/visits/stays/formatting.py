"""Formatting of stays: the household, the people met, and the team."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import join_words
from bocage.people.models import Person
from bocage.people.phones import format_phone
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.visits.itinerary.models import ProgrammeStep
from bocage.welcome.visits.stays.models import Stay, StayFeedback

FIELDS_TO_CONFIRM = ("starts_at", "ends_at", "location")
"""Fields that the person met agreed to: if one changes, the invitation is sent again."""


@dataclass(frozen=True, kw_only=True)
class StepFacts:
    """Facts about one step that a mail gives, serializable to JSON."""

    step_id: UUID
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    location: str = ""
    words: str = ""
    contact_name: str = ""
    contact_phone: str = ""


@dataclass(frozen=True, kw_only=True)
class TeamFacts:
    """Contact details of the person of the welcome to call."""

    name: str = ""
    phone: str = ""
    mail: str = ""


def facts_of_step(step: ProgrammeStep) -> StepFacts:
    """Returns the facts of a step for a mail. Its commune must be loaded."""
    return StepFacts(
        step_id=step.pk,
        title=step.title,
        kind=step.kind,
        starts_at=step.starts_at,
        ends_at=step.ends_at,
        location=step.location,
        words=step.words,
        contact_name=step.contact_name,
        contact_phone=step.contact_phone,
    )


def notified_facts(step: ProgrammeStep) -> dict[str, str]:
    """Returns the facts of a step that the person met is notified of, in the form of
    `last_notification`; empty if nobody is to be notified."""
    if not step.stands or not step.contact_mail:
        return {}
    return {
        "mail": step.contact_mail,
        "name": step.contact_name,
        "title": step.title,
        "location": step.location,
        "words": step.words,
        "starts_at": step.starts_at.astimezone(UTC).isoformat(),
        "ends_at": step.ends_at.astimezone(UTC).isoformat(),
    }


def is_elsewhere(before: dict[str, str], now: dict[str, str]) -> bool:
    """Checks whether the hours or the place of a step differ between two sets of notified facts."""
    return any(before.get(name) != now.get(name) for name in FIELDS_TO_CONFIRM)


def last_notified_facts(step: ProgrammeStep) -> StepFacts:
    """Returns the facts of a step as the person met was last notified of them."""
    return replace(
        facts_of_step(step),
        title=step.last_notification["title"],
        location=step.last_notification["location"],
        words="",
        contact_name=step.last_notification["name"],
        starts_at=datetime.fromisoformat(step.last_notification["starts_at"]),
        ends_at=datetime.fromisoformat(step.last_notification["ends_at"]),
    )


def facts_of_team(person: Person | None) -> TeamFacts:
    """Returns the contact details of a person of the welcome; empty ones if nobody is in charge."""
    if person is None:
        return TeamFacts()
    phone = format_phone(person.phone) if person.phone else ""
    return TeamFacts(name=person.name, phone=phone, mail=person.email)


def first_names(project: SettlementProject) -> str:
    """Returns the first names of the adults, as « Léa et Karim »: the only data of a household
    disclosed to a person met. Children are never named.
    """
    adults = project.adults.select_related("person").order_by("-is_first", "joined_at", "id")
    names = [adult.person.name.split()[0] for adult in adults if adult.person.name.strip()]
    return join_words(names) or _("un ménage qui pense à s’installer ici")


def feedback_words(feedback: StayFeedback) -> str:
    """Returns the marks of a feedback in words, then its text."""
    marks = [
        _("utile : %(mark)s") % {"mark": feedback.get_was_useful_display()},
        _("se voit vivre ici : %(mark)s") % {"mark": feedback.get_sees_self_here_display()},
    ]
    return " · ".join(filter(None, [*marks, feedback.liked, feedback.lacked]))


def arrival_words(stay: Stay) -> str:
    """Returns the place of arrival, as « Gare de Sées », with its commune where the place does not
    name it.
    """
    commune = stay.arrival_commune.name if stay.arrival_commune is not None else ""
    if commune and commune not in stay.arrival_place:
        return ", ".join(filter(None, [stay.arrival_place, commune]))
    return stay.arrival_place
