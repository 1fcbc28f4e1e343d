"""Descriptions of tasks for operators: purpose, and action after a final failure.

A task declares its description in its decorator (`foundation.jobs.tasks`).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TRY_AGAIN = _(
    "Réessayez : la faire deux fois ne fait pas de mal. Si elle échoue encore, le journal du "
    "service des tâches dit pourquoi."
)
COMES_BACK = _(
    "Écartez-la : elle revient d’elle-même et fait ce qui reste. Si elle échoue encore, le journal "
    "du service des tâches dit pourquoi."
)
GONE = _("Bocage ne connaît plus cette tâche : écartez-la.")


@dataclass(frozen=True)
class TaskWords:
    """Description of a task: what it does, and what to do if it fails for good."""

    description: str | Promise
    if_it_fails: str | Promise


_words: dict[str, TaskWords] = {}


def describe_task(name: str, words: TaskWords) -> None:
    """Registers the description of a task under the name that it has in the queue."""
    _words[name] = words


def words_of_task(name: str) -> TaskWords:
    """Returns the description of a task. For a task of another release, which has none here, it
    holds its name.
    """
    return _words.get(name) or TaskWords(description=name, if_it_fails=GONE)
