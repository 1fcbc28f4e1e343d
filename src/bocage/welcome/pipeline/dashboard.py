"""Additions of the board to the Espace of coordinators."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from bocage.foundation.formatting.times import format_moment
from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person, Role
from bocage.people.policies import coordinates_a_departement, holds_anywhere
from bocage.welcome.pipeline.waiting import Waiting, WaitingProject, waiting_for
from bocage.welcome.projects.policies import coordinates_anything

FEW_PROJECTS = 5

add_item(
    label=pgettext_lazy("team", "Accueil"),
    url_name="project_board",
    icon="people",
    rank=15,
    group="welcome",
    is_shown=lambda person: bool(coordinates_anything(person)),
)
add_item(
    label=gettext_lazy("Tâches types"),
    url_name="task_templates",
    icon="list",
    rank=23,
    group="welcome",
    is_shown=coordinates_a_departement,
)


@todo_provider
def projects_to_answer(person: Person) -> Iterator[Todo]:
    """Yields a coordinator's to-dos: first answers, late actions and unread messages; two
    queries.
    """
    if not holds_anywhere(person, Role.COORDINATOR):
        return
    waiting = waiting_for(person, timezone.now(), limit=FEW_PROJECTS)
    for line in waiting.lines:
        yield _task(line)
    remaining = waiting.total - len(waiting.lines)
    if remaining > 0:
        yield Todo(
            title=ngettext(
                "%(n)d autre projet vous attend", "%(n)d autres projets vous attendent", remaining
            )
            % {"n": remaining},
            detail=_summary(waiting),
            action=_("Ouvrir le tableau"),
            url=reverse("project_board"),
            urgency="soon",
        )


def _task(line: WaitingProject) -> Todo:
    titles = {
        "answer": _("%(name)s attend une première réponse"),
        "action": _("%(name)s : %(words)s"),
        "nobody": _("%(name)s n’est suivi par personne"),
        "nothing": _("%(name)s n’a pas de prochaine action"),
        "message": _("%(name)s vous a écrit"),
    }
    actions = {
        "answer": _("Répondre"),
        "action": _("Ouvrir le dossier"),
        "nobody": _("Prendre le projet"),
        "nothing": _("Décider la suite"),
        "message": _("Lire"),
    }
    parts = {"answer": "#ecrire", "message": "#fil"}
    return Todo(
        title=titles[line.kind] % {"name": line.name, "words": line.words},
        detail=_("Pour %(when)s") % {"when": format_moment(line.due_at)}
        if line.kind == "answer" and line.due_at
        else "",
        action=actions[line.kind],
        url=reverse("project_file", args=[line.project_id]) + parts.get(line.kind, "#suite"),
        urgency="late" if line.is_late else "soon",
        due_at=line.due_at,
    )


def _summary(waiting: Waiting) -> str:
    words = {
        "answer": ngettext("%(n)d réponse", "%(n)d réponses", waiting.counts.get("answer", 0)),
        "action": ngettext("%(n)d action", "%(n)d actions", waiting.counts.get("action", 0)),
        "nobody": ngettext(
            "%(n)d suivi par personne", "%(n)d suivis par personne", waiting.counts.get("nobody", 0)
        ),
        "nothing": ngettext(
            "%(n)d sans suite décidée", "%(n)d sans suite décidée", waiting.counts.get("nothing", 0)
        ),
        "message": ngettext("%(n)d message", "%(n)d messages", waiting.counts.get("message", 0)),
    }
    return ", ".join(
        label % {"n": waiting.counts[kind]}
        for kind, label in words.items()
        if waiting.counts.get(kind)
    )
