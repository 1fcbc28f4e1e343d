"""What the box of ideas does by itself. Each is safe to run twice, and at once."""

from __future__ import annotations

from uuid import UUID

from bocage.foundation.tasks import periodic, task
from bocage.network.operations import ideas


@task
def tell_voters(*, answer_id: str) -> None:
    """Tells those who voted of an answer."""
    ideas.tell_voters(answer_id=UUID(answer_id))


@periodic("*/15 * * * *")
def tell_answers_left() -> None:
    """Goes on with what was stopped."""
    ideas.tell_answers_left()
