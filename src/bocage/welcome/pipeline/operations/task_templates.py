"""Task templates of a département. Tasks already opened are unchanged.

Changes in one département are serialised, so that no template is lost from the order.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone, translation

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.row_locks import lock_row
from bocage.people.models import Person
from bocage.territory.models import Departement
from bocage.welcome.pipeline.errors.tasks import TooManyTemplates, UnknownTemplate
from bocage.welcome.pipeline.models.task_templates import OwnTaskTemplate, TaskTemplateOrder
from bocage.welcome.pipeline.models.tasks import TaskSide
from bocage.welcome.pipeline.selectors import DEFAULTS, TemplateLine, lines_of
from bocage.welcome.pipeline.task_templates import TaskTemplate
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import Stage

MAX_OWN = 60
"""Maximum number of own templates of a département."""

Direction = Literal["up", "down"]


@dataclass(frozen=True, kw_only=True)
class TemplateWords:
    """Content of a task template: task, side, stage, deadline in days."""

    stage: str
    title: str
    help: str = ""
    side: str = TaskSide.TEAM
    within_days: int | None = None
    fact: str = ""


def add_template(
    *, by: Person, departement: Departement, words: TemplateWords, now: datetime | None = None
) -> OwnTaskTemplate:
    """Adds a template of the département's own, at the end of its stage.

    Raises:
        NotAllowed: `by` does not coordinate the département.
        TooManyTemplates: there are more than anybody would do.
    """
    by.require("welcome.manage_task_templates", departement)
    with transaction.atomic():
        _lock(departement)
        own_templates = OwnTaskTemplate.objects.filter(departement=departement)
        if own_templates.exclude(name__in=DEFAULTS).count() >= MAX_OWN:
            raise TooManyTemplates
        row = OwnTaskTemplate(departement=departement, name=new_identifier().hex)
        return _values(row, words, by, now)


def change_template(
    *,
    by: Person,
    departement: Departement,
    name: str,
    words: TemplateWords,
    now: datetime | None = None,
) -> None:
    """Changes a template for the département. Given the default words, it becomes the default
    template again.

    Raises:
        NotAllowed: `by` does not coordinate the département.
        UnknownTemplate: no template has this name.
    """
    by.require("welcome.manage_task_templates", departement)
    with transaction.atomic():
        _lock(departement)
        _save_if_changed(_values(_template_row(departement, name, by, now), words, by, now))


def stop_template(
    *, by: Person, departement: Departement, name: str, now: datetime | None = None
) -> None:
    """Stages no longer open it there.

    Raises:
        NotAllowed, UnknownTemplate: see `change_template`.
    """
    by.require("welcome.manage_task_templates", departement)
    with transaction.atomic():
        _lock(departement)
        row = _template_row(departement, name, by, now)
        row.is_active = False
        row.save()


def offer_template(
    *, by: Person, departement: Departement, name: str, now: datetime | None = None
) -> None:
    """Stages open it again.

    Raises:
        NotAllowed, UnknownTemplate: see `change_template`.
    """
    by.require("welcome.manage_task_templates", departement)
    with transaction.atomic():
        _lock(departement)
        row = _template_row(departement, name, by, now)
        row.is_active = True
        _save_if_changed(row)


def restore_template(*, by: Person, departement: Departement, name: str) -> None:
    """Restores the default text of a template; a template of the département's own is deleted.
    Idempotent.

    Raises:
        NotAllowed: `by` does not coordinate the département.
    """
    by.require("welcome.manage_task_templates", departement)
    with transaction.atomic():
        _lock(departement)
        OwnTaskTemplate.objects.filter(departement=departement, name=name).delete()


def move_template(*, by: Person, departement: Departement, name: str, direction: Direction) -> None:
    """Moves a template before or after its neighbour of the same stage. The first one stays first
    when moved up.

    Raises:
        NotAllowed, UnknownTemplate: see `change_template`.
    """
    by.require("welcome.manage_task_templates", departement)
    with transaction.atomic():
        _lock(departement)
        stage = _template_line(departement, name).template.stage
        names = [
            line.template.name for line in lines_of(departement.pk) if line.template.stage == stage
        ]
        index = names.index(name)
        target = max(index - 1, 0) if direction == "up" else min(index + 1, len(names) - 1)
        names.insert(target, names.pop(index))
        TaskTemplateOrder.objects.update_or_create(
            departement=departement, stage=stage, defaults={"names": names}
        )


def words_of(template: TaskTemplate) -> TemplateWords:
    """Returns the content of a template in French, the language of the product."""
    with translation.override("fr"):
        return TemplateWords(
            stage=template.stage,
            title=str(template.title),
            help=str(template.help),
            side=template.side,
            within_days=template.within_days,
            fact=template.fact or "",
        )


def _lock(departement: Departement) -> None:
    lock_row(departement)


def _template_line(departement: Departement, name: str) -> TemplateLine:
    for line in lines_of(departement.pk):
        if line.template.name == name:
            return line
    raise UnknownTemplate


def _template_row(
    departement: Departement, name: str, by: Person, now: datetime | None
) -> OwnTaskTemplate:
    """Returns the row of a template; an unsaved one with the default words if there is none."""
    line = _template_line(departement, name)
    if line.own is not None:
        return line.own
    row = OwnTaskTemplate(departement=departement, name=name)
    return _values(row, words_of(line.template), by, now)


def _values(
    row: OwnTaskTemplate, words: TemplateWords, by: Person, now: datetime | None
) -> OwnTaskTemplate:
    row.stage, row.side = Stage(words.stage), TaskSide(words.side)
    row.title, row.help = words.title.strip(), words.help.strip()
    row.within_days = words.within_days
    row.closing_fact = Fact(words.fact) if words.fact else ""
    row.changed_by, row.changed_at = by, now or timezone.now()
    row.save()
    return row


def _save_if_changed(row: OwnTaskTemplate) -> None:
    """Saves the row if it differs from the default template; otherwise deletes it, so that later
    changes of the default apply.
    """
    default = DEFAULTS.get(row.name)
    words = TemplateWords(
        stage=row.stage,
        title=row.title,
        help=row.help,
        side=row.side,
        within_days=row.within_days,
        fact=row.closing_fact,
    )
    if default is not None and row.is_active and words == words_of(default):
        row.delete()
    else:
        row.save()
