"""What each task does, in the words of who operates the instance, and what to do when it fails.

A task says it where it is declared (`foundation.jobs.tasks`).
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
    """What a task does, and what to do once it was given up."""

    says: str | Promise
    if_it_fails: str | Promise


_words: dict[str, TaskWords] = {}


def describe_task(name: str, words: TaskWords) -> None:
    """Keeps the words of a task, by the name that it has in the queue."""
    _words[name] = words


def words_of_task(name: str) -> TaskWords:
    """Those of a task that may be of another release: then its name is all there is to say."""
    return _words.get(name) or TaskWords(says=name, if_it_fails=GONE)
