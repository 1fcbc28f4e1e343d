"""The questions of a programme to those who apply.

The default ones, created on first use, belong to the officers of the programme from then on. An
answered question is never deleted: it is taken out of the form.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from bocage.people.models import Person
from bocage.training.admissions.applications.default_questions import QUESTIONS
from bocage.training.admissions.applications.models import ApplicationQuestion
from bocage.training.admissions.ordering import lock_programme, next_position, put_in_order
from bocage.training.programmes.models.programmes import Programme


def questions_of(programme: Programme) -> list[ApplicationQuestion]:
    """Returns the questions of a programme, in order. If none was ever written, creates the default
    ones.
    """
    current = programme.questions.filter(removed_at=None)
    questions = list(current.order_by("position", "pk"))
    if questions or programme.questions.exists():
        return questions
    with transaction.atomic():
        lock_programme(programme)
        if not programme.questions.exists():
            ApplicationQuestion.objects.bulk_create(
                ApplicationQuestion(
                    programme=programme,
                    position=position,
                    part=default.part,
                    label=default.label,
                    help=default.help,
                    kind=default.kind,
                    choices="\n".join(default.choices),
                    is_required=default.is_required,
                )
                for position, default in enumerate(QUESTIONS, start=1)
            )
    return list(current.order_by("position", "pk"))


def write_question(
    *, by: Person, programme: Programme, question: ApplicationQuestion | None = None, **values: Any
) -> ApplicationQuestion:
    """Adds a question at the end, or changes one. Answers already sent keep its former text.

    Raises:
        NotAllowed: `by` does not run the programme.
    """
    by.require("training.manage_programme", programme)
    with transaction.atomic():
        lock_programme(programme)
        saved = question or ApplicationQuestion(
            programme=programme, position=next_position(programme.questions)
        )
        for name, value in values.items():
            setattr(saved, name, value)
        saved.save()
    return saved


def remove_question(
    *, by: Person, question: ApplicationQuestion, now: datetime | None = None
) -> None:
    """Removes a question from the form; its answers stay. Idempotent.

    Raises:
        NotAllowed: `by` does not run the programme.
    """
    by.require("training.manage_programme", question.programme)
    ApplicationQuestion.objects.filter(pk=question.pk, removed_at=None).update(
        removed_at=now or timezone.now()
    )


def order_questions(*, by: Person, programme: Programme, order: Sequence[int]) -> None:
    """Puts the questions in the given order; questions not named follow, in their current order.

    Raises:
        NotAllowed: `by` does not run the programme.
    """
    by.require("training.manage_programme", programme)
    put_in_order(programme, programme.questions, order)
