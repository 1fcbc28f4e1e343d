"""Dashboard blocks of the setup: remaining steps, and the list of the first month."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.first_steps.first_month import month_for
from bocage.first_steps.steps import steps_of
from bocage.people.dashboard import Todo, add_section, todo_provider
from bocage.people.models import Person
from bocage.people.policies import is_administrator


@todo_provider
def remaining_steps(person: Person) -> Iterator[Todo]:
    """Yields the next setup step, to administrators; nothing in a demo."""
    if settings.BOCAGE.demo or not is_administrator(person):
        return
    steps = steps_of(person)
    waiting = [step for step in steps if step.waits]
    if waiting:
        yield Todo(
            title=_("Premiers pas : il en reste %(left)d sur %(all)d")
            % {"left": len(waiting), "all": len(steps)},
            detail=_("Le prochain : %(step)s.") % {"step": str(waiting[0].title).lower()},
            action=_("Continuer"),
            url=reverse("first_steps"),
            urgency="soon",
            due_at=timezone.now(),  # Before the key alone, which is one of the steps.
        )


def month_of(person: Person) -> dict[str, Any] | None:
    """Returns the goals of the first month, to administrators and coordinators, once there are
    communes, which every goal needs. None in a demo."""
    if settings.BOCAGE.demo:
        return None
    firsts = month_for(person)
    return {"firsts": firsts} if firsts else None


add_section(
    name="first_month",
    template="first_steps/month.html",
    rank=0,
    context=month_of,
)
