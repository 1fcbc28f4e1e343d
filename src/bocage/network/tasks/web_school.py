"""What the École du Web does by itself: computing a programme, and noting that it was held."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from procrastinate import RetryStrategy

from bocage.foundation.tasks import periodic, task
from bocage.network.operations.web_school_clock import hold_past_editions
from bocage.network.operations.web_school_runs import compute_programme


@task(
    retry=RetryStrategy(max_attempts=2, wait=2), says=_("Calcule le programme d’une École du Web")
)
def make_programme(*, run_id: str) -> None:
    """Computes the programme that somebody waits for."""
    compute_programme(run_id=UUID(run_id))


def defer_programme(run_id: UUID) -> None:
    """Hands a run to the worker, within the transaction of who asked."""
    make_programme.defer(run_id=str(run_id))


@periodic("20 3 * * *", says=_("Note les Écoles du Web qui ont eu lieu"))
def note_editions_held() -> None:
    """Editions whose last day is over were held."""
    hold_past_editions()
