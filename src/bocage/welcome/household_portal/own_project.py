"""Household's own page: stage of the project, coordinator, next steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import format_day
from bocage.people.models import Person
from bocage.people.phones import format_phone
from bocage.welcome.messages.operations.thread import shown_to_household
from bocage.welcome.projects.models.messages import ProjectMessage
from bocage.welcome.projects.models.projects import STAGES, SettlementProject, Stage
from bocage.welcome.shared.faces import address_of_face

LATEST_MESSAGES = 50
RECENT_MESSAGES = 4
"""Number of latest messages shown unfolded."""

STAGES_AS_READ = {
    Stage.CONTACT: gettext_lazy("Premier contact"),
    Stage.QUALIFIED: gettext_lazy("Projet connu"),
    Stage.EXPLORING: gettext_lazy("Recherche"),
    Stage.VISITING: gettext_lazy("Séjour"),
    Stage.DECIDING: gettext_lazy("Décision"),
    Stage.MOVING: gettext_lazy("Emménagement"),
    Stage.SETTLED: gettext_lazy("Chez vous"),
    Stage.ROOTED: gettext_lazy("Enraciné"),
}
NEXT_WORDS = {
    Stage.CONTACT: gettext_lazy(
        "Nous avons votre projet. Nous en parlons avec vous, puis nous cherchons les communes qui "
        "vous vont."
    ),
    Stage.QUALIFIED: gettext_lazy(
        "Nous cherchons avec vous les communes qui vous vont, et, si vous en êtes d’accord, nous "
        "demandons à leurs mairies ce qu’elles ont pour vous."
    ),
    Stage.EXPLORING: gettext_lazy(
        "Regardez les logements et dites-nous ceux qui vous plaisent. Dès que quelques-uns "
        "valent le voyage, nous préparons un séjour."
    ),
    Stage.VISITING: gettext_lazy(
        "Votre séjour se prépare : visites, mairie, école, un bureau pour travailler. Dites-nous "
        "après coup ce que vous en pensez."
    ),
    Stage.DECIDING: gettext_lazy(
        "Prenez le temps de décider. Une question sur la commune, l’école, le travail ? Écrivez-la "
        "dans le fil."
    ),
    Stage.MOVING: gettext_lazy(
        "Vous arrivez bientôt : école, internet, médecin, papiers. Nous avançons ensemble, une "
        "chose après l’autre."
    ),
    Stage.SETTLED: gettext_lazy(
        "Bienvenue ! Votre parrain ou votre marraine vous présente le pays, et la mairie vous "
        "accueille. Nous prendrons de vos nouvelles."
    ),
    Stage.ROOTED: gettext_lazy(
        "Un an déjà. Vous pouvez à votre tour accueillir quelqu’un : parlez-en à votre chargé(e) "
        "d’accueil."
    ),
}


@dataclass(frozen=True, slots=True)
class StageOnLine:
    """Stage of a project, among the eight, as the line of the page shows it."""

    label: str
    state: Literal["past", "here", "ahead"]


@dataclass(frozen=True, slots=True)
class Companion:
    """Person who accompanies the household."""

    name: str
    phone: str
    """Phone number, as dialled."""
    format_phone: str
    photo: str
    """URL of the portrait; empty if there is none."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """Next action, in the words that the team wrote for the household."""

    words: str
    day: str
    """Day as a date or in words: « vendredi 27 novembre »."""
    name: str
    """Name of the person who does it; empty if none is given."""


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """Message of the thread, as its reader sees it."""

    message: ProjectMessage
    author: str
    is_own: bool
    """True if the household wrote it: shown on the right side of the thread."""


def stage_line(project: SettlementProject) -> list[StageOnLine]:
    """Lists the eight stages, each marked as past, current or to come."""
    at = STAGES.index(Stage(project.stage))
    states: Sequence[Literal["past", "here", "ahead"]] = [
        "past" if number < at else "here" if number == at else "ahead"
        for number in range(len(STAGES))
    ]
    return [
        StageOnLine(str(STAGES_AS_READ[stage]), state)
        for stage, state in zip(STAGES, states, strict=True)
    ]


def next_words(project: SettlementProject) -> str:
    """Returns one or two sentences for the household on the next steps at its stage."""
    if project.status == SettlementProject.Status.PAUSED:
        return _("Votre projet est en pause. Reprenez-le quand vous voulez : rien n’a bougé.")
    if project.status == SettlementProject.Status.CLOSED:
        return _("Votre projet est clos. S’il renaît, reprenez-le ici, tel que vous l’avez laissé.")
    return str(NEXT_WORDS[Stage(project.stage)])


def next_step_of(project: SettlementProject, *, today: date | None = None) -> NextStep | None:
    """Returns the next action as the household reads it, even if it is late; None where the team
    shares none, or where the project is not open.
    """
    day = project.next_action_on
    if not project.is_open or not project.next_action_for_household or day is None:
        return None
    owner = project.next_action_by
    return NextStep(
        project.next_action_for_household, format_day(day, today=today), owner.name if owner else ""
    )


def companion_of(project: SettlementProject) -> Companion | None:
    """Returns the coordinator shown to the household, with their number; None if the project has
    none.
    """
    person = project.coordinator
    if person is None:
        return None
    number = format_phone(person.phone) if person.phone else ""
    return Companion(str(person), person.phone, number, address_of_face(person))


def thread_of(project: SettlementProject, reader: Person) -> list[ThreadLine]:
    """Returns the latest messages, in chronological order; one query."""
    latest = shown_to_household(project).order_by("-written_at", "-pk")[:LATEST_MESSAGES]
    return [
        ThreadLine(message, _author(message, reader), message.is_from_household)
        for message in reversed(latest)
    ]


def _author(message: ProjectMessage, reader: Person) -> str:
    if message.author is None:
        return _("Votre ménage") if message.is_from_household else _("L’équipe d’accueil")
    if message.author_id == reader.pk:
        return _("Vous")
    return message.author.name or _("L’équipe d’accueil")
