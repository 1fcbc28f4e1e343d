"""Applications prepared for templates: pages of questions, answers, current state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import format_date, format_moment
from bocage.training.admissions.applications.models import (
    Application,
    ApplicationQuestion,
    SeatOffer,
)
from bocage.training.admissions.applications.operations.applications import takes_applications
from bocage.training.admissions.applications.operations.questions import questions_of
from bocage.training.cohorts.operations.identities import missing_of

Status = Application.Status
IDENTITY_PART = "vous"
PROJECT_PART = "le-projet"
DOCUMENTS_PART = "documents"


@dataclass(frozen=True, slots=True)
class Part:
    """Page of the application form. `is_whole` is True if no required answer is missing in it."""

    slug: str
    title: str
    questions: tuple[ApplicationQuestion, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """A question with its answer, for display."""

    question: str
    words: str


@dataclass(frozen=True, slots=True)
class LifeLine:
    """Step of an application, as its page draws it."""

    label: str
    state: Literal["past", "here", "ahead"]


def parts_of(application: Application) -> list[Part]:
    """Returns the pages of the form in order: identity, project, questions and documents. Makes two
    queries.
    """
    words = dict(application.answers.values_list("question", "words"))
    is_identified = not missing_of(application.identity)
    identity_part = Part(IDENTITY_PART, _("Votre nom et votre adresse"), (), is_identified)
    first = Part(PROJECT_PART, _("L’essentiel"), (), bool(application.title and application.home))
    all_questions = questions_of(application.cohort.programme)
    middle = []
    for number, (title, group) in enumerate(
        groupby(all_questions, key=lambda question: question.part), start=1
    ):
        questions = tuple(group)
        is_whole = all(words.get(question.pk) for question in questions if question.is_required)
        middle.append(Part(f"{number}-{slugify(title)[:50]}", title, questions, is_whole))
    return [identity_part, first, *middle, Part(DOCUMENTS_PART, _("Vos documents"), (), True)]


def answer_items(application: Application) -> list[AnswerItem]:
    """Returns the answers of an application, in the order of the form; one query."""
    answers = application.answers.select_related("question")
    return [
        AnswerItem(answer.question_label or answer.question.label, answer.words)
        for answer in answers.order_by("question__position", "pk")
        if answer.words
    ]


def life_of(application: Application) -> list[LifeLine]:
    """Returns the steps of an application, from draft to answer, each past, current or ahead."""
    steps: Sequence[tuple[str, frozenset[str]]] = (
        (_("Brouillon"), frozenset({Status.DRAFT})),
        (_("Envoyée"), frozenset({Status.SUBMITTED})),
        (_("Lue par le jury"), frozenset({Status.UNDER_REVIEW})),
        (_("Réponse"), frozenset(Application.DECIDED)),
    )
    at = next((rank for rank, step in enumerate(steps) if application.status in step[1]), 4)
    return [
        LifeLine(label, "past" if rank < at else "here" if rank == at else "ahead")
        for rank, (label, _statuses) in enumerate(steps)
    ]


def next_steps(application: Application, offer: SeatOffer | None, now: datetime) -> str:
    """Returns one or two sentences on the state of an application and the next actions of its
    applicant.
    """
    if application.is_draft:
        return _of_draft(application, now)
    if application.is_withdrawn:
        return str(_WITHDRAWN[application.withdrawal_reason])
    if application.status == Status.WAITING:
        return _(
            "Vous êtes au rang %(rank)d de la liste d’attente. Dès qu’une place se libère, nous "
            "vous écrivons."
        ) % {"rank": application.waiting_rank}
    if application.status == Status.ACCEPTED:
        return _of_seat(application, offer)
    return str(_ANSWERS[Status(application.status)])


def _of_draft(application: Application, now: datetime) -> str:
    cohort = application.cohort
    if not takes_applications(cohort, now, application):
        return _(
            "La date limite est passée. Votre brouillon est gardé : écrivez à %(contact)s, qui "
            "peut vous accorder un délai."
        ) % {"contact": cohort.programme.contact_email}
    until = max(cohort.apply_until, application.late_until or cohort.apply_until)
    return _(
        "Votre brouillon est gardé. Envoyez-le avant le %(day)s au soir : rien ne part sans vous."
    ) % {"day": format_date(until, with_year=True)}


def _of_seat(application: Application, offer: SeatOffer | None) -> str:
    if offer is not None and offer.is_held:
        return _("Une place est gardée pour vous. Dites-nous si vous venez avant le %(until)s.") % {
            "until": format_moment(offer.answer_by)
        }
    if offer is None:
        return _("Votre candidature est retenue.")
    return _("Votre place est confirmée. Premier jour : %(day)s.") % {
        "day": format_date(application.cohort.starts_on, with_year=True)
    }


_ANSWERS = {
    Status.SUBMITTED: gettext_lazy(
        "Votre candidature est arrivée. Après la date limite, au moins deux personnes la liront, "
        "et tous recevront leur réponse le même jour."
    ),
    Status.UNDER_REVIEW: gettext_lazy(
        "Le jury lit votre candidature. Tous recevront leur réponse le même jour."
    ),
    Status.REFUSED: gettext_lazy("Le jury n’a pas retenu votre projet cette fois-ci."),
}
_WITHDRAWN = {
    "applicant": gettext_lazy("Vous avez retiré cette candidature."),
    "declined": gettext_lazy("Vous avez décliné votre place : merci de l’avoir dit."),
    "silent": gettext_lazy(
        "Votre place n’a pas été confirmée à temps : elle ne vous est plus gardée."
    ),
    "cancelled": gettext_lazy("Cette promotion n’a pas lieu."),
}
